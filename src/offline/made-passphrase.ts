/** Without letters and digits that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789x';

/** A passphrase of 100 bits, to write down. */
export function madePassphrase(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  const letters = Array.from(bytes, (byte) => LETTERS[byte % 32]).join('');
  return letters.replace(/(.{5})(?!$)/g, '$1-');
}

/** age's scrypt makes a guess dear, not impossible. */
export const SHORTEST_PASSPHRASE = 12;
