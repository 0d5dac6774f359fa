import { sha256 as noble } from '@noble/hashes/sha2.js';
import type { Bytes } from './byte-streams.ts';

/** A SHA-256 that grows. node:crypto's and the portable one are both such. */
export interface Hash {
  update(bytes: Uint8Array): unknown;
  digest(encoding: 'hex'): string;
}

/** For browsers too: Web Crypto hashes only what is in memory as a whole. */
export function portableSha256(): Hash {
  const hash = noble.create();
  return {
    update: (bytes) => hash.update(bytes),
    digest: () => Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
}

/** Lets bytes pass, and knows their length and SHA-256 (hexadecimal) when the last has passed. */
export function measureWith(hash: Hash, source: Bytes) {
  let bytes = 0;
  return {
    bytes: (async function* () {
      for await (const chunk of source) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    })(),
    result: () => ({ bytes, sha256: hash.digest('hex') }),
  };
}
