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
/** So many answers are waited for at most: reports with long files are among them. */
const MOST_ANSWERS = 18;
/**
 * Milliseconds after a body at most. Texts are stored within a fraction of a second, files are cleaned within seconds, and both
 * are to be struck while it is done.
 */
const SOON_MS = 300;
const LATER_MS = 4000;
const AFTER_ANSWER_MS = 40;
/** Nothing happened for so long that something is wrong. */
const PATIENCE_MS = 300_000;

/**
 * Lets reporters send to a server, and kills it with SIGKILL at a random moment: when so many bytes have gone, some
 * milliseconds after a body was whole, or just after an answer. Resolves when all of them have noticed.
 */
export async function killOnce(
  server: TestServer,
  files: readonly TortureFile[],
  codes: readonly string[],
  seed: string,
): Promise<Sending[]> {
  const chance = chanceOf(seed);
  const { happenings, moment } = aimed(chance);
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

function aimed(chance: Chance) {
  const aim = chance.pick(['receiving', 'taking', 'taking', 'answered', 'answered'] as const);
  const bytes = chance.share() * MOST_BYTES;
  const body = 1 + chance.whole(REPORTERS);
  const answer = 1 + chance.whole(MOST_ANSWERS);
  const longest = chance.pick([SOON_MS, LATER_MS]);
  const wait = chance.share() * (aim === 'taking' ? longest : AFTER_ANSWER_MS);
  const seen = { bytes: 0, taken: 0, answered: 0 };
  const { promise, resolve } = Promise.withResolvers<void>();
  const strikeLater = () => void pause(wait).then(resolve);
  const happenings: Happenings = {
    sent(more) {
      seen.bytes += more;
      if (aim === 'receiving' && seen.bytes >= bytes) resolve();
    },
    taken() {
      seen.taken += 1;
      if (aim === 'taking' && seen.taken === body) strikeLater();
    },
    answered() {
      seen.answered += 1;
      if (aim === 'answered' && seen.answered === answer) strikeLater();
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
