import { NotCleanable } from '../format.ts';
import { damaged, readVint } from './ebml.ts';
import type { Track } from './tracks.ts';

const HEAD = 4;
const LACING = 0x06;
/** Key frame, invisible, lacing, discardable; the others are reserved. */
const KNOWN_FLAGS = 0x8f;

/** Neutralises the frames of a block in place, and clears the reserved flags. */
export function scrubBlock(block: Buffer, { scrub, stripped, note }: Track): void {
  block[3] = (block[3] ?? 0) & KNOWN_FLAGS;
  if (!scrub) return;
  for (const { from, to } of framesOf(block)) {
    const frame = block.subarray(from, to);
    if (stripped.length === 0) {
      scrub(frame, note);
      continue;
    }
    const whole = Buffer.concat([stripped, frame]);
    scrub(whole, note);
    if (!whole.subarray(0, stripped.length).equals(stripped)) {
      throw new NotCleanable('unsupported', 'what has to go lies in the stripped header');
    }
    whole.copy(frame, 0, stripped.length);
  }
}

/** RFC 9559 § 10.3: several small frames may share a block, their sizes in one of three codings. */
export function* framesOf(block: Buffer): Generator<{ from: number; to: number }> {
  const lacing = ((block[3] ?? 0) & LACING) >> 1;
  let at = HEAD;
  if (lacing === 0) {
    yield { from: at, to: block.length };
    return;
  }
  const count = (block[at++] ?? 0) + 1;
  const sizes: number[] = [];
  if (lacing === 1) {
    for (let index = 1; index < count; index++) {
      let size = 0;
      for (let byte = 255; byte === 255; ) {
        byte = block[at++] ?? 0;
        size += byte;
      }
      sizes.push(size);
    }
  } else if (lacing === 3) {
    for (let index = 1; index < count; index++) {
      const { value = 0, length } = readVint(block.subarray(at));
      at += length;
      // After the first, sizes are signed differences.
      const before = sizes.at(-1);
      sizes.push(before === undefined ? value : before + value - (2 ** (7 * length - 1) - 1));
    }
  } else {
    for (let index = 1; index < count; index++) sizes.push((block.length - at) / count);
  }
  for (const size of [...sizes, block.length - at - sizes.reduce((a, b) => a + b, 0)]) {
    if (!Number.isInteger(size) || size < 0 || at + size > block.length) throw damaged('lacing');
    yield { from: at, to: at + size };
    at += size;
  }
}
