import type { FrameScrub } from './frame-scrub.ts';

const FILL_ELEMENT = 6;
const DATA_ELEMENT = 4;
const PROGRAM_ELEMENT = 5;
/** ISO 14496-3 table 4.121: plain fill, fill data and ancillary data; spectral-band and range extensions are sound. */
const FILL_EXTENSIONS = new Set([0, 1, 2]);

/**
 * Encoders (FFmpeg, faac) sign their first frame with a fill element in front of the sound. Blanks the fill and data
 * elements a frame begins with; those between or behind channel elements can only be found by decoding.
 */
export const aacScrub: FrameScrub = (frame, note) => {
  let changed = false;
  for (const { from, to } of leadingFill(frame)) {
    if (!blankBits(frame, from, to)) continue;
    note('software');
    changed = true;
  }
  return changed;
};

/** The bit ranges of what the elements in front of the first channel element carry. */
export function* leadingFill(frame: Buffer): Generator<{ from: number; to: number }> {
  const length = frame.length * 8;
  for (let at = 0; at + 3 <= length; ) {
    const element = bits(frame, at, 3);
    at += 3;
    let count: number;
    if (element === FILL_ELEMENT) {
      count = bits(frame, at, 4);
      at += 4;
      if (count === 15) {
        count += bits(frame, at, 8) - 1;
        at += 8;
      }
      if (count > 0 && !FILL_EXTENSIONS.has(bits(frame, at, 4))) {
        at += count * 8;
        continue;
      }
    } else if (element === DATA_ELEMENT) {
      const aligned = bits(frame, at + 4, 1) === 1;
      count = bits(frame, at + 5, 8);
      at += 13;
      if (count === 255) {
        count += bits(frame, at, 8);
        at += 8;
      }
      if (aligned) at = Math.ceil(at / 8) * 8;
    } else if (element === PROGRAM_ELEMENT) {
      const comment = programComment(frame, at);
      yield comment;
      at = comment.to;
      continue;
    } else {
      return;
    }
    const to = Math.min(at + count * 8, length);
    yield { from: at, to };
    at = to;
  }
}

/** The bit range of the comment in a program_config_element (§ 4.4.1.1) that begins at bit `start`. */
export function programComment(bytes: Buffer, start: number): { from: number; to: number } {
  let at = start + 10; // instance tag, object type, sampling frequency
  const read = (count: number) => {
    at += count;
    return bits(bytes, at - count, count);
  };
  const [front, side, back, low, data, coupling] = [
    read(4),
    read(4),
    read(4),
    read(2),
    read(3),
    read(4),
  ];
  if (read(1)) read(4); // mono mix-down
  if (read(1)) read(4); // stereo mix-down
  if (read(1)) read(3); // matrix mix-down
  read(5 * (front + side + back + coupling) + 4 * (low + data));
  at = Math.ceil(at / 8) * 8;
  const length = read(8) * 8;
  const from = Math.min(at, bytes.length * 8);
  return { from, to: Math.min(from + length, bytes.length * 8) };
}

export function bits(bytes: Buffer, at: number, count: number): number {
  let value = 0;
  for (let bit = at; bit < at + count; bit++) {
    value = value * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  }
  return value;
}

/** @returns whether any bit was set */
export function blankBits(bytes: Buffer, from: number, to: number): boolean {
  let found = false;
  for (let bit = from; bit < to; ) {
    const index = bit >> 3;
    const end = Math.min(to, (index + 1) * 8);
    const mask = (0xff >> (bit & 7)) & ~(0xff >> (end - index * 8));
    const byte = bytes[index] ?? 0;
    if (byte & mask) found = true;
    bytes[index] = byte & ~mask;
    bit = end;
  }
  return found;
}
