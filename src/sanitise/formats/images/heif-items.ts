import { type Job, NotCleanable } from '../format.ts';
import { summariseExif } from './exif.ts';
import { summariseXmp } from './xmp.ts';

// The boxes of a HEIF file (ISO/IEC 23008-12, ISO/IEC 14496-12) that tell about its pictures.

interface Box {
  readonly type: string;
  /** Without size and type. */
  readonly data: Buffer;
}

interface Item {
  readonly id: number;
  readonly type: string;
}

const MOST_BOXES = 10_000;

function* boxesIn(bytes: Buffer): Generator<Box> {
  for (let at = 0, seen = 0; at + 8 <= bytes.length; seen++) {
    if (seen > MOST_BOXES) throw new NotCleanable('tooComplex', 'HEIF: too many boxes');
    let size = bytes.readUInt32BE(at);
    let header = 8;
    if (size === 1 && at + 16 <= bytes.length) {
      size = Number(bytes.readBigUInt64BE(at + 8));
      header = 16;
    }
    // Up to the end of what is around it.
    if (size === 0) size = bytes.length - at;
    if (size < header || at + size > bytes.length)
      throw new NotCleanable('damaged', 'HEIF: a box is cut');
    yield {
      type: bytes.toString('latin1', at + 4, at + 8),
      data: bytes.subarray(at + header, at + size),
    };
    at += size;
  }
}

function find(boxes: Iterable<Box>, type: string): Buffer | undefined {
  for (const box of boxes) if (box.type === type) return box.data;
  return undefined;
}

/** The `meta` box is a full box: version and flags stand before what is in it. */
function metaBoxes(bytes: Buffer): Box[] {
  const meta = find(boxesIn(bytes), 'meta');
  if (!meta) throw new NotCleanable('damaged', 'HEIF: no picture');
  return [...boxesIn(meta.subarray(4))];
}

/** True when there is more than still pictures: an animation or a film. */
export function hasTrack(bytes: Buffer): boolean {
  return find(boxesIn(bytes), 'moov') !== undefined;
}

/** The colour profile (ICC) of the first picture that has one; all pictures in a photo have the same. */
export function colourProfile(bytes: Buffer): Buffer | undefined {
  const properties = find(metaBoxes(bytes), 'iprp');
  const container = properties && find(boxesIn(properties), 'ipco');
  if (!container) return undefined;
  for (const { type, data } of boxesIn(container)) {
    if (type === 'colr' && /^(prof|rICC)$/.test(data.toString('latin1', 0, 4)))
      return data.subarray(4);
  }
  return undefined;
}

/** Counts what stands beside the picture itself. */
export function countItems(bytes: Buffer, job: Pick<Job, 'removed'>): void {
  const boxes = metaBoxes(bytes);
  const items = itemsIn(find(boxes, 'iinf'));
  const places = placesIn(find(boxes, 'iloc'));
  const idat = find(boxes, 'idat') ?? Buffer.alloc(0);
  for (const { id, type } of items) {
    const data = (places.get(id) ?? []).map(({ from, length, inside }) =>
      (inside ? idat : bytes).subarray(from, from + length),
    );
    const content = Buffer.concat(data);
    if (type === 'Exif') summariseExif(tiffIn(content), job.removed);
    else if (type === 'mime') summariseXmp(content, job.removed);
    else if (type === 'uri ') job.removed('other');
  }
  const references = find(boxes, 'iref')?.subarray(4);
  for (const { type } of references ? boxesIn(references) : []) {
    if (type === 'thmb') job.removed('thumbnail');
    else if (type === 'auxl') job.removed('other');
  }
  if (colourProfile(bytes)) job.removed('colourProfile');
  if (hasTrack(bytes)) job.removed('hiddenContent');
}

/** An item holds the distance to the TIFF header first, over an optional `Exif\0\0`. */
function tiffIn(item: Buffer): Buffer {
  return item.length < 4 ? item : item.subarray(4 + item.readUInt32BE(0));
}

function itemsIn(iinf: Buffer | undefined): Item[] {
  if (!iinf) return [];
  const entries = iinf.subarray(iinf[0] === 0 ? 6 : 8);
  return [...boxesIn(entries)].flatMap(({ type, data }) => {
    if (type !== 'infe' || (data[0] ?? 0) < 2) return [];
    const wide = data[0] === 3;
    const id = wide ? data.readUInt32BE(4) : data.readUInt16BE(4);
    const at = wide ? 10 : 8;
    return [{ id, type: data.toString('latin1', at, at + 4) }];
  });
}

/** Where the bytes of each item stand: in the file, or inside the `idat` box. */
function placesIn(iloc: Buffer | undefined) {
  const places = new Map<number, { from: number; length: number; inside: boolean }[]>();
  if (!iloc) return places;
  const version = iloc[0] ?? 0;
  const sizes = iloc.readUInt16BE(4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  let at = 6;
  const take = (size: number): number => {
    let value = 0;
    for (let index = 0; index < size; index++) value = value * 256 + iloc.readUInt8(at++);
    return value;
  };
  for (let left = take(version < 2 ? 2 : 4); left > 0; left--) {
    const id = take(version < 2 ? 2 : 4);
    const inside = version > 0 && (take(2) & 15) === 1;
    take(2);
    const base = take(baseSize);
    const extents = take(2);
    const place = [];
    for (let index = 0; index < extents; index++) {
      take(indexSize);
      const from = base + take(offsetSize);
      place.push({ from, length: take(lengthSize), inside });
    }
    places.set(id, place);
  }
  return places;
}
