import type { RemovalKind } from '../../outcome.ts';
import type { Names } from './names.ts';

type Found = (kind: RemovalKind) => void;

/** Properties that say how text and boxes look; none that moves content out of sight or fetches something. */
const PROPERTIES =
  /^(?:color|background(?:-color)?|font(?:-(?:family|size|style|weight|variant|stretch))?|text-(?:align|decoration|indent|transform)|vertical-align|line-height|letter-spacing|word-spacing|white-space|word-break|overflow-wrap|margin(?:-(?:top|right|bottom|left))?|padding(?:-(?:top|right|bottom|left))?|border(?:-(?:top|right|bottom|left))?(?:-(?:width|style|color))?|border-(?:collapse|spacing|radius)|(?:min-|max-)?(?:width|height)|list-style(?:-type|-position)?|float|clear|display|table-layout|caption-side|empty-cells|page-break-(?:before|after|inside))$/;
/** Numbers with units, words, colours; of functions only those that make a colour. Quotes only around names of fonts. */
const VALUE_PARTS =
  /(?:rgba?|hsla?)\([0-9.,%\s/]{1,40}\)|#[0-9a-fA-F]{3,8}|[-+]?[0-9]*\.?[0-9]+[a-z%]{0,5}|[a-zA-Z][a-zA-Z-]*|"[A-Za-z0-9 -]{1,40}"|'[A-Za-z0-9 -]{1,40}'|!important|[,/\s]/g;
const HIDING =
  /(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*(?:\.0*)?(?![.\d])|font-size\s*:\s*0*(?:\.0*)?(?:[a-z%]+)?\s*(?:[;!}]|$)|mso-hide\s*:\s*all)/i;
const SELECTOR_PARTS =
  /[A-Za-z][A-Za-z0-9]*|\*|[.#][A-Za-z_][\w-]*|:(?:first-child|last-child|hover|link|visited|active|focus|first-letter|first-line|nth-child\((?:odd|even|\d{1,3}n?(?:\+\d{1,3})?)\))|[\s>+~]/g;
const MEDIA_PARTS =
  /@media\s|\b(?:only|screen|print|all|and)\b|\((?:min|max)-width\s*:\s*[0-9.]+(?:px|em|rem)\)|[\s,]/gi;

/** Whether a text is made of nothing but these parts. One pass, so that no text makes it slow. */
function isMadeOf(text: string, parts: RegExp): boolean {
  return text.length > 0 && text.length < 2000 && text.replace(parts, '') === '';
}

/** Whether a style keeps its element from being seen. */
export function isHiding(declarations: string): boolean {
  return HIDING.test(declarations.replace(/\/\*.*?\*\//gs, ''));
}

/** The declarations of the list, in the form `a:b;c:d`. */
export function cleanDeclarations(text: string, found: Found): string {
  const kept: string[] = [];
  for (const part of text.replace(/\/\*.*?\*\//gs, '').split(';')) {
    const colon = part.indexOf(':');
    const property = part.slice(0, colon).trim().toLowerCase();
    const value = part
      .slice(colon + 1)
      .trim()
      .replace(/\s+/g, ' ');
    if (/url\s*\(|image-set|@import/i.test(part)) found('externalLink');
    const isShown = property === 'display' ? value !== 'none' : true;
    if (
      PROPERTIES.test(property) &&
      isMadeOf(value, VALUE_PARTS) &&
      isShown &&
      !isHiding(`${property}:${value}`)
    ) {
      kept.push(`${property}:${value.replaceAll('"', "'")}`);
    }
  }
  return kept.join(';');
}

export interface StyleSheet {
  css: string;
  /** Classes and ids, with their sign, whose elements are not seen. */
  hidden: Set<string>;
}

/** Filters a style sheet rule by rule; a rule that is not wholly understood is left out. */
export function cleanStyleSheet(source: string, names: Names, found: Found): StyleSheet {
  const hidden = new Set<string>();
  const text = source.replace(/\/\*.*?(?:\*\/|$)/gs, '').replace(/<!--|-->/g, '');
  if (/@import/i.test(text)) found('externalLink');
  return { css: rules(text, names, found, hidden, 0), hidden };
}

function rules(
  text: string,
  names: Names,
  found: Found,
  hidden: Set<string>,
  depth: number,
): string {
  let css = '';
  for (const { head, body } of blocks(text)) {
    if (head.startsWith('@')) {
      if (depth === 0 && head.startsWith('@media') && isMadeOf(head, MEDIA_PARTS)) {
        const inner = rules(body, names, found, hidden, 1);
        if (inner) css += `${head.replace(/\s+/g, ' ').toLowerCase()}{${inner}}\n`;
      } else if (/url\s*\(/i.test(body)) found('externalLink');
      continue;
    }
    const selectors = head.split(',').map((selector) => selector.trim().replace(/\s+/g, ' '));
    if (isHiding(body)) {
      for (const selector of selectors) if (/^[.#][\w-]+$/.test(selector)) hidden.add(selector);
    }
    const declarations = cleanDeclarations(body, found);
    if (!declarations || !selectors.every((selector) => isMadeOf(selector, SELECTOR_PARTS)))
      continue;
    const renamed = selectors.map((selector) =>
      selector
        .replace(/\.([A-Za-z_][\w-]*)/g, (_, name: string) => `.${names.ofClass(name)}`)
        .replace(/#([A-Za-z_][\w-]*)/g, (_, name: string) => `#${names.ofId(name)}`),
    );
    css += `${renamed.join(',')}{${declarations}}\n`;
  }
  return css;
}

/** `head { body }` at the outer level; braces in strings are not expected and break only the rule they stand in. */
function* blocks(text: string): Generator<{ head: string; body: string }> {
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open === -1) return;
    let depth = 1;
    let end = open + 1;
    for (; end < text.length && depth > 0; end++) {
      if (text[end] === '{') depth++;
      else if (text[end] === '}') depth--;
    }
    // Statements without a block, as @import, stand in front of the head.
    const head = text.slice(at, open).split(';').at(-1)?.trim() ?? '';
    yield { head, body: text.slice(open + 1, depth === 0 ? end - 1 : end) };
    at = end;
  }
}
