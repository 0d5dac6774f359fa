import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import sodium from 'libsodium-wrappers';
import type { PieceCipher } from './piece-cipher.ts';

const PAYLOAD = new TextEncoder().encode('payload');

/** libsodium in WebAssembly: some three times as fast as the same in JavaScript. */
export async function webCipher(): Promise<PieceCipher> {
  await sodium.ready;
  return {
    payloadKey: (fileKey, nonce) => hkdf(sha256, fileKey, nonce, PAYLOAD, 32),
    seal: (key, nonce, piece) =>
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(piece, null, null, nonce, key),
    open(key, nonce, sealed) {
      try {
        return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, null, nonce, key);
      } catch {
        return null;
      }
    },
  };
}
