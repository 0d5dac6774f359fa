import { spawnSync } from 'node:child_process';
import { bech32 } from '@scure/base';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  checkRecipients,
  fingerprint,
  RecipientError,
  recipientKind,
} from '../../src/seal/recipients.ts';
import { HYBRID, newHybrid, sample, X25519 } from './sealing.ts';

/** A recipient string of any kind; the key in it is no key. */
const made = (prefix: string, bytes: number) =>
  bech32.encode(prefix, bech32.toWords(sample(bytes)), false);

function refusal(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    if (error instanceof RecipientError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a recipient', () => {
  for (const { text, name, postQuantum } of [
    { text: HYBRID.recipient, name: 'post-quantum hybrid', postQuantum: true },
    { text: X25519.recipient, name: 'X25519', postQuantum: false },
    { text: made('age1tag', 33), name: 'hardware key', postQuantum: false },
    { text: made('age1tagpq', 1249), name: 'post-quantum hardware key', postQuantum: true },
  ]) {
    it(`is known by its kind: ${name}`, () => {
      expect(recipientKind(text)).to.include({ name, postQuantum });
    });
  }

  it('is never a private key', () => {
    for (const { identity } of [HYBRID, X25519]) {
      expect(refusal(() => recipientKind(identity))).to.match(/private identity.*never.*server/);
    }
  });

  it('is refused with any one character changed, lost or doubled', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(HYBRID.recipient, X25519.recipient),
        fc.nat(),
        fc.constantFrom(...'qpzry9x8gf2tvdw0s3jn54khce6mua7l'),
        fc.constantFrom('change', 'lose', 'double'),
        (text, place, letter, way) => {
          const at = place % text.length;
          const middle = { change: letter, lose: '', double: (text[at] ?? '') + text[at] }[way];
          const wrong = text.slice(0, at) + middle + text.slice(at + 1);
          return wrong === text || refusal(() => recipientKind(wrong)) !== 'accepted';
        },
      ),
    );
  });

  for (const { what, text } of [
    { what: 'nothing', text: '' },
    { what: 'with a space', text: ` ${X25519.recipient}` },
    { what: 'with a line end', text: `${X25519.recipient}\n` },
    { what: 'an SSH key', text: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA' },
    { what: 'a key of a plugin', text: made('age1yubikey', 33) },
    { what: 'the right beginning, the wrong length', text: made('age1pq', 32) },
    { what: 'another prefix, the right length', text: made('agf', 32) },
  ]) {
    it(`is not: ${what}`, () => {
      expect(refusal(() => recipientKind(text))).to.match(/^not a recipient/);
    });
  }

  it('has a fingerprint that anybody can compute with sha256sum', () => {
    for (const { recipient } of [HYBRID, X25519]) {
      const sum = spawnSync('sha256sum', { input: recipient, encoding: 'utf8' }).stdout;
      const shown = fingerprint(recipient);
      expect(shown.replaceAll(' ', '')).to.equal(sum.slice(0, 32));
      expect(shown).to.match(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
    }
  });
});

describe('a set of recipients', () => {
  it('may hold several of one strength', async () => {
    const second = await newHybrid();
    checkRecipients([HYBRID.recipient, second.recipient, made('age1tagpq', 1249)]);
    checkRecipients([X25519.recipient, made('age1tag', 33)]);
  });

  it('is refused when a classic recipient would take the protection away from all', () => {
    for (const weak of [X25519.recipient, made('age1tag', 33)]) {
      for (const strong of [HYBRID.recipient, made('age1tagpq', 1249)]) {
        expect(refusal(() => checkRecipients([strong, weak]))).to.match(/cannot be mixed/);
        expect(refusal(() => checkRecipients([weak, strong]))).to.match(/cannot be mixed/);
      }
    }
  });

  it('is refused when it is empty or names one twice', () => {
    expect(refusal(() => checkRecipients([]))).to.match(/at least one/);
    expect(refusal(() => checkRecipients([X25519.recipient, X25519.recipient]))).to.match(/twice/);
  });
});
