import { text } from 'node:stream/consumers';
import type { Surroundings } from '../../../src/sanitise/enclosures.ts';
import { startIsolated } from '../../../src/sanitise/isolated-process.ts';
import { findIsolation, type IsolationLevel } from '../../../src/sanitise/isolation.ts';
import { LIMITS } from '../../../src/sanitise/limits.ts';
import { nodeProgram } from '../../../src/sanitise/programs.ts';

// Runs the intruder in one level of isolation and prints what it could do: by itself, so that it can be started as
// another user than the tests.

const [level = '', permissions = '', inside = '', ...args] = process.argv.slice(2);
const isolation = await findIsolation(LIMITS, [level as IsolationLevel], [inside as Surroundings]);
const intruder = `${import.meta.dirname}/intruder.ts`;
const program = nodeProgram('worker.ts', [], { permissions: permissions === 'permissions' });
const intrusion = startIsolated(
  isolation,
  {
    ...program,
    args: [
      ...program.args.slice(0, -1).filter((arg) => !/--allow-fs-read/.test(arg)),
      ...(permissions === 'permissions' ? [`--allow-fs-read=${import.meta.dirname}`] : []),
      intruder,
      ...args,
      String(process.pid),
    ],
    reads: [...program.reads, import.meta.dirname],
  },
  { channel: false },
);
const could = JSON.parse(await text(intrusion.stdout));
process.stdout.write(JSON.stringify({ gaps: isolation.gaps, could }));
intrusion.kill();
