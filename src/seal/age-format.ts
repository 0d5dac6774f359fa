import { Decrypter, Encrypter, type Recipient } from 'age-encryption';
import { HEADER_END, LONGEST_HEADER } from './age-header.ts';
import { decryptPayload, encryptPayload, NONCE } from './age-payload.ts';
import type { Bytes } from './byte-streams.ts';
import { OpenError } from './open-error.ts';
import { type Filler, padded } from './padding.ts';
import type { PieceCipher } from './piece-cipher.ts';

/**
 * Seals `source` to all `recipients` as an age v1 file, padded to a length that says little (padding.ts). The header is
 * typage's, the payload ours.
 */
export async function* sealWith(
  cipher: PieceCipher,
  recipients: readonly string[],
  filler: Filler,
  source: Bytes,
): AsyncGenerator<Uint8Array> {
  const { header, fileKey } = await ageHeader(recipients);
  // A fresh nonce: typage used the one it drew, with this file key, for the empty piece.
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const key = cipher.payloadKey(fileKey, nonce);
  fileKey.fill(0);
  yield joined(header, nonce);
  yield* encryptPayload(cipher, key, padded(source, filler));
}

/**
 * Opens an age v1 file with any of `identities` (AGE-SECRET-KEY-…) or `passphrases`.
 * @throws OpenError before the first byte, PayloadError when a later piece was cut off or changed
 */
export async function* openWith(
  cipher: PieceCipher,
  keys: { identities?: readonly string[]; passphrases?: readonly string[] },
  source: Bytes,
): AsyncGenerator<Uint8Array> {
  const pieces = iterator(source);
  try {
    const { header, rest } = await splitHeader(pieces);
    const decrypter = new Decrypter();
    for (const identity of keys.identities ?? []) decrypter.addIdentity(identity);
    for (const passphrase of keys.passphrases ?? []) decrypter.addPassphrase(passphrase);
    let fileKey: Uint8Array;
    try {
      fileKey = await decrypter.decryptHeader(header);
    } catch (cause) {
      throw new OpenError('other-key', 'not sealed to this key, or its header was changed', {
        cause,
      });
    }
    const payload = remaining(rest, pieces);
    const nonce = await takeNonce(payload);
    const key = cipher.payloadKey(fileKey, nonce.bytes);
    fileKey.fill(0);
    yield* decryptPayload(cipher, key, remaining(nonce.rest, payload));
  } finally {
    await pieces.return?.();
  }
}

async function ageHeader(recipients: readonly string[]) {
  let fileKey = new Uint8Array(0);
  const keepFileKey: Recipient = {
    wrapFileKey(key) {
      fileKey = new Uint8Array(key);
      return [];
    },
  };
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  encrypter.addRecipient(keepFileKey);
  const empty = await encrypter.encrypt(new Uint8Array(0));
  // What follows the header is a nonce and the tag of the one empty piece.
  return { header: empty.subarray(0, empty.length - 32), fileKey };
}

function iterator(source: Bytes): AsyncIterator<Uint8Array> {
  return Symbol.asyncIterator in source
    ? source[Symbol.asyncIterator]()
    : (async function* () {
        yield* source;
      })();
}

async function splitHeader(pieces: AsyncIterator<Uint8Array>) {
  let read: Uint8Array = new Uint8Array(0);
  for (;;) {
    const end = HEADER_END.exec(textOf(read.subarray(0, LONGEST_HEADER)));
    if (end !== null) {
      const length = end.index + end[0].length;
      return { header: read.subarray(0, length), rest: read.subarray(length) };
    }
    const next = await pieces.next();
    if (next.done || read.length > LONGEST_HEADER || !startsLikeAge(read)) {
      throw new OpenError('not-age', 'not a sealed file (age v1), or cut off in its header');
    }
    read = joined(read, next.value);
  }
}

function startsLikeAge(bytes: Uint8Array): boolean {
  const intro = 'age-encryption.org/v1\n';
  return intro.startsWith(textOf(bytes.subarray(0, intro.length)));
}

/** Headers are ASCII. WHATWG's latin1 is windows-1252, of one byte a character too, so positions are kept. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

async function* remaining(
  first: Uint8Array,
  pieces: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (;;) {
    const next = await pieces.next();
    if (next.done) return;
    yield next.value;
  }
}

async function takeNonce(payload: AsyncIterator<Uint8Array>) {
  let read: Uint8Array = new Uint8Array(0);
  while (read.length < NONCE) {
    const next = await payload.next();
    if (next.done) throw new OpenError('cut-off', 'the sealed file was cut off after its header');
    read = joined(read, next.value);
  }
  return { bytes: read.subarray(0, NONCE), rest: read.subarray(NONCE) };
}
