import { CannotKeep } from '../values.ts';
import { INNER_TAG, withTag } from './subset-tag.ts';

const broken = (): CannotKeep => new CannotKeep('a compact font that cannot be read');

/** Strings every font shares (Adobe Technical Note 5176, appendix A). */
const STANDARD_STRINGS = 391;

interface Index {
  /** Start and end of each item. */
  items: [number, number][];
  end: number;
}

function readIndex(font: Buffer, at: number): Index {
  if (at + 2 > font.length) throw broken();
  const count = font.readUInt16BE(at);
  if (count === 0) return { items: [], end: at + 2 };
  const size = font[at + 2] ?? 0;
  const base = at + 3 + (count + 1) * size - 1;
  if (size < 1 || size > 4 || base > font.length) throw broken();
  const offset = (i: number): number => base + font.readUIntBE(at + 3 + i * size, size);
  const items: [number, number][] = [];
  for (let i = 0; i < count; i++) {
    const [start, end] = [offset(i), offset(i + 1)];
    if (start > end || end > font.length) throw broken();
    items.push([start, end]);
  }
  return { items, end: offset(count) };
}

/** Operators of a DICT with their operands; two-byte operators are 1200 and the second byte. */
function readDict(font: Buffer, start: number, end: number): Map<number, number[]> {
  const entries = new Map<number, number[]>();
  let operands: number[] = [];
  for (let at = start; at < end; ) {
    const byte = font[at++] as number;
    if (byte <= 21) {
      entries.set(byte === 12 ? 1200 + (font[at++] ?? 0) : byte, operands);
      operands = [];
    } else if (byte === 28 && at + 2 <= end) {
      operands.push(font.readInt16BE(at));
      at += 2;
    } else if (byte === 29 && at + 4 <= end) {
      operands.push(font.readInt32BE(at));
      at += 4;
    } else if (byte === 30) {
      while (at < end && ((font[at] as number) & 15) !== 15 && (font[at] as number) >> 4 !== 15)
        at++;
      at++;
      operands.push(Number.NaN);
    } else if (byte >= 32 && byte <= 246) operands.push(byte - 139);
    else if (byte >= 247 && byte <= 254) {
      const second = font[at++] ?? 0;
      operands.push(
        byte < 251 ? (byte - 247) * 256 + second + 108 : -(byte - 251) * 256 - second - 108,
      );
    } else throw broken();
  }
  return entries;
}

const [CHARSET, CHAR_STRINGS, REGISTRY_ORDERING] = [15, 17, 1230];

/** Adds the strings that a charset uses as glyph names. */
function charsetStrings(font: Buffer, offset: number, glyphs: number, used: Set<number>): void {
  if (offset <= 2) return;
  let at = offset;
  const format = font[at++];
  if (format === undefined || format > 2) throw broken();
  for (let glyph = 1; glyph < glyphs; ) {
    if (at + 4 > font.length && !(format === 0 && at + 2 <= font.length)) throw broken();
    const first = font.readUInt16BE(at);
    at += 2;
    let more = 0;
    if (format === 1) more = font[at++] as number;
    if (format === 2) {
      more = font.readUInt16BE(at);
      at += 2;
    }
    for (let i = 0; i <= more && glyph < glyphs; i++, glyph++) used.add(first + i);
  }
}

/**
 * A CFF font whose notices, copyrights, version, full and family names are blanked in place, as are strings that nothing
 * uses; glyph names stay, since text is drawn by them. @throws CannotKeep
 */
export function keepCompactFont(source: Buffer): Buffer {
  const font = Buffer.from(source);
  if (font.length < 8 || font[0] !== 1) throw broken();
  const names = readIndex(font, font[2] as number);
  const tops = readIndex(font, names.end);
  const strings = readIndex(font, tops.end);
  if (tops.items.length !== 1 || names.items.length !== 1) throw broken();
  const [start, end] = tops.items[0] as [number, number];
  const top = readDict(font, start, end);
  const used = new Set<number>();
  const ordering = top.get(REGISTRY_ORDERING);
  if (ordering) for (const string of ordering.slice(0, 2)) used.add(string);
  else {
    const glyphs = readIndex(font, top.get(CHAR_STRINGS)?.[0] ?? font.length).items.length;
    charsetStrings(font, top.get(CHARSET)?.[0] ?? 0, glyphs, used);
  }
  for (const [index, [from, to]] of strings.items.entries()) {
    if (!used.has(index + STANDARD_STRINGS)) font.fill(0x20, from, to);
  }
  for (const [from, to] of names.items) {
    font.write(withTag(font.toString('latin1', from, to), INNER_TAG), from, 'latin1');
  }
  return font;
}
