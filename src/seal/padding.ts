import type { Bytes } from './byte-streams.ts';

/** Short texts all look alike: nothing sealed is shorter than this. */
const SMALLEST = 4096;

/** What a plaintext is padded with, so that any age tool gives a usable file: text, JSON, anything else. */
export const FILLER = { text: 0x0a, json: 0x20, binary: 0x00 } as const;
export type Filler = keyof typeof FILLER;

/**
 * The length to which a plaintext of `length` bytes is padded before sealing. Padmé (Nikitin et al., "Reducing Metadata
 * Leakage from Encrypted Files", PETS 2019, § 4): at most 12 % longer, and O(log log n) bits of the size stay visible.
 */
export function paddedLength(length: number): number {
  if (length <= SMALLEST) return SMALLEST;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return Math.ceil(length / step) * step;
}

/** `source`, and after it what it lacks to its padded length. */
export async function* padded(source: Bytes, filler: Filler): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of source) {
    length += chunk.length;
    yield chunk;
  }
  for (let missing = paddedLength(length) - length; missing > 0; missing -= 65536) {
    yield new Uint8Array(Math.min(missing, 65536)).fill(FILLER[filler]);
  }
}
