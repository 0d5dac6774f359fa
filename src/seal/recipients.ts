import { bech32 } from '@scure/base';
import { portableSha256 } from './sha256.ts';

/** What is wrong with a recipient or a set of them; the message is for whoever writes the configuration. */
export class RecipientError extends Error {
  override name = 'RecipientError';
}

/** Recipient types of age, by the human-readable part: length of the key in bytes and resistance to quantum computers. */
const KINDS: Record<string, { bytes: number; postQuantum: boolean; name: string }> = {
  age1pq: { bytes: 1216, postQuantum: true, name: 'post-quantum hybrid' },
  age1tagpq: { bytes: 1249, postQuantum: true, name: 'post-quantum hardware key' },
  age1tag: { bytes: 33, postQuantum: false, name: 'hardware key' },
  age: { bytes: 32, postQuantum: false, name: 'X25519' },
};

/** @throws RecipientError when `text` is no complete recipient string, for instance because a character was lost */
export function recipientKind(text: string): { name: string; postQuantum: boolean } {
  if (text.startsWith('AGE-SECRET-KEY-')) {
    throw new RecipientError(
      'this is a private identity (AGE-SECRET-KEY-…), which must never be on the server: give the recipient (age1…) that belongs to it',
    );
  }
  let prefix: string;
  let bytes: Uint8Array;
  try {
    const decoded = bech32.decode(text as `${string}1${string}`, false);
    prefix = decoded.prefix;
    bytes = bech32.fromWords(decoded.words);
  } catch {
    throw new RecipientError(
      'not a recipient (age1pq1…, age1… or age1tag1…), or a character of it is wrong',
    );
  }
  const kind = KINDS[prefix];
  if (kind === undefined || bytes.length !== kind.bytes) {
    throw new RecipientError('not a recipient of a known kind (age1pq1…, age1… or age1tag1…)');
  }
  return kind;
}

/**
 * Refuses a set that would be weaker than it looks. age itself refuses to mix the two kinds, because a file is only as
 * strong as its weakest stanza (filippo.io/age, `incompatibleLabelsError`); typage does not check.
 * @throws RecipientError
 */
export function checkRecipients(recipients: readonly string[]): void {
  if (recipients.length === 0) throw new RecipientError('at least one recipient is needed');
  if (new Set(recipients).size !== recipients.length) {
    throw new RecipientError('the same recipient is listed twice');
  }
  const kinds = recipients.map(recipientKind);
  if (new Set(kinds.map((kind) => kind.postQuantum)).size > 1) {
    throw new RecipientError(
      'post-quantum (age1pq1…) and classic (age1…, age1tag1…) recipients cannot be mixed: the classic one would take the protection away from all',
    );
  }
}

/**
 * 128 bits of the SHA-256 of the recipient string, in groups to read aloud. Anybody can compute it without our
 * software: `printf %s age1… | sha256sum`.
 */
export function fingerprint(recipient: string): string {
  const hash = portableSha256();
  hash.update(new TextEncoder().encode(recipient));
  return hash
    .digest('hex')
    .slice(0, 32)
    .replace(/(.{4})(?!$)/g, '$1 ');
}
