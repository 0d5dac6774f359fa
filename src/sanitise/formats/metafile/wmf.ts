import { NotCleanable } from '../format.ts';
import { holdsPhoto } from './emf.ts';

// [MS-WMF]: an optional header that says where the drawing is placed, a header, records in words of 16 bits.

const PLACED = 0x9ac6cdd7;
const ESCAPE = 0x0626;
/** All records there are ([MS-WMF] 2.1.1.1) but the escape, which carries comments and whole other files. */
const DRAWING = new Set([
  0x0000, 0x0035, 0x0037, 0x00f7, 0x00f8, 0x0102, 0x0103, 0x0104, 0x0105, 0x0106, 0x0107, 0x0108,
  0x0127, 0x0139, 0x0142, 0x0149, 0x012a, 0x012b, 0x012c, 0x012d, 0x012e, 0x0201, 0x0209, 0x020a,
  0x020b, 0x020c, 0x020d, 0x020e, 0x020f, 0x0211, 0x0213, 0x0214, 0x0220, 0x0228, 0x0231, 0x0234,
  0x0410, 0x0412, 0x0415, 0x0416, 0x0418, 0x041b, 0x041f, 0x0324, 0x0325, 0x0419, 0x0436, 0x0521,
  0x0538, 0x0548, 0x061c, 0x061d, 0x06ff, 0x01f0, 0x01f9, 0x02fa, 0x02fb, 0x02fc, 0x0817, 0x081a,
  0x0830, 0x0922, 0x0940, 0x0a32, 0x0b23, 0x0b41, 0x0d33, 0x0f43, 0x0626, 0x001e,
]);

export function isWmf(bytes: Buffer): boolean {
  if (bytes.length < 24) return false;
  const at = bytes.readUInt32LE(0) === PLACED ? 22 : 0;
  return bytes.length >= at + 18 && isHeader(bytes, at);
}

function isHeader(bytes: Buffer, at: number): boolean {
  const version = bytes.readUInt16LE(at + 4);
  return (
    (bytes.readUInt16LE(at) === 1 || bytes.readUInt16LE(at) === 2) &&
    bytes.readUInt16LE(at + 2) === 9 &&
    (version === 0x0300 || version === 0x0100)
  );
}

/**
 * The drawing without escapes and what follows its end.
 * @throws NotCleanable
 */
export function cleanWmf(bytes: Buffer): Buffer {
  const start = bytes.readUInt32LE(0) === PLACED ? 22 : 0;
  const records = read(bytes, start + 18).filter((record) => record.readUInt16LE(4) !== ESCAPE);
  if (records.some(holdsPhoto)) {
    throw new NotCleanable('unsupported', 'a photo in a drawing');
  }
  const head = Buffer.from(bytes.subarray(0, start + 18));
  const words = records.reduce((sum, record) => sum + record.length / 2, 9);
  head.writeUInt32LE(words, start + 6);
  head.writeUInt32LE(Math.max(...records.map((record) => record.length / 2)), start + 12);
  return Buffer.concat([head, ...records]);
}

/** @throws NotCleanable('residue') */
export function verifyWmf(bytes: Buffer): void {
  let again: Buffer;
  try {
    if (!isWmf(bytes)) throw new NotCleanable('damaged', 'drawing: header');
    again = cleanWmf(bytes);
  } catch {
    throw new NotCleanable('residue', 'drawing: not what was written');
  }
  if (!again.equals(bytes)) throw new NotCleanable('residue', 'drawing: a record');
}

function read(bytes: Buffer, from: number): Buffer[] {
  const records: Buffer[] = [];
  for (let at = from; at + 6 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at) * 2;
    const type = bytes.readUInt16LE(at + 4);
    if (size < 6 || at + size > bytes.length || !DRAWING.has(type)) {
      throw new NotCleanable('damaged', 'drawing: a record');
    }
    records.push(bytes.subarray(at, at + size));
    if (type === 0) return records;
    at += size;
  }
  throw new NotCleanable('damaged', 'drawing: no end');
}
