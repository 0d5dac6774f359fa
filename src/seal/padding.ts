/** Short texts all look alike: nothing sealed is shorter than this. */
const SMALLEST = 4096;

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
