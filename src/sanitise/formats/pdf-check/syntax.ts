import { expect, residue } from './residue.ts';

// The checker's own idea of PDF syntax, on purpose not the reader's: one way to write each thing and no other. What the
// cleaner's forgiving reader might overlook has no form here.

export interface Name {
  readonly name: string;
}
export interface Text {
  readonly hex: string;
}
export interface Reference {
  readonly reference: number;
}
export type Dictionary = ReadonlyMap<string, Value>;
export type Value =
  | null
  | boolean
  | number
  | Name
  | Text
  | Reference
  | readonly Value[]
  | Dictionary;

const PATTERNS: [RegExp, (match: RegExpExecArray) => Value][] = [
  [/([1-9]\d*) 0 R/y, (match) => ({ reference: Number(match[1]) })],
  [/-?(?:\d+\.\d*|\.\d+|\d+)/y, (match) => Number(match[0])],
  [/\/([^\s()<>[\]{}/%]*)/y, (match) => ({ name: unescapeName(match[1] ?? '') })],
  [/<([0-9a-f]*)>/y, (match) => ({ hex: match[1] ?? '' })],
  [/true/y, () => true],
  [/false/y, () => false],
  [/null/y, () => null],
];

const unescapeName = (name: string): string =>
  name.replace(/#([0-9a-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

const MAX_DEPTH = 16;

/** Parses a whole line as one value. */
export function parseLine(line: string): Value {
  let at = 0;

  function value(depth: number): Value {
    expect(depth < MAX_DEPTH, 'values nested too deep');
    if (line.startsWith('<<', at)) return dictionary(depth);
    if (line[at] === '[') return array(depth);
    for (const [pattern, make] of PATTERNS) {
      pattern.lastIndex = at;
      const match = pattern.exec(line);
      if (!match) continue;
      at = pattern.lastIndex;
      return make(match);
    }
    throw residue('a value of no known form');
  }

  function array(depth: number): Value {
    const items: Value[] = [];
    at++;
    while (line[at] !== ']') {
      if (items.length > 0) {
        expect(line[at] === ' ', 'something between items');
        at++;
      }
      items.push(value(depth + 1));
    }
    at++;
    return items;
  }

  function dictionary(depth: number): Value {
    const entries = new Map<string, Value>();
    at += 2;
    while (!line.startsWith('>>', at)) {
      const key = value(depth + 1);
      expect(isName(key) && !entries.has(key.name), 'a key that is no name or comes twice');
      expect(line[at] === ' ', 'something between key and value');
      at++;
      entries.set(key.name, value(depth + 1));
    }
    at += 2;
    return entries;
  }

  const parsed = value(0);
  expect(at === line.length, 'something after a value');
  return parsed;
}

export const isName = (value: Value | undefined): value is Name =>
  typeof value === 'object' && value !== null && 'name' in value;
export const isText = (value: Value | undefined): value is Text =>
  typeof value === 'object' && value !== null && 'hex' in value;
export const isReference = (value: Value | undefined): value is Reference =>
  typeof value === 'object' && value !== null && 'reference' in value;
export const isDictionary = (value: Value | undefined): value is Dictionary => value instanceof Map;
