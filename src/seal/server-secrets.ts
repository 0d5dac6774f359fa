import { sodium } from './sodium.ts';

/**
 * The two secrets of a server, 32 bytes each. The pepper makes codes unsearchable and must never be in a backup of the
 * database; the server key signs and binds what lives for hours (tickets, forms), hides the members' one-time passwords and
 * signs the register: with another one every member has to enrol again, and the register is no longer signed by this server.
 */
export interface ServerSecrets {
  pepper: Uint8Array;
  serverKey: Uint8Array;
}

const CONTEXT = 'sluse-sv';
const SUBKEY = {
  ticket: 1,
  csrf: 2,
  member: 3,
  totp: 4,
  ledger: 5,
  deskCsrf: 6,
  backup: 7,
} as const;

/** A key for one purpose, so that no value made for one can be used for another. */
export function serverSubkey(serverKey: Uint8Array, purpose: keyof typeof SUBKEY): Uint8Array {
  return sodium.crypto_kdf_derive_from_key(32, SUBKEY[purpose], CONTEXT, serverKey);
}
