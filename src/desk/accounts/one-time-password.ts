import { Secret, TOTP } from 'otpauth';
import { sodium } from '../../seal/sodium.ts';

/** One-time passwords by the clock (RFC 6238), as every authenticator app makes them. */

const SECONDS = 30;
/** Steps before and after now that still count: clocks differ and people type slowly. */
const WINDOW = 1;

function totp(secret: Uint8Array, label = ''): TOTP {
  return new TOTP({
    issuer: 'Sluse',
    label,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
    algorithm: 'SHA1',
    digits: 6,
    period: SECONDS,
  });
}

/** The time step a password belongs to, or null when it is wrong. The caller uses the step up, so that it works once. */
export function stepOf(secret: Uint8Array, typed: string, now: Date): number | null {
  const token = typed.replace(/\s/g, '');
  if (!/^[0-9]{6}$/.test(token)) return null;
  const delta = totp(secret).validate({ token, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / SECONDS) + delta;
}

/** For the authenticator app: as an address for a QR code, and as text in groups to type. */
export function enrolmentOf(secret: Uint8Array, name: string): { uri: string; text: string } {
  const made = totp(secret, name);
  return { uri: made.toString(), text: made.secret.base32.replace(/(.{4})(?!$)/g, '$1 ') };
}

/** The secret as it rests: sealed under a server key, bound to its member. */
export function sealSecret(key: Uint8Array, memberId: string, secret: Uint8Array): Buffer {
  const nonce = sodium.randombytes_buf(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    secret,
    Buffer.from(memberId),
    null,
    nonce,
    key,
  );
  return Buffer.concat([nonce, sealed]);
}

/** @throws Error when it was sealed under another server key or for another member */
export function openSecret(key: Uint8Array, memberId: string, sealed: Uint8Array): Uint8Array {
  const length = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
    null,
    sealed.subarray(length),
    Buffer.from(memberId),
    sealed.subarray(0, length),
    key,
  );
}
