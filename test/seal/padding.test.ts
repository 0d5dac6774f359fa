import { expect } from 'chai';
import fc from 'fast-check';
import { paddedLength } from '../../src/seal/padding.ts';

const SMALLEST = 4096;
const length = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 0, max: 10 ** 12 }),
  // Around powers of two, where the step changes.
  fc
    .tuple(fc.integer({ min: 12, max: 40 }), fc.integer({ min: -3, max: 3 }))
    .map(([power, off]) => 2 ** power + off),
);

describe('padding', () => {
  it('gives all short texts one length', () => {
    for (const short of [0, 1, 140, 4095, 4096]) expect(paddedLength(short)).to.equal(SMALLEST);
    expect(paddedLength(4097)).to.be.above(SMALLEST);
  });

  it('never cuts anything off and adds at most 12 % above the smallest', () => {
    fc.assert(
      fc.property(length, (bytes) => {
        const padded = paddedLength(bytes);
        return padded >= bytes && padded <= Math.max(SMALLEST, bytes * 1.12);
      }),
      { numRuns: 5000 },
    );
  });

  it('keeps the order of lengths and is padded no further when padded already', () => {
    fc.assert(
      fc.property(length, length, (one, two) => {
        const [small, large] = one < two ? [one, two] : [two, one];
        const padded = paddedLength(small);
        return padded <= paddedLength(large) && paddedLength(padded) === padded;
      }),
      { numRuns: 5000 },
    );
  });

  it('leaves few lengths to tell apart: some five hundred up to a gigabyte', () => {
    const seen = new Set<number>();
    for (let bytes = 0; bytes <= 10 ** 9; bytes = paddedLength(bytes + 1)) {
      seen.add(paddedLength(bytes));
    }
    expect(seen.size).to.be.within(100, 600);
  });

  it('is Padmé: the lengths of the paper', () => {
    // Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", algorithm 1:
    // E = ⌊log2 L⌋, S = ⌊log2 E⌋ + 1, the last E − S bits become zero, rounding up.
    for (const [bytes, padded] of [
      [5000, 5120],
      [10_000, 10_240],
      [1_000_000, 1_015_808],
      [2 ** 20, 2 ** 20],
      [2 ** 20 + 1, 2 ** 20 + 2 ** 15],
    ] as const) {
      expect(paddedLength(bytes)).to.equal(padded);
    }
  });
});
