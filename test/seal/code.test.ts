import { expect } from 'chai';
import fc from 'fast-check';
import { newCode, readCode, showCode } from '../../src/seal/code.ts';

const text = (code: Uint8Array | null) => (code === null ? null : Buffer.from(code).toString());

/** Sixteen digits as a reporter has them on paper. */
const digits = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 16, maxLength: 16 })
  .map((list) => list.join(''));

/** What people, phones and word processors put between digits. */
const SEPARATORS = [
  ' ',
  '-',
  '  ',
  '.',
  '·',
  '_',
  '–',
  '—',
  '‑',
  '\u00a0',
  '\u2009',
  '\u200b',
  '\u00ad',
  '\t',
  '\n',
  '',
];

/** The same digits as keyboards of East Asia and rich text write them. */
const SHAPES = [
  (digit: number) => String(digit),
  (digit: number) => String.fromCodePoint(0xff10 + digit),
  (digit: number) => String.fromCodePoint(0x1d7ce + digit),
];

describe('a code', () => {
  it('is 16 digits, and no two are alike', () => {
    const seen = new Set<string>();
    for (let n = 0; n < 2000; n += 1) {
      const code = newCode();
      expect(text(code)).to.match(/^[0-9]{16}$/);
      seen.add(text(code) ?? '');
    }
    expect(seen.size).to.equal(2000);
  });

  it('has every digit equally often, in every place', () => {
    const CODES = 20_000;
    const counts = Array.from({ length: 16 }, () => new Array<number>(10).fill(0));
    for (let n = 0; n < CODES; n += 1) {
      for (const [place, byte] of newCode().entries()) {
        const row = counts[place] as number[];
        row[byte - 0x30] = (row[byte - 0x30] ?? 0) + 1;
      }
    }
    const chiSquare = (row: readonly number[], all: number) =>
      row.reduce((sum, count) => sum + (count - all / 10) ** 2 / (all / 10), 0);
    const total = counts[0]?.map((_, digit) =>
      counts.reduce((sum, row) => sum + (row[digit] ?? 0), 0),
    );
    // Nine degrees of freedom: even digits pass 80 once in 10^12 runs; bytes taken modulo ten would give about 125.
    expect(chiSquare(total ?? [], CODES * 16)).to.be.below(80);
    for (const row of counts) expect(chiSquare(row, CODES)).to.be.below(80);
  });

  it('is shown in four groups of four', () => {
    expect(showCode(Buffer.from('1234567890123456'))).to.equal('1234 5678 9012 3456');
  });

  it('is read back as it was shown', () => {
    const code = newCode();
    expect(text(readCode(showCode(code)))).to.equal(text(code));
  });

  it('is read with anything between its digits, in any shape of digit', () => {
    fc.assert(
      fc.property(
        digits,
        fc.array(fc.constantFrom(...SEPARATORS), { minLength: 17, maxLength: 17 }),
        fc.constantFrom(...SHAPES),
        (code, between, shape) => {
          const typed = [...code].map((digit, at) => between[at] + shape(Number(digit))).join('');
          return text(readCode(typed + between[16])) === code;
        },
      ),
    );
  });

  for (const typed of [
    '',
    '123456789012345',
    '12345678901234567',
    '1234 5678 9012 345x',
    '1234,5678,9012,3456',
    '１２３４５６７８９０１２３４５',
    '١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦',
    'O234567890123456',
    '+1234567890123456',
    '1234567890123456 1234567890123456',
  ]) {
    it(`is not guessed at: ${JSON.stringify(typed)}`, () => {
      expect(readCode(typed)).to.equal(null);
    });
  }

  it('is never read from anything but 16 digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const code = text(readCode(typed));
        return code === null || /^[0-9]{16}$/.test(code);
      }),
    );
  });

  it('reads a very long paste at once', () => {
    expect(readCode(' -'.repeat(500_000))).to.equal(null);
  });
});
