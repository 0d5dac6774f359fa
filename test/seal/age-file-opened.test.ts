import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { Encrypter } from 'age-encryption';
import { expect } from 'chai';
import fc from 'fast-check';
import { OpenError, open } from '../../src/seal/age-file.ts';
import { paddedLength } from '../../src/seal/padding.ts';
import { HYBRID, inChunks, newHybrid, opened, SIZES, sample, sealed, X25519 } from './sealing.ts';

const run = promisify(execFile);

async function typageSeals(recipients: readonly string[], bytes: Uint8Array): Promise<Buffer> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(bytes));
}

describe('opening', () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sluse-open-'));
  });
  after(() => rm(dir, { recursive: true }));

  for (const size of SIZES) {
    it(`opens what Debian's age and typage have sealed: ${size} bytes`, async () => {
      const bytes = sample(size);
      await writeFile(join(dir, 'plain'), bytes);
      const sealedByAge = join(dir, 'plain.age');
      await run('age', ['-r', X25519.recipient, '-o', sealedByAge, join(dir, 'plain')]);
      const fromAge = await opened(X25519.identity, [await readFile(sealedByAge)]);
      expect(fromAge.equals(bytes), 'from age').to.equal(true);
      const fromTypage = await opened(HYBRID.identity, [
        await typageSeals([HYBRID.recipient], bytes),
      ]);
      expect(fromTypage.equals(bytes), 'from typage').to.equal(true);
    });
  }

  it('gives back what was sealed, however it is cut on both ways', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 300_000 }),
        fc.array(fc.integer({ min: 1, max: 140_000 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 100, max: 140_000 }), { minLength: 1, maxLength: 5 }),
        async (size, before, after) => {
          const bytes = sample(size);
          const file = await sealed([X25519.recipient], inChunks(bytes, before));
          const plain = await opened(X25519.identity, inChunks(file, after));
          return plain.length === paddedLength(size) && plain.subarray(0, size).equals(bytes);
        },
      ),
      { numRuns: 60 },
    ));

  it('opens a file that comes byte by byte', async () => {
    const bytes = sample(5000);
    const file = await sealed([X25519.recipient], [bytes]);
    const plain = await opened(X25519.identity, inChunks(file, [1]));
    expect(plain.subarray(0, 5000).equals(bytes)).to.equal(true);
  });

  it('opens for each of several recipients, with any of several identities', async () => {
    const second = await newHybrid();
    const stranger = await newHybrid();
    const bytes = sample(100);
    const file = await sealed([HYBRID.recipient, second.recipient], [bytes]);
    for (const { identity } of [HYBRID, second]) {
      const identities = [stranger.identity, X25519.identity, identity];
      const plain = await buffer(open({ identities }, [file]));
      expect(plain.subarray(0, 100).equals(bytes)).to.equal(true);
    }
  });

  it('opens a file protected by a passphrase, and by no other one', async () => {
    const encrypter = new Encrypter();
    encrypter.setScryptWorkFactor(10);
    encrypter.setPassphrase('rødgrød med fløde');
    const file = Buffer.from(await encrypter.encrypt('hello'));
    const plain = await buffer(open({ passphrases: ['wrong', 'rødgrød med fløde'] }, [file]));
    expect(plain.toString()).to.equal('hello');
    const refused = await buffer(open({ passphrases: ['wrong'] }, [file])).catch((e) => e);
    expect(refused).to.be.instanceOf(OpenError);
  });

  it('says that a file is sealed to somebody else before it gives out a byte', async () => {
    const stranger = await newHybrid();
    const file = await sealed([HYBRID.recipient], [sample(200_000)]);
    const pieces = open({ identities: [stranger.identity] }, [file]);
    const failure = await pieces.next().catch((error: Error) => error);
    expect(failure).to.be.instanceOf(OpenError).with.property('message').that.includes('this key');
  });

  for (const { what, bytes } of [
    { what: 'nothing', bytes: Buffer.alloc(0) },
    { what: 'a ZIP', bytes: Buffer.from('PK\x03\x04 and so on') },
    { what: 'zeros', bytes: Buffer.alloc(300_000) },
    { what: 'the first line alone', bytes: Buffer.from('age-encryption.org/v1\n') },
    {
      what: 'a header without end',
      bytes: Buffer.from(`age-encryption.org/v1\n${'-> X\n'.repeat(60_000)}`),
    },
    { what: 'another version', bytes: Buffer.from('age-encryption.org/v2\n-> X25519 a\n') },
    { what: 'an armored file', bytes: Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----\n') },
  ]) {
    it(`refuses what is no sealed file: ${what}`, async () => {
      const failure = await opened(X25519.identity, inChunks(bytes, [1000])).catch((e) => e);
      expect(failure).to.be.instanceOf(OpenError);
    });
  }

  it('stops reading a file without an end of its header', async () => {
    let given = 0;
    const endless = (async function* () {
      yield Buffer.from('age-encryption.org/v1\n');
      while (given < 2_000_000) {
        given += 1000;
        yield Buffer.alloc(1000, '-> X\n');
      }
    })();
    const failure = await opened(X25519.identity, endless).catch((error) => error);
    expect(failure).to.be.instanceOf(OpenError);
    expect(given).to.be.below(200_000);
  });

  it('closes its source when the reader stops half-way', async () => {
    const file = await sealed([X25519.recipient], [sample(400_000)]);
    let closed = false;
    const source = (async function* () {
      try {
        yield* inChunks(file, [50_000]);
      } finally {
        closed = true;
      }
    })();
    for await (const _piece of open({ identities: [X25519.identity] }, source)) break;
    expect(closed).to.equal(true);
  });
});
