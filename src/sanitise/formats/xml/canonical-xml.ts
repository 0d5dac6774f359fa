import { NotCleanable } from '../format.ts';
import { XML_DECLARATION } from './escape-xml.ts';

export interface CanonicalHandler {
  /** `attributes` as written, escapes included. */
  open(name: string, attributes: [string, string][], depth: number): void;
  text?(text: string, parent: string): void;
}

const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const VALUE = '(?:[^"<>&\\t\\r\\n]|&(?:amp|lt|gt|quot|#9|#10|#13);)*';
const TAG = new RegExp(`<(${NAME})((?: ${NAME}="${VALUE}")*)(/?)>|</(${NAME})>`, 'y');
const TEXT = /(?:[^<>&\r]|&(?:amp|lt|gt|#13);)+/y;
const ATTRIBUTE = / ([\w.:-]+)="([^"]*)"/g;

/**
 * Reads XML in the one form that our filter writes, and knows nothing else: no comment, no processing instruction, no
 * CDATA, no document type, no entity but the needed ones.
 * @throws NotCleanable('residue') for anything else
 */
export function readCanonicalXml(bytes: Buffer, handler: CanonicalHandler): void {
  const xml = bytes.toString('utf8');
  if (!xml.startsWith(XML_DECLARATION)) throw residue('no declaration');
  const stack: string[] = [];
  let at = XML_DECLARATION.length;
  while (at < xml.length) {
    if (xml[at] !== '<') {
      const parent = stack.at(-1);
      TEXT.lastIndex = at;
      const text = TEXT.exec(xml);
      if (!text || parent === undefined) throw residue('stray text');
      handler.text?.(text[0], parent);
      at = TEXT.lastIndex;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(xml);
    if (!tag) throw residue('unexpected markup');
    if (tag[4] !== undefined) {
      if (stack.pop() !== tag[4]) throw residue('tags do not match');
    } else {
      if (stack.length === 0 && at !== XML_DECLARATION.length) throw residue('two roots');
      const name = tag[1] as string;
      handler.open(name, attributesOf(tag[2] ?? ''), stack.length);
      if (tag[3] === '') stack.push(name);
    }
    at = TAG.lastIndex;
  }
  if (stack.length > 0) throw residue('unclosed element');
}

function attributesOf(written: string): [string, string][] {
  if (written === '') return [];
  return [...written.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, value]);
}

function residue(what: string): NotCleanable {
  return new NotCleanable('residue', `XML: ${what}`);
}
