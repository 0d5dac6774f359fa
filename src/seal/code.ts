import { sodium } from './sodium.ts';

/** 16 decimal digits, about 53 bits: enough only together with Argon2id and the pepper (code-keys.ts). */
const DIGITS = 16;

/** A new code, as 16 ASCII digits in a buffer that can be wiped. */
export function newCode(): Uint8Array {
  return Uint8Array.from({ length: DIGITS }, () => 0x30 + sodium.randombytes_uniform(10));
}

/** As it is shown and written down: `1234 5678 9012 3456`. */
export function showCode(code: Uint8Array): string {
  return Buffer.from(code)
    .toString('latin1')
    .replace(/(.{4})(?!$)/g, '$1 ');
}

/**
 * Reads a code as people type or paste it, with any spaces, dashes and dots between the digits. Null when it is not 16
 * digits.
 */
export function readCode(text: string): Uint8Array | null {
  const digits = text.normalize('NFKC').replace(/[\s\p{Pd}\p{Cf}.·_]/gu, '');
  return /^[0-9]{16}$/.test(digits) ? Uint8Array.from(Buffer.from(digits, 'latin1')) : null;
}
