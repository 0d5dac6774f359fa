import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { decryptPayload, encryptPayload } from '../../src/seal/age-payload.ts';
import { nodeCipher } from '../../src/seal/node-cipher.ts';
import { inChunks, sample } from './sealing.ts';

const PIECE = 65_536;
const TAG = 16;
const KEY = sample(32);

describe('the payload of a sealed file', () => {
  // Sealing pads, so lengths beside a piece's edge are reached only here.
  for (const size of [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE - 1, 2 * PIECE, 2 * PIECE + 1]) {
    it(`has one tag for every piece of 64 KiB and loses nothing: ${size} bytes`, async () => {
      const bytes = sample(size);
      const pieces = Math.max(1, Math.ceil(size / PIECE));
      for (const lengths of [[size || 1], [1000], [PIECE], [1, PIECE]]) {
        const key = Buffer.from(KEY);
        const payload = await buffer(encryptPayload(nodeCipher, key, inChunks(bytes, lengths)));
        expect(payload.length).to.equal(size + pieces * TAG);
        const plain = await buffer(
          decryptPayload(nodeCipher, Buffer.from(KEY), inChunks(payload, lengths)),
        );
        expect(plain.equals(bytes), `in chunks of ${lengths}`).to.equal(true);
      }
    });
  }
});
