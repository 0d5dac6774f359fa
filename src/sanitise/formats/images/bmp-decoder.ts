import { NotCleanable } from '../format.ts';
import { drawRuns } from './bmp-runs.ts';
import { MOST_PIXELS } from './limits.ts';

export interface Pixels {
  width: number;
  height: number;
  channels: 3 | 4;
  /** Rows from the top, without padding. */
  pixels: Buffer;
}

interface Header {
  width: number;
  height: number;
  topDown: boolean;
  bits: number;
  coding: number;
  palette: Buffer;
  /** Bytes of a palette entry: blue, green, red and, in all but the oldest, an unused one. */
  entry: number;
  /** Red, green, blue, alpha. */
  masks: readonly number[];
  start: number;
}

const [PLAIN, RLE8, RLE4, FIELDS, ALPHA_FIELDS] = [0, 1, 2, 3, 6];

/** The depths each coding can have. Others hold a JPEG or PNG for a printer. */
const DEPTHS: Record<number, readonly number[]> = {
  [PLAIN]: [1, 4, 8, 16, 24, 32],
  [RLE8]: [8],
  [RLE4]: [4],
  [FIELDS]: [16, 32],
  [ALPHA_FIELDS]: [16, 32],
};

/** libvips does not read bitmaps. @throws NotCleanable */
export function decodeBmp(bytes: Buffer): Pixels {
  const header = readHeader(bytes);
  const { width, height, bits, coding } = header;
  if (width * height > MOST_PIXELS) throw new NotCleanable('tooComplex', 'BMP: too many pixels');
  if (width === 0 || height === 0) throw damaged('no pixels');
  const data = bytes.subarray(header.start);
  if (bits <= 8) {
    const indexes =
      coding === PLAIN
        ? unpackIndexes(data, header)
        : drawRuns(data, width, height, coding === RLE4 ? 4 : 8);
    return paint(indexes, header);
  }
  return coding === PLAIN && bits === 24 ? paintTriples(data, header) : paintFields(data, header);
}

function readHeader(bytes: Buffer): Header {
  const size = bytes.readUInt32LE(14);
  const start = bytes.readUInt32LE(10);
  if (size === 12) {
    const bits = bytes.readUInt16LE(24);
    if (![1, 4, 8, 24].includes(bits)) throw damaged('depth');
    return {
      width: bytes.readUInt16LE(18),
      height: bytes.readUInt16LE(20),
      topDown: false,
      bits,
      coding: PLAIN,
      palette: bytes.subarray(26, start),
      entry: 3,
      masks: [],
      start,
    };
  }
  if (size < 40) throw new NotCleanable('unsupported', 'BMP: an old header');
  const height = bytes.readInt32LE(22);
  const bits = bytes.readUInt16LE(28);
  const coding = bytes.readUInt32LE(30);
  const depths = DEPTHS[coding];
  if (!depths?.includes(bits)) throw new NotCleanable('unsupported', `BMP: coding ${coding}`);
  const fields = coding === FIELDS || coding === ALPHA_FIELDS;
  const fieldBytes = size === 40 && fields ? (coding === FIELDS ? 12 : 16) : 0;
  return {
    width: bytes.readInt32LE(18),
    height: Math.abs(height),
    topDown: height < 0,
    bits,
    coding,
    palette: bytes.subarray(14 + size + fieldBytes, start),
    entry: 4,
    masks: fields ? masksAt(bytes, 54, size >= 56 || coding === ALPHA_FIELDS) : usualMasks(bits),
    start,
  };
}

function masksAt(bytes: Buffer, at: number, withAlpha: boolean): number[] {
  return [0, 4, 8, ...(withAlpha ? [12] : [])].map((offset) => bytes.readUInt32LE(at + offset));
}

function usualMasks(bits: number): number[] {
  return bits === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0x00ff00, 0x0000ff];
}

/** Where a row from the top starts in data whose rows are padded to four bytes. */
function rowStart(header: Header, row: number): { at: number; length: number } {
  const length = Math.ceil((header.width * header.bits) / 32) * 4;
  return { at: (header.topDown ? row : header.height - 1 - row) * length, length };
}

function rowOf(data: Buffer, header: Header, row: number): Buffer {
  const { at, length } = rowStart(header, row);
  const needed = Math.ceil((header.width * header.bits) / 8);
  // The padding of the very last row is left out by some programs.
  if (at + needed > data.length) throw damaged('cut');
  return data.subarray(at, at + length);
}

/** One byte a pixel, rows from the top. */
function unpackIndexes(data: Buffer, header: Header): Buffer {
  const { width, height, bits } = header;
  const indexes = Buffer.alloc(width * height);
  const mask = (1 << bits) - 1;
  for (let row = 0; row < height; row++) {
    const packed = rowOf(data, header, row);
    for (let column = 0; column < width; column++) {
      const bit = column * bits;
      indexes[row * width + column] = ((packed[bit >> 3] ?? 0) >> (8 - bits - (bit & 7))) & mask;
    }
  }
  return indexes;
}

function paint(indexes: Buffer, { width, height, palette, entry }: Header): Pixels {
  const pixels = Buffer.alloc(width * height * 3);
  for (const [index, colour] of indexes.entries()) {
    const at = colour * entry;
    pixels[index * 3] = palette[at + 2] ?? 0;
    pixels[index * 3 + 1] = palette[at + 1] ?? 0;
    pixels[index * 3 + 2] = palette[at] ?? 0;
  }
  return { width, height, channels: 3, pixels };
}

function paintTriples(data: Buffer, header: Header): Pixels {
  const { width, height } = header;
  const pixels = Buffer.allocUnsafe(width * height * 3);
  for (let row = 0; row < height; row++) {
    const packed = rowOf(data, header, row);
    let to = row * width * 3;
    for (let from = 0; from < width * 3; from += 3) {
      pixels[to++] = packed[from + 2] ?? 0;
      pixels[to++] = packed[from + 1] ?? 0;
      pixels[to++] = packed[from] ?? 0;
    }
  }
  return { width, height, channels: 3, pixels };
}

/** 16 and 32 bits a pixel, each channel where its mask says. */
function paintFields(data: Buffer, header: Header): Pixels {
  const { width, height, bits } = header;
  const channels = header.masks.map(channelOf);
  const opaque = channels.length < 4 || channels[3]?.mask === 0;
  const used = opaque ? channels.slice(0, 3) : channels;
  const pixels = Buffer.allocUnsafe(width * height * used.length);
  let to = 0;
  for (let row = 0; row < height; row++) {
    const packed = rowOf(data, header, row);
    for (let column = 0; column < width; column++) {
      const value = bits === 16 ? packed.readUInt16LE(column * 2) : packed.readUInt32LE(column * 4);
      for (const { mask, shift, most } of used) {
        pixels[to++] = most === 0 ? 0 : Math.round((((value & mask) >>> shift) * 255) / most);
      }
    }
  }
  return { width, height, channels: opaque ? 3 : 4, pixels };
}

function channelOf(mask: number): { mask: number; shift: number; most: number } {
  const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
  return { mask, shift, most: mask >>> shift };
}

function damaged(message: string): NotCleanable {
  return new NotCleanable('damaged', `BMP: ${message}`);
}
