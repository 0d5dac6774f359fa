import type { RemovalKind } from '../../outcome.ts';

/** IPTC-IIM 4.2, record 2 data sets. */
const KINDS: Record<number, RemovalKind> = {
  5: 'description',
  25: 'description',
  26: 'location',
  27: 'location',
  55: 'time',
  60: 'time',
  62: 'time',
  63: 'time',
  65: 'software',
  70: 'software',
  80: 'author',
  85: 'author',
  90: 'location',
  92: 'location',
  95: 'location',
  100: 'location',
  101: 'location',
  105: 'description',
  110: 'author',
  115: 'author',
  116: 'author',
  118: 'author',
  120: 'description',
  122: 'author',
};
const [IPTC, THUMBNAIL_4, THUMBNAIL_5] = [0x0404, 0x0409, 0x040c];

type Count = (kind: RemovalKind, count?: number) => void;

/** Counts what a Photoshop resource block (JPEG APP13) tells: IPTC data sets, thumbnails, other resources. */
export function summarisePhotoshop(block: Buffer, count: Count): void {
  let at = 0;
  let known = 0;
  while (at + 12 <= block.length && block.toString('latin1', at, at + 4) === '8BIM') {
    const id = block.readUInt16BE(at + 4);
    const nameLength = 1 + (block[at + 6] ?? 0);
    const sizeAt = at + 6 + nameLength + (nameLength % 2);
    if (sizeAt + 4 > block.length) break;
    const size = block.readUInt32BE(sizeAt);
    const data = block.subarray(sizeAt + 4, sizeAt + 4 + size);
    known++;
    if (id === IPTC) summariseIptc(data, count);
    else if (id === THUMBNAIL_4 || id === THUMBNAIL_5) count('thumbnail');
    else count('other');
    at = sizeAt + 4 + size + (size % 2);
  }
  if (known === 0) count('other');
}

export function summariseIptc(data: Buffer, count: Count): void {
  let known = 0;
  for (let at = 0; at + 5 <= data.length && data[at] === 0x1c; ) {
    const size = data.readUInt16BE(at + 3);
    const kind = data[at + 1] === 2 ? KINDS[data[at + 2] ?? 0] : undefined;
    if (kind) {
      known++;
      count(kind);
    }
    at += 5 + size;
  }
  if (known === 0) count('other');
}
