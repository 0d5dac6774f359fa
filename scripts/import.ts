import { parseArgs } from 'node:util';
import { bringReply, ReplyRefused } from '../src/cases/bring-reply.ts';
import { dayOf } from '../src/cases/day.ts';
import { openLedger } from '../src/cases/ledger.ts';
import { recordAs } from '../src/cases/recorded-store.ts';
import { demo } from '../src/config/demo.ts';
import { loadSecrets } from '../src/config/secrets.ts';
import { REPLY_FILE, replyFileSchema } from '../src/seal/reply-bundle.ts';
import { BundleError, openSealedZip } from '../src/seal/sealed-zip.ts';
import { serverSubkey } from '../src/seal/server-secrets.ts';
import { openStore } from '../src/store/store.ts';
import { UsageError } from '../src/usage-error.ts';
import { runCommand } from './run-command.ts';
import { startedService } from './service.ts';

/** Brings replies of the unit into the mailboxes of their reporters. Works while the server runs. */

const USAGE = 'Usage: npm run --silent import -- --data DIR [--config FILE] REPLY.zip …';

/** Some replies were not brought in. */
const SOME_REFUSED = 2;

async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { data: { type: 'string' }, config: { type: 'string' } },
  });
  if (positionals.length === 0) throw new UsageError(USAGE);
  const { data, secrets, config } = await startedService(values, USAGE);
  const { channels } = config ?? (await demo(data, 0)).config;

  const store = await openStore(data);
  const { serverKey } = await loadSecrets(secrets);
  const ledger = openLedger(serverSubkey(serverKey, 'ledger'));
  const day = dayOf(new Date(), 'UTC');
  const recorded = recordAs(store, ledger, 'sysadmin', 'replied', day);
  const tools = { store: recorded, channels, clock: () => new Date() };
  try {
    for (const path of positionals) {
      try {
        const zip = await openSealedZip(path, REPLY_FILE, replyFileSchema);
        try {
          const brought = await bringReply(tools, { file: zip.head, sealed: zip.sealed });
          console.log(`${path}: ${said(brought)}`);
        } finally {
          zip.close();
        }
      } catch (error) {
        if (!(error instanceof ReplyRefused || error instanceof BundleError)) throw error;
        console.error(`${path} was not brought in: ${error.message}.`);
        process.exitCode = SOME_REFUSED;
      }
    }
  } finally {
    await store.close();
  }
}

function said({ kind, caseId, way, recorded }: Awaited<ReturnType<typeof bringReply>>): string {
  if (way === 'again') return `was in the mailbox of case ${caseId} already`;
  const dated = ['acknowledgement', 'scope-decision', 'feedback'].includes(kind);
  const note = dated && !recorded ? '; the dates of the case are as they were' : '';
  return `${kind} brought into the mailbox of case ${caseId}${note}`;
}

process.umask(0o077);
await runCommand(USAGE, run);
