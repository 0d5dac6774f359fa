import { createCipheriv } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import fc from 'fast-check';
import { OpenError } from '../../src/seal/age-file.ts';
import { decryptPayload, encryptPayload, PayloadError } from '../../src/seal/age-payload.ts';
import { nodeCipher } from '../../src/seal/node-cipher.ts';
import { headerLength, opened, sample, sealed, X25519 } from './sealing.ts';

const PIECE = 65_536 + 16;
const KEY = sample(32);

/** The key is wiped by whoever used it. */
const payload = (bytes: Buffer) => buffer(encryptPayload(nodeCipher, Buffer.from(KEY), [bytes]));
const openPayload = (bytes: Buffer) =>
  buffer(decryptPayload(nodeCipher, Buffer.from(KEY), [bytes]));

/** What became of it: nothing but an error of ours counts as detected. */
function outcome(opening: Promise<unknown>): Promise<string> {
  return opening.then(
    () => 'opened',
    (error) =>
      error instanceof OpenError || error instanceof PayloadError ? 'detected' : String(error),
  );
}

describe('a damaged sealed file', () => {
  let file: Buffer;
  let header: number;
  before(async () => {
    file = await sealed([X25519.recipient], [sample(70_000)]);
    header = headerLength(file);
  });

  it('is detected when it was cut off at any byte of a small payload', async () => {
    const whole = await payload(sample(300));
    for (let length = 0; length < whole.length; length += 1) {
      expect(await outcome(openPayload(whole.subarray(0, length))), `at ${length}`).to.equal(
        'detected',
      );
    }
  });

  it('is detected when it was cut off at any byte of the header or the nonce', async () => {
    for (let length = 0; length <= header + 16; length += 1) {
      expect(
        await outcome(opened(X25519.identity, [file.subarray(0, length)])),
        `at ${length}`,
      ).to.equal('detected');
    }
  });

  it('is detected when it was cut off anywhere', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: file.length - 1 }), async (length) => {
        return (await outcome(opened(X25519.identity, [file.subarray(0, length)]))) === 'detected';
      }),
      { numRuns: 150 },
    ));

  it('is detected when it was cut off exactly between two pieces', async () => {
    const start = header + 16;
    const cut = file.subarray(0, start + PIECE);
    expect(cut.length).to.be.below(file.length);
    expect(await outcome(opened(X25519.identity, [cut]))).to.equal('detected');
  });

  it('is detected when any one bit is flipped', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.integer({ min: 0, max: header + 40 }),
          fc.integer({ min: 0, max: file.length - 1 }),
          fc.integer({ min: file.length - 40, max: file.length - 1 }),
        ),
        fc.integer({ min: 0, max: 7 }),
        async (at, bit) => {
          const changed = Buffer.from(file);
          changed[at] = (changed[at] ?? 0) ^ (1 << bit);
          return (await outcome(opened(X25519.identity, [changed]))) === 'detected';
        },
      ),
      { numRuns: 400 },
    ));

  it('is detected when something was added behind its end', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 70_000 }), async (more) => {
        const longer = Buffer.concat([file, more]);
        return (await outcome(opened(X25519.identity, [longer]))) === 'detected';
      }),
      { numRuns: 40 },
    ));

  it('is detected when pieces were swapped, doubled or left out', async () => {
    const whole = await payload(sample(4 * 65_536));
    const pieces = [0, 1, 2, 3].map((n) => whole.subarray(n * PIECE, (n + 1) * PIECE));
    for (const order of [
      [1, 0, 2, 3],
      [0, 1, 1, 2, 3],
      [0, 2, 3],
      [3],
      [0, 1, 2],
      [0, 1, 2, 3, 3],
    ]) {
      const changed = Buffer.concat(order.map((n) => pieces[n] as Buffer));
      expect(await outcome(openPayload(changed)), order.join(' ')).to.equal('detected');
    }
    expect((await openPayload(Buffer.concat(pieces))).equals(sample(4 * 65_536))).to.equal(true);
  });

  it('is detected when its end was moved to an empty last piece', async () => {
    // C2SP age.md, "Payload": the last piece is empty only in an empty file.
    const whole = await payload(sample(65_536 + 1));
    const first = whole.subarray(0, PIECE);
    const nonce = Buffer.alloc(12);
    nonce[10] = 1;
    nonce[11] = 1;
    const empty = createCipheriv('chacha20-poly1305', KEY, nonce, { authTagLength: 16 });
    empty.final();
    const moved = Buffer.concat([first, empty.getAuthTag()]);
    expect(await outcome(openPayload(moved))).to.equal('detected');
  });

  it('gives out no byte of a piece that was changed', async () => {
    const whole = await payload(sample(3 * 65_536));
    whole[PIECE + 100] = (whole[PIECE + 100] ?? 0) ^ 1;
    const given: Uint8Array[] = [];
    const reading = (async () => {
      for await (const piece of decryptPayload(nodeCipher, Buffer.from(KEY), [whole]))
        given.push(piece);
    })();
    expect(await outcome(reading)).to.equal('detected');
    expect(Buffer.concat(given).equals(sample(3 * 65_536).subarray(0, 65_536))).to.equal(true);
  });

  it('leaves no key behind, whole or damaged', async () => {
    const keys = [Buffer.from(KEY), Buffer.from(KEY), Buffer.from(KEY)] as const;
    const whole = await buffer(encryptPayload(nodeCipher, keys[0], [sample(10)]));
    await buffer(decryptPayload(nodeCipher, keys[1], [whole]));
    await outcome(buffer(decryptPayload(nodeCipher, keys[2], [whole.subarray(1)])));
    for (const key of keys) expect(key.every((byte) => byte === 0)).to.equal(true);
  });
});
