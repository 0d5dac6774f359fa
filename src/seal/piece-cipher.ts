/** ChaCha20-Poly1305 (RFC 8439) over one piece, as node:crypto or WebAssembly does it. */
export interface PieceCipher {
  /** HKDF-SHA-256 of the file key (C2SP age.md, "Payload"), 32 bytes. */
  payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array;
  /** Ciphertext and tag. */
  seal(key: Uint8Array, nonce: Uint8Array, piece: Uint8Array): Uint8Array;
  /** Null when the tag is wrong. */
  open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | null;
}

/** The Poly1305 tag behind each piece. */
export const TAG = 16;
