import { expect } from 'chai';
import fc from 'fast-check';
import type { From } from '../../src/sharing/fair-turns.ts';
import { type Claim, openClaims, SpoolFull } from '../../src/spool/claims.ts';

const MB = 1_000_000;

function world(limits: { budget?: number; atOnce?: number; each?: number } = {}) {
  let time = 0;
  const claims = openClaims({
    budget: 1000 * MB,
    atOnce: 64,
    each: 4,
    ...limits,
    now: () => time,
  });
  const ended: string[] = [];
  const claim = (name: string, from: From, most: number, arrived = () => 0, atOnce = false) =>
    claims.claim(
      most,
      {
        from,
        arrived,
        waits: () => ({ [Symbol.dispose]: () => undefined }),
        ended: () => void ended.push(name),
      },
      atOnce,
    );
  return {
    claim,
    ended,
    wait: (seconds: number) => {
      time += seconds;
    },
  };
}

/** Whether bytes are given at once, without anybody else giving back. */
async function givenNow(claim: Claim, bytes: number): Promise<boolean> {
  let given = false;
  const taken = claim.take(bytes).then(
    () => {
      given = true;
    },
    () => undefined,
  );
  await Promise.race([taken, new Promise(setImmediate)]);
  return given;
}

describe('the room of the spool', () => {
  it('goes to a small upload while two slow ones announce all of it', async () => {
    const { claim } = world();
    for (const slow of [claim('a', 1, 500 * MB), claim('b', 2, 500 * MB)]) await slow.take(10 * MB);
    const third = claim('c', 3, 50 * MB);
    expect(await givenNow(third, 50 * MB)).to.equal(true);
  });

  it('is never given so that nobody could finish', async () => {
    const { claim } = world({ budget: 100 * MB });
    const [first, second] = [claim('a', 1, 100 * MB), claim('b', 2, 100 * MB)];
    await first.take(60 * MB);
    const waiting = second.take(1 * MB);
    expect(await givenNow(first, 40 * MB)).to.equal(true);
    first.giveBack();
    await waiting;
  });

  it('lets all uploads through in the end, whatever comes in which order, and is never exceeded', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        async (sizes, choices) => {
          const { claim } = world({ budget: 100 });
          let held = 0;
          const uploads = sizes.map((size, index) => {
            const own = claim(`${index}`, index, size);
            const upload = async () => {
              for (let taken = 0; taken < size; ) {
                const bytes = Math.min(size - taken, 1 + ((choices.next().value as number) % 30));
                await own.take(bytes);
                taken += bytes;
                held += bytes;
                expect(held).to.be.at.most(100);
              }
              held -= size;
              own.giveBack();
            };
            return upload();
          });
          await Promise.all(uploads);
          expect(held).to.equal(0);
        },
      ),
      { numRuns: 200 },
    ));

  it('has a place for a newcomer when one circuit took all, at the cost of its newest upload', () => {
    const { claim, ended } = world({ atOnce: 4 });
    for (const name of ['1', '2', '3', '4']) claim(name, 1, MB);
    claim('honest', 2, MB);
    expect(ended).to.deep.equal(['4']);
  });

  it('gives a circuit no more uploads than its own', () => {
    const { claim } = world();
    for (const name of ['1', '2', '3', '4']) claim(name, 1, MB);
    expect(() => claim('5', 1, MB)).to.throw(SpoolFull);
    claim('other', 2, MB);
  });

  it('ends the slowest when all places are taken, never one at 0.6 Mbit/s', () => {
    const { claim, ended, wait } = world({ atOnce: 3 });
    const SECONDS = 100;
    claim('tor at its slowest', 1, 500 * MB, () => 75_000 * SECONDS);
    claim('trickle', 2, 500 * MB, () => 16_000);
    claim('fast', 3, 500 * MB, () => 100 * MB);
    expect(() => claim('too early', 4, MB)).to.throw(SpoolFull);
    wait(SECONDS);
    claim('honest', 4, MB);
    expect(ended).to.deep.equal(['trickle']);
    expect(() => claim('one more', 5, MB)).to.throw(SpoolFull);
  });

  it('never ends what has arrived and is being cleaned', () => {
    const { claim, ended, wait } = world({ atOnce: 1 });
    claim('being cleaned', 1, MB, () => MB).arrived();
    wait(3600);
    expect(() => claim('next', 2, MB)).to.throw(SpoolFull);
    expect(ended).to.deep.equal([]);
  });

  it('counts small forms in full from the start', () => {
    const { claim } = world({ budget: 2 * MB, each: 9 });
    claim('a', 1, MB, undefined, true);
    const b = claim('b', 2, MB, undefined, true);
    expect(() => claim('c', 3, MB, undefined, true)).to.throw(SpoolFull);
    b.giveBack();
    claim('c', 3, MB, undefined, true);
  });
});
