import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption';
import { expect } from 'chai';
import { seal } from '../../src/seal/age-file.ts';
import { sealedTo, stanzasFor } from '../../src/seal/age-stanzas.ts';
import { sealedAs, UnfitSeal } from '../../src/seal/sealed-as.ts';

describe('what can be told of a sealed file without its key', () => {
  let hybrid: string[];
  let classic: string;
  before(async () => {
    const made = await Promise.all([generateHybridIdentity(), generateHybridIdentity()]);
    hybrid = await Promise.all(made.map(identityToRecipient));
    classic = await identityToRecipient(await generateX25519Identity());
  });

  const sealed = async (recipients: string[], bytes: number) =>
    buffer(Readable.from(seal(recipients, 'binary', [randomBytes(bytes)])));

  async function outcome(
    file: Buffer,
    recipients: string[],
    payload: number | 'padded' | 'any' = 'padded',
  ): Promise<string> {
    try {
      const pieces = Readable.from(
        (function* () {
          for (let at = 0; at < file.length; at += 1000) yield file.subarray(at, at + 1000);
        })(),
      );
      const wanted = { stanzas: stanzasFor(recipients), payload };
      const passed = await buffer(Readable.from(sealedAs(pieces, wanted)));
      return passed.equals(file) ? 'passed whole' : 'changed';
    } catch (error) {
      if (error instanceof UnfitSeal) return error.because;
      throw error;
    }
  }

  it('is to how many keys of which kinds', async () => {
    for (const recipients of [hybrid, [hybrid[0] as string], [classic]]) {
      const file = await sealed(recipients, 10);
      expect(sealedTo(file)).to.have.deep.property('stanzas', stanzasFor(recipients));
      expect(await outcome(file, recipients)).to.equal('passed whole');
    }
    const one = await sealed([hybrid[0] as string], 10);
    expect(await outcome(one, hybrid)).to.equal('other-keys');
    expect(await outcome(one, [classic])).to.equal('other-keys');
  });

  it('is that it was cut off, wherever', async () => {
    for (const bytes of [0, 10, 5000, 65_536, 200_000]) {
      const file = await sealed([classic], bytes);
      expect(await outcome(file, [classic]), `${bytes} whole`).to.equal('passed whole');
      const { length } = sealedTo(file) as { length: number };
      for (const lost of [1, 15, 16, 17, 100, file.length - length - 40]) {
        const cut = file.subarray(0, file.length - lost);
        expect(await outcome(cut, [classic]), `${bytes} less ${lost}`).to.equal('cut-off');
        const exactly = file.length - length;
        expect(await outcome(cut, [classic], exactly)).to.equal('cut-off');
      }
      for (const kept of [0, 10, 30, length - 1])
        expect(await outcome(file.subarray(0, kept), [classic])).to.equal('not-sealed');
    }
  });

  it('is that it is no sealed file at all', async () => {
    expect(await outcome(Buffer.from('Dear all, the mayor'), [classic])).to.equal('not-sealed');
    const long = Buffer.from(`age-encryption.org/v1\n${'x'.repeat(300_000)}`);
    expect(await outcome(long, [classic])).to.equal('not-sealed');
  });
});
