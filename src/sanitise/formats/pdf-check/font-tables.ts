import { expect } from './residue.ts';

const TABLES = new Set([
  ...['head', 'hhea', 'maxp', 'hmtx', 'vhea', 'vmtx', 'VORG', 'OS/2', 'post', 'cmap', 'GSUB'],
  ...['glyf', 'loca', 'cvt ', 'fpgm', 'prep', 'gasp', 'CFF '],
]);

/** A TrueType or OpenType font: tables on the list, side by side to the last byte, and no times. */
export function checkOutlineFont(font: Buffer): void {
  expect(font.length >= 12, 'an outline font');
  const count = font.readUInt16BE(4);
  let end = 12 + count * 16;
  expect(count <= TABLES.size && end <= font.length, 'the tables of a font');
  for (let at = 12; at < 12 + count * 16; at += 16) {
    const name = font.toString('latin1', at, at + 4);
    const [offset, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
    expect(TABLES.has(name) && offset === end, 'a table of a font');
    end = offset + ((length + 3) & ~3);
    expect(end <= font.length, 'a table of a font');
    expect(
      font.subarray(offset + length, end).every((byte) => byte === 0),
      'a gap in a font',
    );
    if (name === 'CFF ') checkCompactFont(font.subarray(offset, offset + length));
    if (name === 'head' && length >= 54) {
      const times = font.subarray(offset + 20, offset + 36);
      expect(
        times.every((byte) => byte === 0),
        'the times of a font',
      );
    }
  }
  expect(end === font.length, 'bytes after a font');
}

/** Where the items of an INDEX are, and where it ends (Adobe Technical Note 5176 § 5). */
function indexAt(font: Buffer, at: number): { items: string[]; end: number } {
  const count = font.readUInt16BE(at);
  if (count === 0) return { items: [], end: at + 2 };
  const size = font[at + 2] ?? 0;
  expect(size >= 1 && size <= 4, 'an index of a font');
  const data = at + 2 + (count + 1) * size;
  const starts = Array.from(
    { length: count + 1 },
    (_, i) => data + font.readUIntBE(at + 3 + i * size, size),
  );
  const items = starts
    .slice(0, -1)
    .map((start, i) => font.toString('latin1', start, starts[i + 1]));
  return { items, end: starts.at(-1) ?? font.length };
}

/** A CFF font: one font with a neutral tag, whose own strings are blank or look like names of glyphs. */
export function checkCompactFont(font: Buffer): void {
  expect(font.length > 8 && font[0] === 1, 'a compact font');
  const names = indexAt(font, font[2] ?? 0);
  const tops = indexAt(font, names.end);
  const strings = indexAt(font, tops.end);
  expect(names.items.length === 1 && tops.items.length === 1, 'a compact font');
  expect(!/^(?!AAAAAA)[A-Z]{6}\+/.test(names.items[0] ?? ''), 'the tag of a font');
  for (const string of strings.items) {
    expect(/^ *$|^[!-~]{1,64}$/.test(string), 'a string of a font');
  }
}
