import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestServer } from '../support/server.ts';
import type { TortureFile } from './attached-files.ts';
import { type Chance, chanceOf } from './chance.ts';
import { reportUntilOver } from './reporters.ts';
import type { Happenings, Sending } from './sendings.ts';

/** Reporters at once; each has a browser of its own. */
const REPORTERS = 6;
/** Bodies of a round go past this seldom. */
const MOST_BYTES = 12_000_000;
/** Milliseconds in which a report with a file is taken, to begin with; measured as it goes. */
const FIRST_GUESS = 800;
/** Nothing happened for so long that something is wrong. */
const PATIENCE_MS = 60_000;

/** How long servers needed from the last byte to the answer, in the order seen. */
export type TakingTimes = number[];

/**
 * Lets reporters send to a server, and kills it with SIGKILL at a random moment: when so many bytes have gone, some
 * milliseconds after a body was whole, or just after an answer. Resolves when all of them have noticed.
 */
export async function killOnce(
  server: TestServer,
  files: readonly TortureFile[],
  codes: readonly string[],
  seed: string,
  times: TakingTimes,
): Promise<Sending[]> {
  const chance = chanceOf(seed);
  const { happenings, moment } = aimed(chance, times);
  const sendings: Sending[] = [];
  let dead = false;
  const around = { server, files, codes, happenings, sendings, over: () => dead };

  const child = server.process;
  const gone = once(child, 'exit');
  const blow = moment.then(() => {
    dead = true;
    child.kill('SIGKILL');
  });
  const reporters = Array.from({ length: REPORTERS }, async (_, index) => {
    try {
      await reportUntilOver(around, chanceOf(`${seed} reporter ${index}`));
    } catch (error) {
      // A server that is gone breaks every connection; before that nothing may fail.
      if (!dead || !isBroken(error)) throw error;
    }
  });
  await Promise.all([blow, gone, ...reporters]);
  return sendings;
}

function aimed(chance: Chance, times: TakingTimes) {
  const aim = chance.pick(['receiving', 'taking', 'taking', 'taking', 'answered'] as const);
  const bytes = chance.share() * MOST_BYTES;
  const count = 1 + chance.whole(REPORTERS);
  const usual =
    times.length === 0 ? FIRST_GUESS : (times.toSorted((a, b) => a - b).at(times.length >> 1) ?? 0);
  const wait = aim === 'taking' ? chance.share() * usual * 1.5 : chance.share() * 40;
  let sent = 0;
  const seen = { taken: 0, answered: 0 };
  const { promise, resolve } = Promise.withResolvers<void>();
  const reached = (late: number) => void pause(late).then(() => resolve());
  const bodies: number[] = [];
  const happenings: Happenings = {
    sent(more) {
      sent += more;
      if (aim === 'receiving' && sent >= bytes) resolve();
    },
    taken() {
      bodies.push(performance.now());
      seen.taken += 1;
      if (aim === 'taking' && seen.taken === count) reached(wait);
    },
    answered() {
      seen.answered += 1;
      const first = bodies.shift();
      if (first !== undefined) times.push(performance.now() - first);
      if (aim === 'answered' && seen.answered === count) reached(wait);
    },
  };
  const moment = Promise.race([
    promise,
    pause(PATIENCE_MS, undefined, { ref: false }).then(() => {
      throw new Error(`nothing to strike at (${aim}) in ${PATIENCE_MS} ms`);
    }),
  ]);
  return { happenings, moment };
}

function isBroken(error: unknown): boolean {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  return (
    /^(ECONNRESET|ECONNREFUSED|EPIPE)$/.test(code) || /aborted|terminated|socket/.test(message)
  );
}
