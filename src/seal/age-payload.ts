import type { Bytes } from './byte-streams.ts';
import { PayloadError } from './open-error.ts';
import { type PieceCipher, TAG } from './piece-cipher.ts';

export type { Bytes } from './byte-streams.ts';
export { PayloadError } from './open-error.ts';

/**
 * The payload of an age v1 file (C2SP age.md, "Payload"): ChaCha20-Poly1305 over pieces of 64 KiB, each with an
 * 11-byte counter and a flag on the last one.
 */
const PIECE = 64 * 1024;
export const NONCE = 16;

/** Encrypts `source` with `key`, which is wiped at the end, however it comes. */
export async function* encryptPayload(
  cipher: PieceCipher,
  key: Uint8Array,
  source: Bytes,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const { piece, counter, last } of inPieces(source, PIECE)) {
      yield cipher.seal(key, pieceNonce(counter, last), piece);
    }
  } finally {
    key.fill(0);
  }
}

/**
 * Decrypts `source` with `key`, which is wiped at the end; a piece is given out only after its tag was checked.
 * @throws PayloadError
 */
export async function* decryptPayload(
  cipher: PieceCipher,
  key: Uint8Array,
  source: Bytes,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const { piece, counter, last } of inPieces(source, PIECE + TAG)) {
      if (piece.length < TAG) throw new PayloadError('the sealed file was cut off');
      // The specification allows an empty last piece only in an empty file.
      if (counter > 0 && piece.length === TAG) throw new PayloadError('the last piece is empty');
      const plain = cipher.open(key, pieceNonce(counter, last), piece);
      if (plain === null) throw new PayloadError('the sealed file was cut off or changed');
      yield plain;
    }
  } finally {
    key.fill(0);
  }
}

function pieceNonce(counter: number, last: boolean): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setBigUint64(3, BigInt(counter));
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/**
 * Cuts any stream into pieces of `size`; there is always a last one, empty only if the stream is. The buffer of a piece
 * is used again for the next one: whoever takes it is done with it before asking for more.
 */
async function* inPieces(source: Bytes, size: number) {
  const piece = new Uint8Array(size);
  let filled = 0;
  let counter = 0;
  for await (const chunk of source) {
    for (let start = 0; start < chunk.length; ) {
      // A full piece waits until more comes: it may be the last one.
      if (filled === size) {
        yield { piece, counter, last: false };
        counter += 1;
        filled = 0;
      }
      const part = chunk.subarray(start, start + size - filled);
      piece.set(part, filled);
      filled += part.length;
      start += part.length;
    }
  }
  yield { piece: piece.subarray(0, filled), counter, last: true };
  // Plaintext when sealing.
  piece.fill(0);
}
