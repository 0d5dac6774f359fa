import { NotCleanable } from '../format.ts';

/** The longest frame header: sync, codes, a number of 7 bytes, block size, rate, checksum (RFC 9639 § 9.1). */
const LOOK_AHEAD = 17;

/**
 * Follows a FLAC stream frame by frame by its checksums: where one frame's CRC-16 comes out even and a header with a right
 * CRC-8 follows, a frame ends. Nothing can lie between frames. Bytes are pushed in pieces of any size.
 */
export function openFlacScanner() {
  let carry = Buffer.alloc(0);
  let position = 0; // of the first byte of `carry`
  let crc = 0;
  let started = false;
  let frameStart = 0;
  let pending = 0;
  let samples = 0;
  /** Where the frame at hand might end, should no other follow. */
  let ends: number[] = [];

  function begin(block: number, at: number): void {
    started = true;
    samples += pending;
    pending = block;
    frameStart = at;
    ends = [];
  }

  function scan(bytes: Buffer, until: number): void {
    let sum = crc; // a local variable: this loop sees every byte
    for (let index = 0; index < until; index++) {
      const byte = bytes[index] ?? 0;
      if (sum === 0) visit(bytes, index, byte);
      sum = ((sum << 8) & 0xffff) ^ (CRC16[(sum >> 8) ^ byte] ?? 0);
    }
    crc = sum;
  }

  /** Where the checksum is even: between frames, or by chance. */
  function visit(bytes: Buffer, index: number, byte: number): void {
    const at = position + index;
    const block = byte === 0xff ? blockSize(bytes, index) : undefined;
    if (block !== undefined && (!started || at > frameStart)) begin(block, at);
    else if (!started) throw new NotCleanable('damaged', 'no FLAC frame');
    else if (at > frameStart + 5) ends.push(at);
  }

  return {
    push(piece: Buffer): void {
      let rest = piece;
      if (piece.length < LOOK_AHEAD) rest = Buffer.concat([carry, piece]);
      else if (carry.length > 0) {
        // Only the seam is put together: a copy of every piece is as much memory again as the file.
        scan(Buffer.concat([carry, piece.subarray(0, LOOK_AHEAD)]), carry.length);
        position += carry.length;
      }
      const until = Math.max(0, rest.length - LOOK_AHEAD);
      scan(rest, until);
      position += until;
      carry = Buffer.from(rest.subarray(until));
    },
    /**
     * @returns the samples of all frames, and where the last one ends: at the end, or, when other bytes follow, at the only place
     * its checksum allows
     * @throws NotCleanable('damaged') when that cannot be told
     */
    end(): { samples: number; end: number } {
      scan(carry, carry.length);
      const end = position + carry.length;
      if (!started) throw new NotCleanable('damaged', 'no FLAC frame');
      const [only, another] = crc === 0 ? [end] : ends;
      if (only === undefined || another !== undefined) {
        throw new NotCleanable('damaged', 'the last frame is cut');
      }
      return { samples: samples + pending, end: only };
    },
  };
}

/** The samples of the frame whose header begins here; undefined when none does. */
function blockSize(bytes: Buffer, at: number): number | undefined {
  const [sync = 0, strategy = 0, codes = 0, format = 0] = bytes.subarray(at, at + 4);
  if (sync !== 0xff || (strategy & 0xfe) !== 0xf8 || format & 1 || format >> 4 > 10)
    return undefined;
  const blockCode = codes >> 4;
  const rateCode = codes & 15;
  if (blockCode === 0 || rateCode === 15 || ((format >> 1) & 7) === 3) return undefined;
  const first = bytes[at + 4] ?? 0;
  const numberLength = first < 0x80 ? 1 : Math.clz32(~(first << 24));
  if (first >= 0x80 && (numberLength < 2 || numberLength > 7)) return undefined;
  let next = at + 4 + numberLength;
  let size =
    blockCode === 1 ? 192 : blockCode < 6 ? 576 << (blockCode - 2) : 256 << (blockCode - 8);
  if (blockCode === 6) size = (bytes[next++] ?? 0) + 1;
  if (blockCode === 7) {
    size = (bytes[next] ?? 0) * 256 + (bytes[next + 1] ?? 0) + 1;
    next += 2;
  }
  if (rateCode === 12) next += 1;
  if (rateCode > 12) next += 2;
  return next < bytes.length && crc8(bytes.subarray(at, next)) === bytes[next] ? size : undefined;
}

/** Polynomial x^8 + x^2 + x + 1. */
function crc8(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  }
  return crc;
}

/** Polynomial x^16 + x^15 + x^2 + 1. */
const CRC16 = Uint16Array.from({ length: 256 }, (_, value) => {
  let crc = value << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x8005) & 0xffff : crc << 1;
  return crc;
});
