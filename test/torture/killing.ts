import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { tidyUpAfter } from '../support/tidy-up.ts';

export interface Killed {
  data: string;
  work: string;
  identityFile: string;
  /** Code and words of every report that was acknowledged. */
  acknowledged: { code: string; words: string }[];
  /** How many parts had been sealed when each process was killed. */
  killedAfter: number[];
  /** Rows without a file that a later process found at its start, all together. */
  missing: number;
  tidyUp(): Promise<void>;
}

/** Steps of a process after which it is killed at the latest: the first report takes five or more. */
const LATEST = 60;

/** Lets one process after the other take reports, and kills each with SIGKILL at a random step of its work. */
export async function killAgainAndAgain(rounds: number): Promise<Killed> {
  const work = await mkdtemp(join(tmpdir(), 'sluse-torture-'));
  const cleaning = tidyUpAfter(work);
  const data = join(work, 'data');
  await mkdir(data);
  const identity = await generateHybridIdentity();
  const identityFile = join(work, 'unit-identity.txt');
  await writeFile(identityFile, `${identity}\n`, { mode: 0o600 });
  const configFile = join(work, 'config.json');
  const recipients = [{ name: 'Unit', key: await identityToRecipient(identity) }];
  const channel = { id: 'trial', name: { en: 'Trial' }, languages: ['en'], recipients };
  await writeFile(
    configFile,
    JSON.stringify({ data, listen: { intake: { port: 0 } }, channels: [channel] }),
  );

  const begin = () => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'submitter.ts'), data, configFile, join(work, 'spool')],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
        detached: true,
        env: {
          PATH: process.env['PATH'],
          TMPDIR: work,
          // Most of a short process's time is loading its code.
          NODE_COMPILE_CACHE: join(work, 'compiled'),
        },
      },
    );
    cleaning.watch(child);
    return child;
  };

  const killed: Killed = {
    data,
    work,
    identityFile,
    acknowledged: [],
    killedAfter: [],
    missing: 0,
    tidyUp: () => cleaning.now(),
  };
  // The next one loads its code while this one works.
  let next = begin();
  for (let round = 0; round < rounds; round += 1) {
    const child = next;
    if (round + 1 < rounds) next = begin();
    await killAtRandom(child, killed);
  }
  return killed;
}

async function killAtRandom(child: ChildProcess, killed: Killed): Promise<void> {
  const latest = 1 + randomInt(LATEST);
  let steps = 0;
  let said = '';
  const closed = once(child, 'close');
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    steps += chunk.split('.').length - 1;
    if (steps >= latest) child.kill('SIGKILL');
  });
  child.stdin?.write('go\n');
  const [code, signal] = (await closed) as [number | null, NodeJS.Signals | null];
  if (signal !== 'SIGKILL') throw new Error(`the process ended by itself (${code}): ${said}`);
  killed.killedAfter.push(steps);
  for (const [, digits = '', words = ''] of said.matchAll(/^\.*ACK (\d{16}) (\S+)$/gm)) {
    killed.acknowledged.push({ code: digits, words });
  }
  killed.missing += Number(/MISSING (\d+)/.exec(said)?.[1] ?? 0);
}
