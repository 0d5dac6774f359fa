import { hexIn, literalIn, nameIn, numberIn } from './literals.ts';
import { type Cursor, isRegular, isWhite, latin1, nextToken, type Token } from './tokens.ts';
import { Irregular, type PdfDict, PdfName, PdfRef, PdfString, type PdfValue } from './values.ts';

// Real documents nest a handful of levels; a parser that recurses needs a bound.
const MAX_DEPTH = 64;

/** Reads one object; references are kept as such. @throws Irregular */
export function parseValue(c: Cursor): PdfValue {
  return valueFrom(c, nextToken(c), 0);
}

function valueFrom(c: Cursor, token: Token, depth: number): PdfValue {
  if (depth > MAX_DEPTH) throw new Irregular('objects nested too deep');
  const { bytes, start, at } = c;
  switch (token) {
    case 'number':
      return referenceAfter(c) ?? numberIn(bytes, start, at);
    case 'name':
      return new PdfName(nameIn(bytes, start, at));
    case 'string':
      return new PdfString(literalIn(bytes, start, at));
    case 'hex':
      return new PdfString(hexIn(bytes, start, at));
    case '[':
      return arrayOf(c, depth);
    case '<<':
      return dictionaryOf(c, depth);
    case 'word':
      return wordOf(latin1(bytes, start, at));
    default:
      throw new Irregular(`no object begins with ${token}`);
  }
}

function wordOf(word: string): PdfValue {
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  throw new Irregular('a word where an object is due');
}

function arrayOf(c: Cursor, depth: number): PdfValue[] {
  const items: PdfValue[] = [];
  for (;;) {
    const token = nextToken(c);
    if (token === ']') return items;
    items.push(valueFrom(c, token, depth + 1));
  }
}

function dictionaryOf(c: Cursor, depth: number): PdfDict {
  const dict: PdfDict = new Map();
  for (;;) {
    const token = nextToken(c);
    if (token === '>>') return dict;
    if (token !== 'name') throw new Irregular('a dictionary key is not a name');
    const key = nameIn(c.bytes, c.start, c.at);
    const value = valueFrom(c, nextToken(c), depth + 1);
    if (value !== null) dict.set(key, value);
  }
}

const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0x30 && byte <= 0x39;

// "12 0 R": looked for by hand, since most numbers are not references and a second lexing of each would cost.
function referenceAfter(c: Cursor): PdfRef | undefined {
  const { bytes, end } = c;
  for (let at = c.start; at < c.at; at++) if (!isDigit(bytes[at])) return undefined;
  let at = c.at;
  while (at < end && isWhite(bytes[at])) at++;
  const generation = at;
  while (at < end && isDigit(bytes[at])) at++;
  if (at === generation || at === c.at) return undefined;
  const space = at;
  while (at < end && isWhite(bytes[at])) at++;
  if (at === space || bytes[at] !== 0x52 || isRegular(bytes[at + 1])) return undefined;
  const reference = new PdfRef(numberIn(bytes, c.start, c.at));
  c.at = at + 1;
  return reference;
}
