import { argon2 } from 'node:crypto';
import { type From, fairTurns } from '../sharing/fair-turns.ts';

/** Too many codes are being checked at once; the reader is asked to try again in a minute. */
export class KdfBusy extends Error {
  override name = 'KdfBusy';
}

/** Argon2id as RFC 9106 names it: memory in KiB, passes, lanes. */
export interface KdfCost {
  memory: number;
  passes: number;
  parallelism: number;
}

export const KDF_COST: KdfCost = { memory: 65536, passes: 3, parallelism: 1 };

export interface Kdf {
  /**
   * 32 bytes. `urgent` goes first and is never refused: a report whose files took an hour to arrive must not fail here;
   * their number is bounded by the uploads in progress. `from` is the circuit that asks.
   * @throws KdfBusy when the queue is full
   */
  derive(secret: Uint8Array, salt: Uint8Array, urgent?: boolean, from?: From): Promise<Buffer>;
}

/**
 * Argon2id off the main thread, at most `atOnce` at a time: eight at once would fill libuv's pool and make every file
 * access wait for seconds (measured: fs.stat 2.5 s, against 0.5 ms with two). `waiting` and `waitingEach` (of one
 * circuit) bound who waits; the turns are shared fairly between circuits.
 */
export function kdfQueue(options: {
  cost: KdfCost;
  atOnce: number;
  waiting: number;
  waitingEach?: number;
}): Kdf {
  const { cost, atOnce, waiting, waitingEach = waiting } = options;
  const refusal = () => new KdfBusy('the queue is full');
  const turns = fairTurns({ atOnce, waiting, waitingEach, refusal });
  return {
    derive: (secret, salt, urgent = false, from = null) =>
      turns.run(() => argon2id(cost, secret, salt), { urgent, from }),
  };
}

function argon2id(cost: KdfCost, message: Uint8Array, nonce: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, ...cost, tagLength: 32 }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
