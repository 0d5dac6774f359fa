import { createHash } from 'node:crypto';
import type { Bytes } from './byte-streams.ts';
import { measureWith } from './sha256.ts';

/** Lets bytes pass, and knows their length and SHA-256 (hexadecimal) when the last has passed. */
export function measure(source: Bytes) {
  return measureWith(createHash('sha256'), source);
}
