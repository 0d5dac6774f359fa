import { createHash } from 'node:crypto';
import type { Bytes } from './age-payload.ts';

/** Lets bytes pass, and knows their length and SHA-256 (hexadecimal) when the last has passed. */
export function measure(source: Bytes) {
  const hash = createHash('sha256');
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
