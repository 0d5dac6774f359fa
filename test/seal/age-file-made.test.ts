import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Decrypter } from 'age-encryption';
import { expect } from 'chai';
import { FILLER } from '../../src/seal/age-file.ts';
import { paddedLength } from '../../src/seal/padding.ts';
import {
  HYBRID,
  headerLength,
  inChunks,
  newHybrid,
  SIZES,
  sample,
  sealed,
  X25519,
} from './sealing.ts';

const run = promisify(execFile);

/** What every tool must get: the bytes, then padding. */
function expectPadded(plain: Buffer, bytes: Buffer, filler: number = FILLER.binary): void {
  expect(plain.length).to.equal(paddedLength(bytes.length));
  expect(plain.subarray(0, bytes.length).equals(bytes), 'the content').to.equal(true);
  expect(plain.subarray(bytes.length).every((byte) => byte === filler)).to.equal(true);
}

function typage(identity: string, file: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(file);
}

describe('a sealed file', () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sluse-seal-'));
    await writeFile(join(dir, 'key'), `${X25519.identity}\n`, { mode: 0o600 });
  });
  after(() => rm(dir, { recursive: true }));

  async function ageOpens(file: Buffer): Promise<Buffer> {
    await writeFile(join(dir, 'file.age'), file);
    await run('age', [
      '-d',
      '-i',
      join(dir, 'key'),
      '-o',
      join(dir, 'plain'),
      join(dir, 'file.age'),
    ]);
    return readFile(join(dir, 'plain'));
  }

  for (const size of SIZES) {
    it(`opens with Debian's age and with typage: ${size} bytes`, async () => {
      const bytes = sample(size);
      const file = await sealed([X25519.recipient], [bytes]);
      expectPadded(await ageOpens(file), bytes);
      expectPadded(Buffer.from(await typage(X25519.identity, file)), bytes);
    });
  }

  for (const { name, lengths } of [
    { name: 'unlike lengths', lengths: [1, 65_535, 3, 0, 65_536, 131_073, 7] },
    { name: 'whole pieces', lengths: [65_536] },
    { name: 'odd lengths', lengths: [4099] },
  ]) {
    it(`is the same content however it arrives: ${name}`, async () => {
      const bytes = sample(400_000);
      const file = await sealed([X25519.recipient], inChunks(bytes, lengths));
      expectPadded(await ageOpens(file), bytes);
    });
  }

  for (const size of [0, 4096, 65_536, 3_000_001]) {
    it(`to a post-quantum recipient opens with typage: ${size} bytes`, async () => {
      const bytes = sample(size);
      const file = await sealed([HYBRID.recipient], inChunks(bytes, [100_000]));
      expectPadded(Buffer.from(await typage(HYBRID.identity, file)), bytes);
    });
  }

  it('opens for each of its recipients and for nobody else', async () => {
    const [second, stranger] = await Promise.all([newHybrid(), newHybrid()]);
    const bytes = sample(5000);
    const file = await sealed([HYBRID.recipient, second.recipient], [bytes]);
    for (const { identity } of [HYBRID, second]) {
      expectPadded(Buffer.from(await typage(identity, file)), bytes);
    }
    const refused = await typage(stranger.identity, file).then(
      () => 'opened',
      () => 'refused',
    );
    expect(refused).to.equal('refused');
  });

  it('never uses a key or a nonce twice: the same content twice has nothing in common', async () => {
    const [one, two] = await Promise.all([
      sealed([X25519.recipient], [sample(200)]),
      sealed([X25519.recipient], [sample(200)]),
    ]);
    expect(one.length).to.equal(two.length);
    const payload = (file: Buffer) => file.subarray(headerLength(file));
    const [first, second] = [payload(one), payload(two)];
    expect(first.subarray(0, 16).equals(second.subarray(0, 16)), 'the nonce').to.equal(false);
    const alike = first.filter((byte, at) => byte === second[at]).length;
    // Independent bytes agree one time in 256: of 4128, sixteen or so.
    expect(alike).to.be.below(80);
  });

  for (const [filler, byte] of Object.entries(FILLER)) {
    it(`is padded so that ${filler} stays usable in every tool`, async () => {
      const content = filler === 'json' ? '{"a":"æ"}' : 'one line\n';
      const bytes = Buffer.from(content, 'utf8');
      const file = await sealed([X25519.recipient], [bytes], filler as keyof typeof FILLER);
      const plain = await ageOpens(file);
      expectPadded(plain, bytes, byte);
      if (filler === 'json') expect(JSON.parse(plain.toString('utf8'))).to.deep.equal({ a: 'æ' });
      if (filler === 'text') expect(plain.toString('utf8').trimEnd()).to.equal('one line');
    });
  }

  it('has one size for all short contents', async () => {
    const lengths = new Set<number>();
    for (const size of [0, 1, 500, 4095, 4096]) {
      lengths.add((await sealed([X25519.recipient], [sample(size)])).length);
    }
    expect([...lengths]).to.have.length(1);
  });

  it('passes on the failure of its source and ends without a last piece', async () => {
    const source = (async function* () {
      yield sample(100_000);
      throw new Error('the source broke');
    })();
    const failure = await sealed([X25519.recipient], source).catch((error: Error) => error);
    expect(failure).to.be.an('error').with.property('message', 'the source broke');
  });
});
