import { randomBytes } from 'node:crypto';
import type { Channel } from '../../config/schema.ts';
import { isGuessable } from '../../passphrase/guessable.ts';
import type { Kdf } from '../../seal/kdf-queue.ts';
import { sodium } from '../../seal/sodium.ts';

/** Passphrases of members: Argon2id, then a keyed hash, so that the database alone does not allow guessing. */

const SALT = 16;
export const SHORTEST = 14;
/** Longer ones are cut by nobody's keyboard. */
const LONGEST = 500;

export type Weakness = 'short' | 'long' | 'guessable';

/**
 * What is wrong with a new passphrase, or null. Length counts most; what is left are the traps that length hides.
 * @param about names that somebody who guesses would try
 */
export async function weaknessOf(
  passphrase: string,
  about: readonly string[],
): Promise<Weakness | null> {
  const text = normal(passphrase);
  if ([...text].length < SHORTEST) return 'short';
  if (text.length > LONGEST) return 'long';
  return (await isGuessable(text, about)) ? 'guessable' : null;
}

/** What a channel is called by everybody who knows it. */
export function namesIn(channels: readonly Channel[]): string[] {
  return channels.flatMap(({ id, name, recipients }) => [
    id,
    ...Object.values(name),
    ...recipients.map((recipient) => recipient.name),
  ]);
}

export function newSalt(): Buffer {
  return randomBytes(SALT);
}

/** @throws KdfBusy */
export async function hashPassphrase(
  kdf: Kdf,
  key: Uint8Array,
  passphrase: string,
  salt: Uint8Array,
): Promise<Buffer> {
  const secret = Buffer.from(normal(passphrase).slice(0, LONGEST));
  const derived = await kdf.derive(secret, salt);
  const hash = Buffer.from(sodium.crypto_generichash(32, derived, key));
  sodium.memzero(secret);
  sodium.memzero(derived);
  return hash;
}

export function samePassphrase(one: string, other: string): boolean {
  return normal(one) === normal(other);
}

/** The same words typed on another keyboard are the same passphrase. */
function normal(passphrase: string): string {
  return passphrase.normalize('NFKC').trim();
}
