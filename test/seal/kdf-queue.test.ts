import { createHook } from 'node:async_hooks';
import { expect } from 'chai';
import { KDF_COST, KdfBusy, kdfQueue } from '../../src/seal/kdf-queue.ts';

/** Small enough for many; what they cost is not the subject here. */
const CHEAP = { memory: 1024, passes: 1, parallelism: 1 };
const SALT = new Uint8Array(32);
const code = (n: number) => Buffer.from(String(n).padStart(16, '0'));

/** Watches how many Argon2 computations Node has under way, from their start to their end. */
async function watched(work: () => Promise<unknown>): Promise<{ most: number; all: number }> {
  const running = new Set<number>();
  const seen = { most: 0, all: 0 };
  const hook = createHook({
    init(id, type) {
      if (type !== 'ARGON2REQUEST') return;
      running.add(id);
      seen.all += 1;
      seen.most = Math.max(seen.most, running.size);
    },
    before: (id) => void running.delete(id),
  }).enable();
  try {
    await work();
  } finally {
    hook.disable();
  }
  return seen;
}

describe('the queue of code checks', () => {
  it('is Argon2id: the vector of the reference implementation', async () => {
    // phc-winner-argon2, src/test.c, version 0x13, t=2, m=2^16 KiB, p=1.
    const queue = kdfQueue({ cost: { ...KDF_COST, passes: 2 }, atOnce: 1, waiting: 0 });
    const key = await queue.derive(Buffer.from('password'), Buffer.from('somesalt'));
    expect(key.toString('hex')).to.equal(
      '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
    );
  });

  for (const atOnce of [1, 2, 3]) {
    it(`never works on more than ${atOnce} at once, and works on all`, async () => {
      const queue = kdfQueue({ cost: CHEAP, atOnce, waiting: 40 });
      const { most, all } = await watched(() =>
        Promise.all(Array.from({ length: 20 }, (_, n) => queue.derive(code(n), SALT, n % 5 === 0))),
      );
      expect(most).to.equal(atOnce);
      expect(all).to.equal(20);
    });
  }

  it('never works on more when newcomers meet those whose turn it is', async () => {
    const queue = kdfQueue({ cost: CHEAP, atOnce: 2, waiting: 40 });
    const twice = (n: number) =>
      queue.derive(code(n), SALT).then(() => queue.derive(code(n), SALT));
    const { most, all } = await watched(() =>
      Promise.all(Array.from({ length: 10 }, (_, n) => twice(n))),
    );
    expect(most).to.equal(2);
    expect(all).to.equal(20);
  });

  it('gives each its own key, in whatever order they wait', async () => {
    const queue = kdfQueue({ cost: CHEAP, atOnce: 2, waiting: 20 });
    const together = await Promise.all([1, 2, 3, 1].map((n) => queue.derive(code(n), SALT)));
    const [first, second, third, again] = together.map((key) => key.toString('hex'));
    expect(first).to.equal(again);
    expect(new Set([first, second, third]).size).to.equal(3);
    expect((await queue.derive(code(2), SALT)).toString('hex')).to.equal(second);
  });

  it('refuses at once what is beyond its bound, and takes more when there is room again', async () => {
    const queue = kdfQueue({ cost: CHEAP, atOnce: 2, waiting: 3 });
    const taken = Array.from({ length: 5 }, (_, n) => queue.derive(code(n), SALT));
    const refused = await queue.derive(code(9), SALT).catch((error) => error);
    expect(refused).to.be.instanceOf(KdfBusy);
    await Promise.all(taken);
    expect(await queue.derive(code(9), SALT)).to.have.length(32);
  });

  it('never refuses a report, and takes it before those who wait to log in', async () => {
    const queue = kdfQueue({ cost: CHEAP, atOnce: 1, waiting: 2 });
    const order: string[] = [];
    const derive = (name: string, urgent: boolean) =>
      queue.derive(code(1), SALT, urgent).then(() => order.push(name));
    await Promise.all([
      derive('running', false),
      derive('login 1', false),
      derive('login 2', false),
      derive('report 1', true),
      derive('report 2', true),
      derive('report 3', true),
    ]);
    expect(order).to.deep.equal([
      'running',
      'report 1',
      'report 2',
      'report 3',
      'login 1',
      'login 2',
    ]);
  });

  it('gives its place on when a computation fails', async () => {
    const queue = kdfQueue({ cost: CHEAP, atOnce: 1, waiting: 5 });
    const tooShort = new Uint8Array(4);
    const failures = await Promise.allSettled(
      [1, 2, 3].map((n) => queue.derive(code(n), tooShort)),
    );
    expect(failures.map(({ status }) => status)).to.deep.equal([
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect(await queue.derive(code(1), SALT)).to.have.length(32);
  });
});
