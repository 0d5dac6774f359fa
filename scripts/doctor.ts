import { parseArgs } from 'node:util';
import { examine } from '../src/doctor/doctor.ts';
import { exitCode, line } from '../src/doctor/finding.ts';
import { realMachine } from '../src/doctor/machine.ts';
import { UsageError } from '../src/usage-error.ts';
import { runCommand } from './run-command.ts';

/** Says what is safe about this installation, what is not, and how to mend it. */

const USAGE = `Usage: npm run --silent doctor -- --config FILE [--json]
Ends with 0 when all is well, 1 when there are warnings, 2 when something is unsafe.`;
/** A doctor that could not look must not pass for one that found little. */
const UNSAFE = 2;

async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { config: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  if (values.config === undefined) throw new UsageError(USAGE);
  const findings = await examine(realMachine(), values.config);
  if (values.json) console.log(JSON.stringify(findings, null, 2));
  else for (const finding of findings) console.log(line(finding));
  process.exitCode = exitCode(findings);
}

process.umask(0o077);
await runCommand(USAGE, run, { failed: UNSAFE });
