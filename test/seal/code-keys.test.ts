import { bech32 } from '@scure/base';
import { identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { codeKeys, reporterIdentity, reporterRecipient } from '../../src/seal/code-keys.ts';
import { KDF_COST, kdfQueue } from '../../src/seal/kdf-queue.ts';
import { sodium } from '../../src/seal/sodium.ts';
import { opened, sample, sealed } from './sealing.ts';

const CHEAP = kdfQueue({ cost: { ...KDF_COST, memory: 1024, passes: 1 }, atOnce: 4, waiting: 9 });
const code = (digits = '1234567890123456') => Buffer.from(digits);
const pepper = (first = 0) => Uint8Array.from({ length: 32 }, (_, at) => (at + first) % 256);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('the keys of a code', () => {
  it('are what other software makes of it, so that old codes open for ever', async () => {
    // Computed without our software or libsodium: libargon2 (argon2id_hash_raw, t=3, m=65536, p=1) and Python's
    // hashlib.blake2b (key, salt = subkey number, person = "sluse-co"; then keyed with the pepper).
    const kdf = kdfQueue({ cost: KDF_COST, atOnce: 1, waiting: 0 });
    const keys = await codeKeys(code(), pepper(), kdf);
    expect(hex(keys.mailboxHash)).to.equal(
      'd8c894eed727772ecd6ccd2e84349a85a7771a4d2d086ed9651ffb031fe4e0d9',
    );
    expect(hex(keys.seed)).to.equal(
      '9a0ab029c16ff8dece6801a70fa549df6e6b33be32666013bb68695aedd6d862',
    );
  });

  it('are the same each time', async () => {
    const [one, two] = [
      await codeKeys(code(), pepper(), CHEAP),
      await codeKeys(code(), pepper(), CHEAP, true),
    ];
    expect(hex(one.mailboxHash)).to.equal(hex(two.mailboxHash));
    expect(hex(one.seed)).to.equal(hex(two.seed));
  });

  it('have nothing in common with those of another code or another pepper', async () => {
    const all = [
      await codeKeys(code(), pepper(), CHEAP),
      await codeKeys(code('1234567890123457'), pepper(), CHEAP),
      await codeKeys(code(), pepper(1), CHEAP),
    ];
    const values = all.flatMap(({ mailboxHash, seed }) => [hex(mailboxHash), hex(seed)]);
    expect(new Set(values).size).to.equal(6);
  });

  it('are wiped, and leave code and pepper to their owners', async () => {
    const [mine, secret] = [code(), pepper()];
    const keys = await codeKeys(mine, secret, CHEAP);
    expect(mine.toString()).to.equal('1234567890123456');
    expect(hex(secret)).to.equal(hex(pepper()));
    keys.wipe();
    expect(hex(keys.seed)).to.equal('00'.repeat(32));
  });

  it("make the reporter's own recipient, as libsodium's X-Wing and age agree", async () => {
    const seed = sample(32);
    const recipient = await reporterRecipient(seed);
    expect(recipient).to.equal(await identityToRecipient(reporterIdentity(seed)));
    const { prefix, words } = bech32.decode(recipient as `${string}1${string}`, false);
    expect(prefix).to.equal('age1pq');
    // mlkem768x25519 of age is X-Wing, which libsodium has too.
    const pair = sodium.crypto_kem_xwing_seed_keypair(seed);
    expect(hex(bech32.fromWords(words))).to.equal(hex(pair.publicKey));
  });

  it('open what was sealed to them', async () => {
    const { seed } = await codeKeys(code(), pepper(), CHEAP);
    const file = await sealed([await reporterRecipient(seed)], [Buffer.from('answer')], 'text');
    const plain = await opened(reporterIdentity(seed), [file]);
    expect(plain.toString().trimEnd()).to.equal('answer');
  });
});
