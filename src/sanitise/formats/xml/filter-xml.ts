import { NotCleanable } from '../format.ts';
import { escapeAttribute, escapeText, XML_DECLARATION } from './escape-xml.ts';
import { type NameScope, nameScope } from './names.ts';
import { xmlScanner } from './scan-xml.ts';

/** An element on its way through; names are canonical (`w:p`), whatever prefixes the file uses. */
export interface Node {
  name: string;
  /** By canonical name. A rule may change, delete or add. */
  readonly attributes: Record<string, string>;
  readonly parent: Node | undefined;
  /** Where its start tag stands in the output; undefined when only its children are kept. */
  start: number | undefined;
  /** The place behind its end tag, once it is closed. */
  end?: number;
  /** Output from its start tag on is kept back until it closes, so that it may still be taken out. */
  held?: boolean;
  /** Set to take the whole element out when it closes. */
  removed?: boolean;
  /** Called before the end tag is written. */
  onClose?: () => void;
  /** Called after it, unless the element was taken out. */
  onClosed?: () => void;
}

export type Verdict = 'keep' | 'unwrap' | 'drop';

export interface Policy {
  /** `node.name` is undefined-prefixed ('?') when its namespace is not known. */
  open(node: Node, filter: XmlFilter): Verdict;
  text(text: string, parent: Node, filter: XmlFilter): string;
  /** What the root's start tag gets besides its attributes (namespace declarations). */
  declarations: string;
}

export interface XmlFilter {
  /** Takes the next piece of the part. */
  write(text: string): void;
  /** What is ready to be written out. */
  take(): string;
  end(): string;
  /** The canonical prefixes that a list of the file's own prefixes means; undefined for an unknown one. */
  prefixes(list: string): (string | undefined)[];

  /** The place in the output where the next thing will stand. */
  here(): number;
  /** Writes markup of the rules' own making. */
  insert(markup: string): void;
  /** Replaces what stands at one place; only while it is held back. */
  replace(place: number, text: string): void;
  /** Empties all places from `from` up to but without `to`. */
  blank(from: number, to: number): void;
  isBlank(from: number, to: number): boolean;
  hold(): void;
  release(): void;
  /** From within `open`: takes out `node` (an ancestor) with all that was and will be in it. Return 'drop' then. */
  discard(node: Node): void;
}

/** Deeper nesting does not come from an office program; it is there to exhaust a reader's stack. */
const MAX_DEPTH = 256;

/** Filters one XML part in pieces; what comes out is written anew, never copied. */
export function xmlFilter(policy: Policy, namespaces: ReadonlyMap<string, string>): XmlFilter {
  const scope: NameScope = nameScope(namespaces);
  const stack: Node[] = [];
  let out: string[] = [XML_DECLARATION];
  let base = 0; // place of out[0]
  let holds = 0;
  let skipped = 0; // open elements that are being dropped
  let depth = 0;

  const filter: XmlFilter = {
    write(text) {
      scanner.write(text);
    },
    take() {
      if (holds > 0) return '';
      // The last start tag stays back: it becomes an empty-element tag if nothing follows.
      let keep = out.length - 1;
      while (keep > 0 && out[keep] === '') keep--;
      if (keep <= 0) return '';
      const ready = out.slice(0, keep).join('');
      out = out.slice(keep);
      base += keep;
      return ready;
    },
    end() {
      scanner.end();
      return out.join('');
    },
    prefixes: (list) =>
      list.split(/\s+/).flatMap((prefix) => (prefix ? [scope.canonicalPrefix(prefix)] : [])),
    here: () => base + out.length,
    insert(markup) {
      out.push(markup);
    },
    replace(place, text) {
      if (place < base) throw new Error('already written');
      out[place - base] = text;
    },
    blank(from, to) {
      if (from < base) throw new Error('already written');
      out.fill('', from - base, to - base);
    },
    isBlank(from, to) {
      if (from < base) return false;
      for (let i = from - base; i < to - base; i++) if (out[i] !== '') return false;
      return true;
    },
    hold() {
      holds++;
    },
    release() {
      holds--;
    },
    discard(node) {
      if (node.start === undefined) throw new Error('not in the output');
      filter.blank(node.start, filter.here());
      for (let top = stack.pop(); top; top = stack.pop()) {
        skipped++;
        if (top.held) holds--;
        if (top === node) break;
      }
    },
  };

  function open(rawName: string, written: string): void {
    if (++depth > MAX_DEPTH) throw new NotCleanable('tooComplex', 'nested too deep');
    if (skipped > 0) {
      skipped++;
      return;
    }
    const attributes = scope.enter(written, depth);
    const parent = stack.at(-1);
    const node: Node = { name: scope.element(rawName), attributes, parent, start: undefined };
    const verdict = policy.open(node, filter);
    if (verdict === 'drop') {
      skipped++;
      return;
    }
    stack.push(node);
    if (verdict === 'unwrap') {
      node.held = false;
      return;
    }
    node.start = filter.here();
    if (node.held) holds++;
    out.push(startTag(node, parent === undefined ? policy.declarations : ''));
  }

  function close(): void {
    scope.leave(depth--);
    if (skipped > 0) {
      skipped--;
      return;
    }
    const node = stack.pop();
    if (!node) return;
    node.onClose?.();
    if (node.held) holds--;
    if (node.start === undefined) return;
    if (node.removed) filter.blank(node.start, filter.here());
    else if (filter.isBlank(node.start + 1, filter.here())) {
      filter.replace(node.start, `${(out[node.start - base] ?? '').slice(0, -1)}/>`);
    } else out.push(`</${node.name}>`);
    node.end = filter.here();
    if (!node.removed) node.onClosed?.();
  }

  function text(found: string): void {
    const parent = stack.at(-1);
    if (skipped > 0 || !parent) return;
    const kept = policy.text(found, parent, filter);
    if (kept !== '') out.push(escapeText(kept));
  }

  const scanner = xmlScanner({ open, close, text });
  return filter;
}

function startTag(node: Node, declarations: string): string {
  let tag = `<${node.name}${declarations}`;
  for (const name in node.attributes) {
    tag += ` ${name}="${escapeAttribute(node.attributes[name] ?? '')}"`;
  }
  return `${tag}>`;
}
