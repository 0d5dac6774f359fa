import { bech32 } from '@scure/base';
import { combine, split } from 'shamir-secret-sharing';
import { fingerprint } from '../seal/recipients.ts';
import { identityFile } from './identities.ts';

export type ShareProblem = 'not-a-share' | 'other-set' | 'too-few' | 'wrong-result';

/** Parts of a key that do not come together; the message says what to do. */
export class ShareError extends Error {
  override name = 'ShareError';
  readonly problem: ShareProblem;

  constructor(problem: ShareProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

/**
 * A part is one line: Bech32 (which finds wrong characters) with the prefix below, of: version 1; parts needed; parts in
 * all; 8 bytes of the recipient's fingerprint, by which parts of one splitting are known and the result is checked; and
 * Shamir's share of the AGE-SECRET-KEY line (shamir-secret-sharing: GF(2⁸), x in the last byte).
 */
const PREFIX = 'sluse-part-';
const VERSION = 1;
const HEAD = 11;
export const MOST_PARTS = 20;

/** Splits one identity (AGE-SECRET-KEY-…) into `parts`, of which any `needed` bring it back and fewer say nothing. */
export async function splitIdentity(
  secret: string,
  parts: number,
  needed: number,
): Promise<string[]> {
  if (!(needed >= 2 && needed <= parts && parts <= MOST_PARTS)) {
    throw new RangeError(`2 to ${MOST_PARTS} parts, of which at least 2 are needed`);
  }
  const mark = await markOf(secret);
  const shares = await split(new TextEncoder().encode(secret), parts, needed);
  return shares.map((share) => {
    const bytes = Uint8Array.from([VERSION, needed, parts, ...mark, ...share]);
    return bech32.encode(PREFIX, bech32.toWords(bytes), false).toUpperCase();
  });
}

/** The identity that was split; words beside the parts, as a saved part has them, do not matter. @throws ShareError */
export async function joinIdentity(text: string): Promise<string> {
  const words = text.toLowerCase().split(/\s+/);
  const found = new Set(words.filter((word) => word.startsWith(PREFIX)));
  const parts = [...found].map(readPart);
  const [first] = parts;
  if (first === undefined) throw new ShareError('too-few', 'there is no part of a key');
  if (parts.some(({ set }) => set !== first.set)) {
    throw new ShareError('other-set', 'these parts come from different splittings');
  }
  if (parts.length < first.needed) {
    throw new ShareError('too-few', `${first.needed} parts are needed, here are ${parts.length}`);
  }
  let secret: string;
  try {
    const bytes = await combine(parts.map(({ share }) => share));
    secret = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if ((await markOf(secret)).join() !== first.mark) throw new Error('another key');
  } catch (cause) {
    const wrong = 'the parts do not make the key that was split';
    throw new ShareError('wrong-result', wrong, { cause });
  }
  return secret;
}

async function markOf(secret: string): Promise<number[]> {
  const { recipient } = await identityFile(secret);
  const hex = fingerprint(recipient).replaceAll(' ', '');
  return Array.from({ length: 8 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}

function readPart(line: string) {
  let bytes: Uint8Array;
  try {
    const { prefix, words } = bech32.decode(line as `${string}1${string}`, false);
    bytes = bech32.fromWords(words);
    if (prefix !== PREFIX || bytes[0] !== VERSION || bytes.length <= HEAD) throw new Error(prefix);
  } catch (cause) {
    const wrong = 'a line is not a part of a key, or a character of it is wrong';
    throw new ShareError('not-a-share', wrong, { cause });
  }
  const [, needed = 0] = bytes;
  return {
    needed,
    set: bytes.subarray(0, HEAD).join(),
    mark: bytes.subarray(3, HEAD).join(),
    share: bytes.slice(HEAD),
  };
}
