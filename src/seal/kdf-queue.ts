import { argon2 } from 'node:crypto';

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
   * their number is bounded by the uploads in progress.
   * @throws KdfBusy when the queue is full
   */
  derive(secret: Uint8Array, salt: Uint8Array, urgent?: boolean): Promise<Buffer>;
}

/**
 * Argon2id off the main thread, at most `atOnce` at a time: eight at once would fill libuv's pool and make every file
 * access wait for seconds (measured: fs.stat 2.5 s, against 0.5 ms with two).
 */
export function kdfQueue(options: { cost: KdfCost; atOnce: number; waiting: number }): Kdf {
  let running = 0;
  const urgentQueue: (() => void)[] = [];
  const queue: (() => void)[] = [];

  async function turn(urgent: boolean): Promise<void> {
    if (running < options.atOnce) {
      running += 1;
      return;
    }
    if (!urgent && queue.length >= options.waiting) throw new KdfBusy('the queue is full');
    // Whoever ends hands its place over, so `running` stays as it is.
    await new Promise<void>((resolve) => (urgent ? urgentQueue : queue).push(resolve));
  }

  return {
    async derive(secret, salt, urgent = false) {
      await turn(urgent);
      try {
        return await argon2id(options.cost, secret, salt);
      } finally {
        const next = urgentQueue.shift() ?? queue.shift();
        if (next) next();
        else running -= 1;
      }
    },
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
