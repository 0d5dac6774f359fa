import { text } from 'node:stream/consumers';
import { startIsolated } from '../../../src/sanitise/isolated-process.ts';
import { findIsolation, type IsolationLevel } from '../../../src/sanitise/isolation.ts';
import { LIMITS } from '../../../src/sanitise/limits.ts';
import { nodeProgram } from '../../../src/sanitise/programs.ts';

// Runs the intruder in one level of isolation and prints what it could do: by itself, so that it can be started as
// another user than the tests.

const [level = '', permissions = '', ...args] = process.argv.slice(2);
const isolation = await findIsolation(LIMITS, [level as IsolationLevel]);
const intruder = `${import.meta.dirname}/intruder.ts`;
const program = nodeProgram('worker.ts', [], { permissions: permissions === 'permissions' });
const inside = startIsolated(
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
  { stdin: 'pipe', channel: false },
);
const could = JSON.parse(await text(inside.stdout));
process.stdout.write(JSON.stringify({ gaps: isolation.gaps, could }));
inside.kill();
