import { CannotKeep } from '../values.ts';
import { keepCompactFont } from './compact-font.ts';

const broken = (): CannotKeep => new CannotKeep('an outline font that cannot be read');

// What draws glyphs (ISO 32000-1 § 9.9) and what viewers look up on the way. `name` and `meta` hold licences and owners,
// `DSIG` signatures, `FFTM` times; kerning and layout tables are not used for text that is already set.
const TABLES = new Set([
  ...['head', 'hhea', 'maxp', 'hmtx', 'vhea', 'vmtx', 'VORG', 'OS/2', 'post', 'cmap', 'GSUB'],
  ...['glyf', 'loca', 'cvt ', 'fpgm', 'prep', 'gasp', 'CFF '],
]);
const VERSIONS = new Set([0x00010000, 0x74727565, 0x4f54544f]);

/** Bytes of `head`. */
const HEAD = 54;

const sumOf = (data: Buffer): number => {
  let sum = 0;
  for (let at = 0; at + 4 <= data.length; at += 4) sum = (sum + data.readUInt32BE(at)) >>> 0;
  return sum;
};

/** A TrueType or OpenType font with the tables that draw, its times zeroed. @throws CannotKeep */
export function keepOutlineFont(font: Buffer): Buffer {
  if (font.length < 12 || !VERSIONS.has(font.readUInt32BE(0))) throw broken();
  const count = font.readUInt16BE(4);
  if (count > 64 || 12 + count * 16 > font.length) throw broken();
  const tables: [string, Buffer][] = [];
  for (let at = 12; at < 12 + count * 16; at += 16) {
    const name = font.toString('latin1', at, at + 4);
    const [offset, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
    if (!TABLES.has(name) || tables.some(([other]) => other === name)) continue;
    if (offset > font.length) throw broken();
    // A last table that is cut by some bytes is common and read by every viewer.
    tables.push([name, keepTable(name, font.subarray(offset, offset + length))]);
  }
  if (tables.length === 0) throw broken();
  return fontOf(font.readUInt32BE(0), tables);
}

function keepTable(name: string, data: Buffer): Buffer {
  if (name === 'CFF ') return keepCompactFont(data);
  if (name !== 'head' || data.length < HEAD) return data;
  const head = Buffer.from(data);
  head.writeUInt32BE(0, 8);
  // Created and modified, in seconds since 1904.
  head.fill(0, 20, 36);
  return head;
}

function fontOf(version: number, tables: [string, Buffer][]): Buffer {
  const count = tables.length;
  const power = 2 ** Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + count * 16);
  head.writeUInt32BE(version, 0);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((count - power) * 16, 10);
  const bodies: Buffer[] = [];
  let end = head.length;
  for (const [index, [name, data]] of tables.entries()) {
    const padded = Buffer.concat([data], (data.length + 3) & ~3);
    const at = 12 + index * 16;
    head.write(name, at, 'latin1');
    head.writeUInt32BE(sumOf(padded), at + 4);
    head.writeUInt32BE(end, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    bodies.push(padded);
    end += padded.length;
  }
  const font = Buffer.concat([head, ...bodies]);
  const at = tables.findIndex(([name]) => name === 'head');
  const whole = at >= 0 && (tables[at]?.[1].length ?? 0) >= HEAD;
  const place = whole ? font.readUInt32BE(12 + at * 16 + 8) + 8 : font.length;
  // The font's own check sum makes all of it sum up to this constant (OpenType, `head`).
  if (place + 4 <= font.length) font.writeUInt32BE((0xb1b0afba - sumOf(font)) >>> 0, place);
  return font;
}
