import type { RemovalKind } from '../../outcome.ts';
import { NotCleanable } from '../format.ts';
import { summariseExif } from './exif.ts';
import { summariseIptc, summarisePhotoshop } from './iptc.ts';
import { summariseXmp } from './xmp.ts';

/** One image file directory of the chain, with its entries (TIFF 6.0 § 2). */
export interface Directory {
  /** A smaller version of another page, or a mask. */
  readonly reduced: boolean;
  /** Made by a camera's raw format. */
  readonly raw: boolean;
  readonly offset: number;
  readonly entries: readonly Entry[];
}

interface Entry {
  readonly tag: number;
  /** The value, or where the value stands, by its size. */
  readonly value: number;
  readonly start: number;
  readonly length: number;
}

const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const [SUBFILE_TYPE, SUB_IFDS, XMP, IPTC, PHOTOSHOP, PROFILE, DNG] = [
  254, 330, 700, 33723, 34377, 34675, 50706,
];
const MOST = 4000;

/** @throws NotCleanable `damaged` */
export function readDirectories(bytes: Buffer): Directory[] {
  if (bytes.length < 8) throw new NotCleanable('damaged', 'TIFF: cut');
  const little = bytes[0] === 0x49;
  const u16 = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const u32 = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const directories: Directory[] = [];
  const seen = new Set<number>();
  for (let offset = u32(4); offset !== 0; ) {
    if (seen.has(offset) || directories.length > MOST)
      throw new NotCleanable('damaged', 'TIFF: a loop');
    seen.add(offset);
    const count = u16(offset);
    const entries = Array.from({ length: count }, (_, index): Entry => {
      const at = offset + 2 + 12 * index;
      const length = (SIZES[u16(at + 2)] ?? 1) * u32(at + 4);
      return {
        tag: u16(at),
        value: u16(at + 2) === 3 ? u16(at + 8) : u32(at + 8),
        start: length > 4 ? u32(at + 8) : at + 8,
        length,
      };
    });
    const type = entries.find(({ tag }) => tag === SUBFILE_TYPE)?.value ?? 0;
    directories.push({
      reduced: (type & 5) !== 0,
      raw:
        entries.some(({ tag }) => tag === DNG) ||
        ((type & 1) !== 0 && entries.some(({ tag }) => tag === SUB_IFDS)),
      offset,
      entries,
    });
    offset = u32(offset + 2 + 12 * count);
  }
  return directories;
}

/** Counts what a directory tells besides its picture. */
export function countDirectory(
  bytes: Buffer,
  { offset, entries }: Directory,
  count: (kind: RemovalKind, count?: number) => void,
): void {
  for (const { tag, start, length } of entries) {
    const value = bytes.subarray(start, start + length);
    if (tag === XMP) summariseXmp(value, count);
    else if (tag === IPTC) summariseIptc(value, count);
    else if (tag === PHOTOSHOP) summarisePhotoshop(value, count);
    else if (tag === PROFILE) count('colourProfile');
    else if (tag === SUB_IFDS) count('thumbnail');
  }
  summariseExif(bytes, count, offset);
}
