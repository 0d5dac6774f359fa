import type { RemovalKind } from '../../outcome.ts';
import type { NalCodec } from './nal-units.ts';

/**
 * The supplemental messages that change what is shown, with the fewest and most bytes they can have (annex D of H.264
 * and H.265): recovery point, frame packing, display orientation, mastering display, light level, alternative transfer.
 */
const SHOWN: Record<number, [number, number]> = {
  6: [1, 4],
  45: [2, 13],
  47: [1, 4],
  137: [24, 24],
  144: [4, 4],
  147: [1, 1],
};

const KINDS: Record<number, RemovalKind> = {
  4: 'hiddenContent', // registered user data: captions, maker's data
  5: 'software', // unregistered user data: x264's and x265's settings, cameras' own blocks
  136: 'time', // time code
};

/** `keep` when every message of the unit changes what is shown, else the kind of the first one that does not. */
export function seiPlace(codec: NalCodec, unit: Buffer): RemovalKind | 'keep' {
  const messages = seiMessages(withoutEscapes(unit.subarray(codec === 'h264' ? 1 : 2)));
  if (messages === undefined) return 'other';
  for (const { type, size } of messages) {
    const [fewest, most] = SHOWN[type] ?? [1, 0];
    if (size < fewest || size > most) return KINDS[type] ?? 'other';
  }
  return 'keep';
}

/** Undefined when the bytes are not whole messages with nothing but the stop bit behind. */
export function seiMessages(payload: Buffer): { type: number; size: number }[] | undefined {
  const messages: { type: number; size: number }[] = [];
  let at = 0;
  function number(): number {
    let value = 0;
    while (payload[at] === 0xff) {
      value += 255;
      at++;
    }
    return value + (payload[at++] ?? Number.POSITIVE_INFINITY);
  }
  do {
    const type = number();
    const size = number();
    at += size;
    if (at >= payload.length) return undefined;
    messages.push({ type, size });
  } while (payload[at] !== 0x80 || at + 1 !== payload.length);
  return messages;
}

/** Without the bytes that keep start codes out of a unit (H.264 § 7.4.1.1). */
export function withoutEscapes(unit: Buffer): Buffer {
  const plain = Buffer.alloc(unit.length);
  let length = 0;
  let zeros = 0;
  for (const byte of unit) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    plain[length++] = byte;
  }
  return plain.subarray(0, length);
}
