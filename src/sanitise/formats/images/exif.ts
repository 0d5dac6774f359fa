import type { RemovalKind } from '../../outcome.ts';

type Count = (kind: RemovalKind, count?: number) => void;

/** What a tag tells (Exif 2.32 § 4.6, TIFF 6.0, DNG, XP tags of Windows). */
const KIND_OF_TAG: Record<number, RemovalKind> = {
  269: 'fileName',
  270: 'description',
  271: 'device',
  272: 'device',
  305: 'software',
  306: 'time',
  315: 'author',
  316: 'device',
  700: 'description',
  18246: 'description',
  33432: 'author',
  33723: 'description',
  34377: 'other',
  36867: 'time',
  36868: 'time',
  36880: 'time',
  36881: 'time',
  36882: 'time',
  37500: 'device',
  37510: 'comment',
  37520: 'time',
  37521: 'time',
  37522: 'time',
  40091: 'description',
  40092: 'comment',
  40093: 'author',
  40094: 'description',
  40095: 'description',
  42016: 'identifier',
  42032: 'device',
  42033: 'device',
  42034: 'device',
  42035: 'device',
  42036: 'device',
  42037: 'device',
  50341: 'printer',
  50708: 'device',
  50735: 'device',
  50781: 'identifier',
};
const [EXIF, GPS, INTEROP, SUB_IFDS] = [0x8769, 0x8825, 0xa005, 0x014a];
const THUMBNAIL = 0x0201;
const MOST_ENTRIES = 2000;

/** The orientation (1–8) that Exif gives, and every tag that tells something counted by its kind. */
export interface ExifSummary {
  readonly orientation: number;
}

/**
 * Counts what an Exif block (a TIFF structure) tells, each place, shutter or name once per tag. Never throws: a block
 * that cannot be read is removed like any other, it only tells less about itself.
 *
 * @param directory only this one of a TIFF file, and what hangs on it
 */
export function summariseExif(block: Buffer, count: Count, directory?: number): ExifSummary {
  const reader = tiffReader(block);
  let orientation = 1;
  let known = 0;
  let left = MOST_ENTRIES;
  const seen = new Set<number>();
  let gps = 0;

  function visit(offset: number, inside: 'main' | 'gps' | 'thumbnail'): void {
    if (seen.has(offset) || offset < 8) return;
    seen.add(offset);
    const entries = reader.entries(offset);
    if (!entries) return;
    for (const { tag, value } of entries) {
      if (left-- <= 0) return;
      if (inside === 'gps') gps++;
      else if (tag === THUMBNAIL) known = addOne('thumbnail');
      else if (tag === 0x0112 && inside === 'main' && value >= 1 && value <= 8) orientation = value;
      else if (tag === GPS) visit(value, 'gps');
      else if (tag === EXIF || tag === INTEROP || tag === SUB_IFDS) visit(value, 'main');
      else {
        const kind = KIND_OF_TAG[tag];
        if (kind && inside === 'main') known = addOne(kind);
      }
    }
    const next = reader.nextDirectory(offset);
    if (next && inside === 'main' && directory === undefined) visit(next, 'thumbnail');
  }
  function addOne(kind: RemovalKind): number {
    count(kind);
    return known + 1;
  }

  visit(directory ?? reader.first, 'main');
  // A position is told in several tags but is one place.
  if (gps > 0) count('location');
  else if (known === 0 && directory === undefined) count('other');
  return { orientation };
}

function tiffReader(block: Buffer) {
  const little = block.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) =>
    at + 2 > block.length ? 0 : little ? block.readUInt16LE(at) : block.readUInt16BE(at);
  const u32 = (at: number) =>
    at + 4 > block.length ? 0 : little ? block.readUInt32LE(at) : block.readUInt32BE(at);
  return {
    first: u32(4),
    entries(offset: number): { tag: number; value: number }[] | undefined {
      const number = u16(offset);
      if (number === 0 || offset + 2 + 12 * number > block.length) return undefined;
      return Array.from({ length: number }, (_, index) => {
        const at = offset + 2 + 12 * index;
        return { tag: u16(at), value: u16(at + 2) === 3 ? u16(at + 8) : u32(at + 8) };
      });
    },
    nextDirectory: (offset: number) => u32(offset + 2 + 12 * u16(offset)),
  };
}
