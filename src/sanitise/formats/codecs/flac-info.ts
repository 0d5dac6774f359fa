import { NotCleanable } from '../format.ts';

const STREAMINFO_SIZE = 34;

/** The one metadata block that is needed (RFC 9639 § 8.2), marked as the last one. `blocks` begins with it. */
export function onlyStreamInfo(blocks: Buffer): Buffer {
  if (blocks.length < 4 + STREAMINFO_SIZE || ((blocks[0] ?? 0) & 0x7f) !== 0) {
    throw new NotCleanable('damaged', 'FLAC without stream information');
  }
  const info = blocks.subarray(4, 4 + STREAMINFO_SIZE);
  return Buffer.concat([Buffer.of(0x80, 0, 0, STREAMINFO_SIZE), info]);
}
