import { parseArgs } from 'node:util';
import { type LedgerProblem, openLedger, verifyLedger } from '../src/cases/ledger.ts';
import { loadSecrets } from '../src/config/secrets.ts';
import { serverSubkey } from '../src/seal/server-secrets.ts';
import { openStore } from '../src/store/store.ts';
import { UsageError } from '../src/usage-error.ts';
import { runCommand } from './run-command.ts';
import { startedService } from './service.ts';

/** Checks the register of who did what. Works while the server runs. */

const USAGE = `Usage: npm run --silent ledger -- verify --config FILE | --data DIR [--head HEX]
  Finds entries that were changed or taken away, and cases that vanished.
  --head HEX   the head that an earlier check printed: finds a whole older copy put in place of the data folder`;

/** Something is wrong with the register. */
const PROBLEMS = 2;

async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { data: { type: 'string' }, config: { type: 'string' }, head: { type: 'string' } },
  });
  const given = [values.data, values.config].filter((value) => value !== undefined);
  if (positionals.join() !== 'verify' || given.length !== 1) throw new UsageError(USAGE);
  const { data, secrets } = await startedService(values, USAGE);
  const { serverKey } = await loadSecrets(secrets);
  const store = await openStore(data);
  try {
    const ledger = openLedger(serverSubkey(serverKey, 'ledger'));
    const { entries, head, problems } = await verifyLedger(store, ledger, values.head ?? null);
    console.log(`${entries} entries, head ${head || 'none'}`);
    for (const problem of problems) console.error(told(problem));
    if (problems.length === 0) console.error('The register is whole.');
    else process.exitCode = PROBLEMS;
  } finally {
    await store.close();
  }
}

function told(problem: LedgerProblem): string {
  switch (problem.kind) {
    case 'changed':
      return `Entry ${problem.number} was changed.`;
    case 'missing':
      return `Entry ${problem.number} is missing.`;
    case 'head-missing':
      return 'The signed head is missing.';
    case 'head-unsigned':
      return "The head is not signed by this server's key.";
    case 'head-differs':
      return 'The newest entries are missing or were changed: the signed head is another one.';
    case 'noted-head-missing':
      return 'The head that was noted is not in the register: this is an older copy, or another register.';
    case 'case-vanished':
      return `A case that came in on ${problem.day} (entry ${problem.number}) is gone and was never removed by the rules.`;
    case 'case-unknown':
      return `Case ${problem.caseId} is not in the register.`;
  }
}

process.umask(0o077);
await runCommand(USAGE, run);
