import { sodium } from './sodium.ts';

/** A form's ticket that is not ours, was changed, is for another channel, or is older than a day. */
export class TicketError extends Error {
  override name = 'TicketError';
  readonly expired: boolean;

  constructor(message: string, expired: boolean) {
    super(message);
    this.expired = expired;
  }
}

const HOUR = 3_600_000;
const LIFE_IN_HOURS = 24;
const CODE_LENGTH = 16;

/**
 * Binds a code to the channel and hour of its form, so that only codes we made are taken, and only for a day. Sealed
 * (XChaCha20-Poly1305), so that a form saved to disk does not hold the code a second time in plain digits.
 */
export function newTicket(key: Uint8Array, channel: string, code: Uint8Array, now: Date): string {
  const nonce = sodium.randombytes_buf(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  const hour = Buffer.alloc(4);
  hour.writeUInt32BE(Math.floor(now.getTime() / HOUR));
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    Buffer.concat([code, hour]),
    Buffer.from(channel),
    null,
    nonce,
    key,
  );
  return Buffer.concat([nonce, sealed]).toString('base64url');
}

/** The code of a ticket. @throws TicketError */
export function readTicket(
  key: Uint8Array,
  channel: string,
  ticket: string,
  now: Date,
): Uint8Array {
  const bytes = Buffer.from(ticket, 'base64url');
  const nonceLength = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  let plain: Uint8Array;
  try {
    plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      bytes.subarray(nonceLength),
      Buffer.from(channel),
      bytes.subarray(0, nonceLength),
      key,
    );
  } catch {
    throw new TicketError('not a ticket of this channel', false);
  }
  const age = Math.floor(now.getTime() / HOUR) - Buffer.from(plain).readUInt32BE(CODE_LENGTH);
  // One hour of grace, because a clock that is set back must not refuse forms that lie open.
  if (age < -1 || age > LIFE_IN_HOURS)
    throw new TicketError('the ticket is older than a day', true);
  return plain.slice(0, CODE_LENGTH);
}
