import { bech32 } from '@scure/base';
import { expect } from 'chai';
import fc from 'fast-check';
import { newIdentity } from '../../src/offline/identities.ts';
import { joinIdentity, ShareError, splitIdentity } from '../../src/offline/shares.ts';

const problemOf = (text: string) =>
  joinIdentity(text).then(
    () => 'none',
    (error: unknown) => (error instanceof ShareError ? error.problem : String(error)),
  );

describe('parts of a key', () => {
  it('bring it back in any order when there are enough, and say so when there are not', async () => {
    const numbers = fc
      .integer({ min: 2, max: 20 })
      .chain((parts) => fc.tuple(fc.constant(parts), fc.integer({ min: 2, max: parts })));
    const kinds = fc.constantFrom('hybrid' as const, 'x25519' as const);
    await fc.assert(
      fc.asyncProperty(
        kinds,
        numbers,
        fc.infiniteStream(fc.nat()),
        async (kind, [n, k], random) => {
          const { secret } = await newIdentity(kind);
          const parts = await splitIdentity(secret, n, k);
          expect(new Set(parts).size).to.equal(n);
          const order = parts.map((part) => ({ part, at: random.next().value as number }));
          const shuffled = order.sort((a, b) => a.at - b.at).map(({ part }) => part);
          expect(await joinIdentity(shuffled.slice(0, k).join('\n'))).to.equal(secret);
          expect(await problemOf(shuffled.slice(0, k - 1).join('\n'))).to.equal('too-few');
        },
      ),
      { numRuns: 25 },
    );
  });

  it('are read out of files with other words, in small letters, and twice', async () => {
    const { secret } = await newIdentity('hybrid');
    const [one = '', two = ''] = await splitIdentity(secret, 2, 2);
    const text = `Part 1 of 2; 2 are needed\r\n${one}\r\n${one.toLowerCase()} and ${two}\n`;
    expect(await joinIdentity(text)).to.equal(secret);
  });

  it('refuse a wrong character, parts of another splitting, and nothing', async () => {
    const { secret } = await newIdentity('hybrid');
    const [one = '', two = ''] = await splitIdentity(secret, 3, 2);
    const other = await splitIdentity((await newIdentity('hybrid')).secret, 3, 2);
    const wrong = two.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q'));
    expect(await problemOf(`${one} ${wrong}`)).to.equal('not-a-share');
    expect(await problemOf(`${one} ${other[1]}`)).to.equal('other-set');
    expect(await problemOf('')).to.equal('too-few');
  });

  it('of the same key, split twice, do not pass for each other', async () => {
    const { secret } = await newIdentity('x25519');
    const [one = ''] = await splitIdentity(secret, 3, 2);
    const [, two = ''] = await splitIdentity(secret, 3, 2);
    expect(await problemOf(`${one} ${two}`)).to.equal('wrong-result');
  });

  it('can be joined by whoever reads docs/format.md', async () => {
    const { secret } = await newIdentity('x25519');
    const parts = await splitIdentity(secret, 5, 3);
    const shares = [parts[4], parts[0], parts[2]].map((part) => {
      const { prefix, words } = bech32.decode(
        (part as string).toLowerCase() as `${string}1${string}`,
        false,
      );
      expect(prefix).to.equal('sluse-part-');
      return bech32.fromWords(words);
    });
    expect(shares.map((share) => [...share.subarray(0, 3)])).to.deep.equal(
      shares.map(() => [1, 3, 5]),
    );
    const joined = shares[0]?.subarray(11, -1).map((_, at) =>
      shares.reduce((sum, share) => {
        const x = share.at(-1) as number;
        const weight = shares
          .map((other) => other.at(-1) as number)
          .filter((other) => other !== x)
          .reduce((product, other) => times(product, times(other, inverse(other ^ x))), 1);
        return sum ^ times(share[11 + at] as number, weight);
      }, 0),
    );
    expect(Buffer.from(joined ?? []).toString()).to.equal(secret);
  });
});

/** Multiplication modulo x⁸ + x⁴ + x³ + x + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ (product & 0x80 ? 0x11b : 0);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

function inverse(a: number): number {
  for (let candidate = 1; candidate < 256; candidate += 1) {
    if (times(a, candidate) === 1) return candidate;
  }
  throw new Error('zero has none');
}
