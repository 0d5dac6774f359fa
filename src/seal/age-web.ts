import { Decrypter, Encrypter } from 'age-encryption';
import { type Bytes, piecesOf, streamOf } from './byte-streams.ts';
import { OpenError, PayloadError } from './open-error.ts';
import { type Filler, padded } from './padding.ts';

/**
 * The same files as age-file.ts makes and opens, where there is no node:crypto: the payload too is typage's. Slower by
 * far, so servers and command lines use the other one.
 */
export async function* sealWeb(
  recipients: readonly string[],
  filler: Filler,
  source: Bytes,
): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  yield* piecesOf(await encrypter.encrypt(streamOf(padded(source, filler))));
}

/**
 * Opens an age v1 file with any of `identities` (AGE-SECRET-KEY-…).
 * @throws OpenError before the first byte, PayloadError when a later piece was cut off or changed
 */
export async function* openWeb(
  identities: readonly string[],
  source: Bytes,
): AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  let plain: ReadableStream<Uint8Array>;
  try {
    plain = await decrypter.decrypt(streamOf(source));
  } catch (cause) {
    // typage has no typed errors; this is what it says when it understood the header (its index.js).
    if (/no identity matched|invalid header HMAC/.test(String(cause))) {
      throw new OpenError('other-key', 'not sealed to this key, or its header was changed', {
        cause,
      });
    }
    throw new OpenError('not-age', 'not a sealed file (age v1), or cut off in its header', {
      cause,
    });
  }
  try {
    yield* piecesOf(plain);
  } catch (cause) {
    throw new PayloadError('the sealed file was cut off or changed', { cause });
  }
}
