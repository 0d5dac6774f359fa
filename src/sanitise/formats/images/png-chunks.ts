import { crc32 } from 'node:zlib';
import { NotCleanable } from '../format.ts';

/** A chunk of a PNG file (PNG third edition § 5.3). */
export interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  /** Length, type, data and checksum. */
  readonly whole: Buffer;
  readonly end: number;
}

export const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

export function chunkOf(type: string, data: Buffer): Chunk {
  const whole = Buffer.alloc(12 + data.length);
  whole.writeUInt32BE(data.length);
  whole.write(type, 4, 'latin1');
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4);
  return { type, data, whole, end: whole.length };
}

/** The chunks up to IEND, each with a right checksum. @throws NotCleanable `damaged` */
export function* readChunks(bytes: Buffer): Generator<Chunk> {
  for (let at = PNG_SIGNATURE.length; ; ) {
    if (at + 12 > bytes.length) throw new NotCleanable('damaged', 'PNG: cut');
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new NotCleanable('damaged', 'PNG: a chunk is cut');
    const whole = bytes.subarray(at, end);
    const type = whole.toString('latin1', 4, 8);
    if (crc32(whole.subarray(4, -4)) !== whole.readUInt32BE(whole.length - 4)) {
      throw new NotCleanable('damaged', 'PNG: a checksum is wrong');
    }
    yield { type, data: whole.subarray(8, -4), whole, end };
    if (type === 'IEND') return;
    at = end;
  }
}
