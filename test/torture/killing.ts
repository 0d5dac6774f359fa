import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { identityOf, writeConfig } from '../support/config.ts';
import { scratchFolder } from '../support/scratch.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import {
  everybodyLogsIn,
  nothingLost,
  openAtUnit,
  orphansEnd,
  someSendAgain,
} from './after-restart.ts';
import { attachedFiles } from './attached-files.ts';
import { chanceOf } from './chance.ts';
import { killOnce } from './kill-once.ts';
import { filesWith, sealedFiles, spoolOf } from './left-behind.ts';
import type { Sending } from './sendings.ts';
import { newTally, noteFiles, noteKill, type Tally } from './tally.ts';
import { type UnitSide, unitSide } from './unit-side.ts';

/** A server that was killed again and again and runs again, and what it had promised to whom. */
export interface Killed {
  server: TestServer;
  /** Where the service keeps everything; the configuration and the unit's key lie beside it. */
  data: string;
  sendings: Sending[];
  unit: UnitSide;
  tally: Tally;
  /** Files of the service in which anything that was sent stands readable. */
  readable(): Promise<string[]>;
}

/** Those who come back know one of the newest codes. */
const CODES = 30;

/**
 * Starts the real server, kills it in the middle of many uploads, starts it again on the same data, and looks at
 * everything: so many times. @throws Error that names round and seed when anything is not as it must be
 */
export async function killAgainAndAgain(
  rounds: number,
  seed: string,
  told: (tally: Tally) => void = () => undefined,
): Promise<Killed> {
  const { files, traces } = await attachedFiles(chanceOf(seed));
  let data = '';
  let temporary = '';
  const server = await startServer({
    async config(work) {
      data = join(work, 'data');
      temporary = join(work, 'tmp');
      // The sanitisers run as nobody, and read compiled code below it.
      await chmod(work, 0o711);
      for (const path of [data, temporary]) await mkdir(path, { mode: 0o755 });
      return writeConfig(work, { dataFolder: data, desk: { port: 0 } });
    },
    // A folder of its own for whatever would be put there.
    under: () => ['env', `TMPDIR=${temporary}`],
  });
  const seen = new Set<string>();
  const killed: Killed = {
    server,
    data,
    sendings: [],
    unit: unitSide(
      (await readFile(identityOf(server.data), 'utf8')).trim(),
      await scratchFolder('torture-unit'),
    ),
    tally: newTally(),
    async readable() {
      const printed = traces.some((trace) => server.output().includes(trace.toString('latin1')));
      const found = await filesWith(traces, [data, temporary, spoolOf(data)], seen);
      return printed ? ['its output', ...found] : found;
    },
  };
  try {
    // Started in the background at the first start; until it is done the sanitisers are slower than they will be.
    await until('the compiled code', 60_000, async () =>
      (await readdir(temporary, { recursive: true })).some((name) => /\/filled-/.test(name)),
    );
    for (let round = 1; round <= rounds; round += 1) {
      await oneRound(killed, files, `${seed} ${round}`).catch((error: Error) => {
        const printed = server.output().trim().split('\n').slice(-5).join('\n');
        const where = `round ${round} of seed ${seed}`;
        throw new Error(`${where}: ${error.message}\n${printed}`, { cause: error });
      });
      told(killed.tally);
    }
    return killed;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function oneRound(
  killed: Killed,
  files: Parameters<typeof killOnce>[1],
  seed: string,
): Promise<void> {
  const { server, data, unit, tally } = killed;
  const codes = killed.sendings
    .filter(({ kind, phase }) => kind === 'report' && phase === 'acknowledged')
    .slice(-CODES)
    .map(({ code }) => code);
  const sendings = await killOnce(server, files, codes, seed);
  killed.sendings.push(...sendings);
  expect((await killed.readable()).join(), 'what stands readable').to.equal('');
  const left = await sealedFiles(data);

  const start = performance.now();
  await server.restart();
  tally.restartMs.push(performance.now() - start);
  tally.orphansMs = Math.max(tally.orphansMs, await orphansEnd(data));
  const kept = await sealedFiles(data);
  expect(kept.unfinished).to.deep.equal([]);
  tally.leftUnfinished += left.unfinished.length > 0 ? 1 : 0;
  tally.leftUnnamed += left.named.length > kept.named.length ? 1 : 0;

  await openAtUnit(data, unit, killed.sendings);
  nothingLost(sendings, unit);
  noteKill(tally, sendings, (sending) => unit.caseOf(sending) !== null);
  await everybodyLogsIn(server, sendings, unit);

  const there = new Set(sendings.filter((sending) => unit.caseOf(sending) !== null));
  const again = await someSendAgain(sendings, chanceOf(`${seed} again`));
  for (const sending of again) noteFiles(tally, sending);
  tally.again.there += again.filter((sending) => there.has(sending)).length;
  tally.again.taken += again.filter((sending) => !there.has(sending)).length;
  await openAtUnit(data, unit, killed.sendings);
  nothingLost(again, unit);
  expect(server.output()).to.not.match(/ALARM|Error|failed/);
}
