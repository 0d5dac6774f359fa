import { hexIn, literalIn, nameIn, numberIn } from '../literals.ts';
import { cursor, latin1, nextToken } from '../tokens.ts';
import { CannotKeep } from '../values.ts';

// A code has at most 4 bytes; what one glyph means has at most a few characters, and could otherwise hold any text.
const MAX_CODE = 4;
const MAX_MEANING = 64;
const MAX_TOKENS = 1_500_000;
/** Entries a section may have (Adobe Technical Note 5014). */
const SECTION = 100;

/** What each kind of section maps: h a code, m a meaning (or an array of them), n a number. */
const SECTIONS = new Map([
  ['codespacerange', 'hh'],
  ['bfchar', 'hm'],
  ['bfrange', 'hhm'],
  ['cidchar', 'hn'],
  ['cidrange', 'hhn'],
  ['notdefchar', 'hn'],
  ['notdefrange', 'hhn'],
]);

type Operand = string | number | string[] | { name: string };

interface CharacterMap {
  base: string | undefined;
  vertical: boolean;
  sections: { kind: string; rows: string[] }[];
}

/**
 * A CMap file written anew from its mappings alone: comments, titles, versions and names are gone. Names of predefined
 * CMaps that it builds on stay.
 * @throws CannotKeep
 */
export function characterMapText(source: Buffer): {
  text: string;
  base: string | undefined;
  vertical: boolean;
} {
  const map = parse(source);
  const isCid = map.sections.some(({ kind }) => kind.startsWith('cid'));
  const head = [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    ...(map.base === undefined ? [] : [`/${map.base} usecmap`]),
    '/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> def',
    '/CMapName /Map def',
    `/CMapType ${isCid ? 1 : 2} def`,
    ...(map.vertical ? ['/WMode 1 def'] : []),
  ];
  const body = map.sections.flatMap(({ kind, rows }) => {
    const lines: string[] = [];
    for (let at = 0; at < rows.length; at += SECTION) {
      const part = rows.slice(at, at + SECTION);
      lines.push(`${part.length} begin${kind}`, ...part, `end${kind}`);
    }
    return lines;
  });
  const tail = ['endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end', ''];
  const text = [...head, ...body, ...tail].join('\n');
  return { text, base: map.base, vertical: map.vertical };
}

function parse(source: Buffer): CharacterMap {
  const c = cursor(source);
  const map: CharacterMap = { base: undefined, vertical: false, sections: [] };
  let operands: Operand[] = [];
  let array: string[] | undefined;
  for (let tokens = 0; ; tokens++) {
    const token = nextToken(c);
    if (token === 'end') return map;
    if (tokens > MAX_TOKENS) throw new CannotKeep('a character map too long');
    const { start, at } = c;
    if (token === '[') array = [];
    else if (token === ']') {
      operands.push(array ?? []);
      array = undefined;
    } else if (token === 'hex' || token === 'string') {
      const bytes = (token === 'hex' ? hexIn : literalIn)(source, start, at);
      const text = bytes.subarray(0, MAX_MEANING).toString('hex');
      if (array) array.push(text);
      else operands.push(text);
    } else if (token === 'number') operands.push(numberIn(source, start, at));
    else if (token === 'name') operands.push({ name: nameIn(source, start, at) });
    else if (token === 'word') {
      apply(map, latin1(source, start, at), operands);
      operands = [];
    }
  }
}

function apply(map: CharacterMap, word: string, operands: Operand[]): void {
  const shape = word.startsWith('end') ? SECTIONS.get(word.slice(3)) : undefined;
  const last = operands.at(-1);
  if (shape) {
    const rows: string[] = [];
    for (let at = 0; at + shape.length <= operands.length; at += shape.length) {
      const row = rowText(operands.slice(at, at + shape.length), shape);
      if (row !== undefined) rows.push(row);
    }
    if (rows.length > 0) map.sections.push({ kind: word.slice(3), rows });
  } else if (word === 'usecmap' && typeof last === 'object' && 'name' in last) {
    if (!isMapName(last.name)) throw new CannotKeep('a character map built on an unknown one');
    map.base = last.name;
  } else if (word === 'def' && last === 1) {
    const key = operands.at(-2);
    if (typeof key === 'object' && 'name' in key && key.name === 'WMode') map.vertical = true;
  }
}

/** Predefined CMaps have names like 90ms-RKSJ-H and UniJIS2004-UTF16-V (ISO 32000-1 table 118). */
export const isMapName = (name: string): boolean =>
  /^[A-Za-z0-9]{1,12}(-[A-Za-z0-9]{1,8}){0,3}$/.test(name);

function rowText(operands: Operand[], shape: string): string | undefined {
  const parts = operands.map((operand, index) => {
    const letter = shape[index];
    if (letter === 'n')
      return typeof operand === 'number' ? String(Math.trunc(operand)) : undefined;
    if (typeof operand === 'string') {
      const fits = operand.length > 0 && (letter === 'm' || operand.length <= MAX_CODE * 2);
      return fits ? `<${operand}>` : undefined;
    }
    const list = letter === 'm' && Array.isArray(operand);
    return list ? `[${operand.map((item) => `<${item}>`).join(' ')}]` : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.join(' ');
}
