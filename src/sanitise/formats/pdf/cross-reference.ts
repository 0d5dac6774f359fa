import { decodeStructure } from './decode-stream.ts';
import { type Budget, LIMITS, tooComplex } from './limits.ts';
import { numberIn } from './literals.ts';
import { parseValue } from './parse-value.ts';
import { readIndirect } from './read-indirect.ts';
import { cursor, isWhite, latin1, nextToken } from './tokens.ts';
import { Irregular, isDict, nameOf, type PdfDict, PdfStream, type PdfValue } from './values.ts';

/** Where an object lies: at an offset of the file, or as the index-th object of an object stream. */
export type Place = { offset: number } | { container: number; index: number };

export interface CrossReference {
  trailer: PdfDict;
  /** Objects in use by number. */
  places: Map<number, Place>;
  /** Cross-reference sections that were chained, newest first. */
  sections: number;
}

// A free entry must hide an older entry of the same number: the object was deleted.
type Entry = Place | 'free';

/** Follows the chain of cross-reference sections from the end of the file. @throws Irregular */
export function readCrossReference(bytes: Buffer, budget: Budget): CrossReference {
  const entries = new Map<number, Entry>();
  const seen = new Set<number>();
  const waiting = [lastSectionOf(bytes)];
  let trailer: PdfDict | undefined;
  let sections = 0;
  for (let offset = waiting.shift(); offset !== undefined; offset = waiting.shift()) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    if (seen.size > 4096) throw tooComplex('more revisions than a document may have');
    const section = readSection(bytes, offset, entries, budget);
    sections++;
    trailer ??= section;
    // A hybrid file's stream section belongs to its table and is read before older ones (§ 7.5.8.4).
    for (const key of ['XRefStm', 'Prev']) {
      const next = section.get(key);
      if (typeof next === 'number') waiting.push(next);
      else if (next !== undefined) throw new Irregular(`${key} is not an offset`);
    }
  }
  if (!trailer) throw new Irregular('no trailer');
  const places = new Map<number, Place>();
  for (const [number, entry] of entries) if (entry !== 'free') places.set(number, entry);
  return { trailer, places, sections };
}

function lastSectionOf(bytes: Buffer): number {
  const at = bytes.lastIndexOf('startxref');
  if (at < 0) throw new Irregular('no startxref');
  const offset = parseValue(cursor(bytes, at + 9));
  if (typeof offset !== 'number') throw new Irregular('startxref names no offset');
  return offset;
}

function readSection(
  bytes: Buffer,
  offset: number,
  entries: Map<number, Entry>,
  budget: Budget,
): PdfDict {
  if (!Number.isInteger(offset) || offset < 0 || offset >= bytes.length) {
    throw new Irregular('a cross-reference outside the file');
  }
  const c = cursor(bytes, offset);
  const isTable = nextToken(c) === 'word' && latin1(bytes, c.start, c.at) === 'xref';
  return isTable ? readTable(bytes, c.at, entries) : readStream(bytes, offset, entries, budget);
}

function readTable(bytes: Buffer, from: number, entries: Map<number, Entry>): PdfDict {
  const c = cursor(bytes, from);
  for (;;) {
    const token = nextToken(c);
    if (token === 'word' && latin1(bytes, c.start, c.at) === 'trailer') break;
    if (token !== 'number') throw new Irregular('a broken cross-reference table');
    const first = numberIn(bytes, c.start, c.at);
    if (nextToken(c) !== 'number') throw new Irregular('a broken subsection');
    const count = numberIn(bytes, c.start, c.at);
    checkRange(first, count);
    while (c.at < bytes.length && isWhite(bytes[c.at])) c.at++;
    for (let i = 0; i < count; i++, c.at += 20) readRow(bytes, c.at, first + i, entries);
  }
  const trailer = parseValue(c);
  if (!isDict(trailer)) throw new Irregular('the trailer is no dictionary');
  return trailer;
}

// Rows have 20 bytes each (§ 7.5.4); anything else is left to the repairing reader.
function readRow(bytes: Buffer, at: number, number: number, entries: Map<number, Entry>): void {
  const row = latin1(bytes, at, at + 20);
  if (!/^\d{10} \d{5} [nf][ \r\n]{2}$/.test(row)) throw new Irregular('a broken row');
  if (entries.has(number)) return;
  const offset = Number(row.slice(0, 10));
  entries.set(number, row[17] === 'n' && offset > 0 ? { offset } : 'free');
}

function readStream(
  bytes: Buffer,
  offset: number,
  entries: Map<number, Entry>,
  budget: Budget,
): PdfDict {
  const { value } = readIndirect(bytes, offset);
  if (!(value instanceof PdfStream) || nameOf(value.dict.get('Type')) !== 'XRef') {
    throw new Irregular('no cross-reference where one is due');
  }
  const direct = (entry: PdfValue | undefined): PdfValue => entry ?? null;
  const data = decodeStructure(value, direct, budget);
  const widths = numbersOf(value.dict.get('W'));
  const size = value.dict.get('Size');
  const index = value.dict.has('Index') ? numbersOf(value.dict.get('Index')) : [0, Number(size)];
  const [kind = 0, second = 0, third = 0] = widths;
  const width = kind + second + third;
  if (widths.length < 3 || width < 1 || kind > 4 || second > 6 || third > 6) {
    throw new Irregular('odd widths in a cross-reference stream');
  }
  let at = 0;
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const [first = 0, count = 0] = [index[pair], index[pair + 1]];
    checkRange(first, count);
    for (let i = 0; i < count && at + width <= data.length; i++, at += width) {
      if (entries.has(first + i)) continue;
      const type = kind === 0 ? 1 : data.readUIntBE(at, kind);
      const a = second === 0 ? 0 : data.readUIntBE(at + kind, second);
      const b = third === 0 ? 0 : data.readUIntBE(at + kind + second, third);
      if (type === 1) entries.set(first + i, { offset: a });
      else if (type === 2) entries.set(first + i, { container: a, index: b });
      else entries.set(first + i, 'free');
    }
  }
  return value.dict;
}

function numbersOf(value: PdfValue | undefined): number[] {
  if (
    !Array.isArray(value) ||
    !value.every((item) => Number.isInteger(item) && Number(item) >= 0)
  ) {
    throw new Irregular('an array of numbers is due');
  }
  return value as number[];
}

function checkRange(first: number, count: number): void {
  if (!Number.isInteger(first) || !Number.isInteger(count) || first < 0 || count < 0) {
    throw new Irregular('a broken range of objects');
  }
  if (first + count > LIMITS.objects) throw tooComplex('more objects than a document may have');
}
