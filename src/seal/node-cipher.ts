import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { type PieceCipher, TAG } from './piece-cipher.ts';

const ALGORITHM = 'chacha20-poly1305';

/** About ten times as fast as typage's own stream. */
export const nodeCipher: PieceCipher = {
  payloadKey: (fileKey, nonce) => new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32)),
  seal(key, nonce, piece) {
    const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG });
    return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  },
  open(key, nonce, sealed) {
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG });
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    const plain = decipher.update(sealed.subarray(0, sealed.length - TAG));
    try {
      decipher.final();
    } catch {
      return null;
    }
    return plain;
  },
};
