import { bech32 } from '@scure/base';
import { identityToRecipient } from 'age-encryption';
import type { From } from '../sharing/fair-turns.ts';
import type { Kdf } from './kdf-queue.ts';
import { sodium } from './sodium.ts';

/** What a code opens. Made from the code each time; only the hash and the recipient are ever stored. */
export interface CodeKeys {
  /** Keyed BLAKE2b of the mailbox id, 32 bytes: finds the case, says nothing without the pepper. */
  mailboxHash: Buffer;
  /** The reporter's own post-quantum identity seed, to which replies are sealed. */
  seed: Uint8Array;
  wipe(): void;
}

/** libsodium's key derivation wants a context of exactly eight characters. */
const CONTEXT = 'sluse-co';
const SUBKEY = { mailboxId: 1, identity: 2 } as const;

/**
 * Argon2id over the code with the pepper as its secret salt, split into independent keys. Without the pepper, which is
 * kept outside the database and its backups, 53 bits of code cannot be searched.
 * @throws KdfBusy
 */
export async function codeKeys(
  code: Uint8Array,
  pepper: Uint8Array,
  kdf: Kdf,
  urgent = false,
  from: From = null,
): Promise<CodeKeys> {
  const master = await kdf.derive(code, pepper, urgent, from);
  const mailboxId = sodium.crypto_kdf_derive_from_key(32, SUBKEY.mailboxId, CONTEXT, master);
  const seed = sodium.crypto_kdf_derive_from_key(32, SUBKEY.identity, CONTEXT, master);
  const mailboxHash = Buffer.from(sodium.crypto_generichash(32, mailboxId, pepper));
  sodium.memzero(master);
  sodium.memzero(mailboxId);
  return { mailboxHash, seed, wipe: () => sodium.memzero(seed) };
}

/** age's words for the reporter's own key pair. typage takes identities as strings only, which cannot be wiped. */
export function reporterIdentity(seed: Uint8Array): string {
  return bech32.encodeFromBytes('AGE-SECRET-KEY-PQ-', seed).toUpperCase();
}

export function reporterRecipient(seed: Uint8Array): Promise<string> {
  return identityToRecipient(reporterIdentity(seed));
}
