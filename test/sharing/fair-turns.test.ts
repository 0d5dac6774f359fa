import { expect } from 'chai';
import fc from 'fast-check';
import { type FairTurns, type From, fairTurns } from '../../src/sharing/fair-turns.ts';

class Refused extends Error {}

/** Turns one at a time that last until a test ends them, with a clock that it sets. */
function world(limits: { atOnce?: number; waiting?: number; waitingEach?: number } = {}) {
  let time = 0;
  const { atOnce = 1, waiting = 1000, waitingEach = 1000 } = limits;
  const turns: FairTurns = fairTurns({
    atOnce,
    waiting,
    waitingEach,
    refusal: () => new Refused(),
    now: () => time,
  });
  const order: string[] = [];
  const running: (() => void)[] = [];
  const add = (name: string, from: From, urgent = false) =>
    turns
      .run(
        () =>
          new Promise<string>((end) => {
            order.push(name);
            running.push(() => end('done'));
          }),
        { from, urgent },
      )
      .catch((error: unknown) => {
        if (error instanceof Refused) return 'refused';
        throw error;
      });
  /** Ends what runs until nothing does. */
  const finish = async (most = Number.POSITIVE_INFINITY) => {
    for (let ended = 0; ended < most; ended += 1) {
      // What was handed a turn starts in a later microtask.
      await new Promise(setImmediate);
      const end = running.shift();
      if (end === undefined) return;
      end();
    }
    await new Promise(setImmediate);
  };
  return {
    add,
    order,
    finish,
    wait: (seconds: number) => {
      time += seconds;
    },
  };
}

describe('fair turns', () => {
  it('serve a single task next after two hundred of one circuit, which wait', async () => {
    const { add, order, finish } = world();
    for (let task = 0; task < 200; task += 1) void add(`flood ${task}`, 1);
    void add('honest', 2);
    await finish();
    expect(order.indexOf('honest')).to.equal(1);
    expect(order).to.have.length(201);
  });

  it('serve circuits in rounds', async () => {
    const { add, order, finish } = world();
    for (const from of [1, 1, 2, 2, 3, 3]) void add(`${from}`, from);
    await finish();
    for (const round of [order.slice(0, 3), order.slice(3)]) {
      expect([...round].sort()).to.deep.equal(['1', '2', '3']);
    }
  });

  it('serve who comes for the first time before two hundred circuits that come again and again', async () => {
    const { add, order, finish } = world();
    for (let circuit = 1; circuit <= 200; circuit += 1) void add('first', circuit);
    await finish();
    for (let circuit = 1; circuit <= 200; circuit += 1) void add('again', circuit);
    void add('honest', 999);
    await finish();
    expect(order.indexOf('honest') - 200).to.be.at.most(1);
  });

  it('forget what a circuit had: after some minutes it is as good as any other', async () => {
    const { add, order, finish, wait } = world();
    for (let task = 0; task < 8; task += 1) void add('early', 1);
    await finish();
    wait(3600);
    void add('running', 3);
    void add('come back', 1);
    void add('new', 2);
    await finish();
    expect(order.slice(8)).to.deep.equal(['running', 'come back', 'new']);
  });

  it('keep nobody waiting for ever, however many newcomers there are', async () => {
    const { add, order, finish } = world();
    for (let task = 0; task < 50; task += 1) void add('warm', 1);
    await finish();
    void add('running', 2);
    void add('patient', 1);
    let circuit = 10;
    for (let round = 0; round < 16; round += 1) {
      for (let task = 0; task < 5; task += 1) {
        circuit += 1;
        void add('newcomer', circuit);
      }
      await finish(1);
    }
    expect(order).to.include('patient');
  });

  it('give a newcomer the place of the greediest when all are taken', async () => {
    const { add, finish } = world({ waiting: 4 });
    void add('running', 1);
    const flood = Array.from({ length: 4 }, () => add('flood', 1));
    const honest = add('honest', 2);
    await finish();
    expect(await honest).to.equal('done');
    expect((await Promise.all(flood)).sort()).to.deep.equal(['done', 'done', 'done', 'refused']);
  });

  it('refuse a circuit more than its own places, and all when nobody can be told apart', async () => {
    const { add, finish } = world({ waiting: 10, waitingEach: 2 });
    const mine = Array.from({ length: 5 }, () => add('mine', 1));
    const nobodys = Array.from({ length: 10 }, () => add('nobody', null));
    await finish();
    const refused = (results: string[]) => results.filter((result) => result === 'refused').length;
    expect(refused(await Promise.all(mine))).to.equal(2);
    expect(refused(await Promise.all(nobodys))).to.equal(2);
  });

  it('lose no task and hold their bounds, whoever comes when', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            from: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 4 })),
            urgent: fc.boolean(),
            finish: fc.integer({ min: 0, max: 2 }),
          }),
          { maxLength: 40 },
        ),
        async (arrivals) => {
          const { add, order, finish } = world({ atOnce: 2, waiting: 5, waitingEach: 3 });
          const results: Promise<string>[] = [];
          const urgent: Promise<string>[] = [];
          for (const arrival of arrivals) {
            const result = add('task', arrival.from, arrival.urgent);
            results.push(result);
            if (arrival.urgent) urgent.push(result);
            await finish(arrival.finish);
          }
          await finish();
          const done = (await Promise.all(results)).filter((result) => result === 'done');
          expect(order).to.have.length(done.length);
          expect(await Promise.all(urgent)).to.not.include('refused');
        },
      ),
      { numRuns: 200 },
    ));
});
