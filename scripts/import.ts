import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bringReply, ReplyRefused } from '../src/cases/bring-reply.ts';
import { dayOf } from '../src/cases/day.ts';
import { openLedger } from '../src/cases/ledger.ts';
import { recordAs } from '../src/cases/recorded-store.ts';
import { ConfigError } from '../src/config/config-error.ts';
import { demo } from '../src/config/demo.ts';
import { loadConfig } from '../src/config/load.ts';
import type { Channel } from '../src/config/schema.ts';
import { loadSecrets, type SecretsPlace, secretsPlace } from '../src/config/secrets.ts';
import { REPLY_FILE, replyFileSchema } from '../src/seal/reply-bundle.ts';
import { BundleError, openSealedZip } from '../src/seal/sealed-zip.ts';
import { serverSubkey } from '../src/seal/server-secrets.ts';
import { openStore } from '../src/store/store.ts';

/** Brings replies of the unit into the mailboxes of their reporters. Works while the server runs. */

const USAGE = 'Usage: npm run --silent import -- --data DIR [--config FILE] REPLY.zip …';

class UsageError extends Error {
  override name = 'UsageError';
}

/** Some replies were not brought in. */
const SOME_REFUSED = 2;

async function run(): Promise<void> {
  let parsed: { values: { data?: string; config?: string }; positionals: string[] };
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: { data: { type: 'string' }, config: { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  if ((values.data === undefined && values.config === undefined) || positionals.length === 0) {
    throw new UsageError(USAGE);
  }
  const { data, channels, secrets } = await placeOf(values);

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

/** Without a configuration it is the demonstration's data folder. */
async function placeOf(values: {
  data?: string;
  config?: string;
}): Promise<{ data: string; channels: Channel[]; secrets: SecretsPlace }> {
  const config = values.config === undefined ? null : await loadConfig(values.config);
  const data = values.data === undefined ? (config?.data ?? '') : resolve(values.data);
  await access(join(data, 'sluse.db')).catch(() => {
    throw new UsageError(`${data} is no data folder of Sluse: there is no sluse.db in it.`);
  });
  return {
    data,
    channels: (config ?? (await demo(data, 0)).config).channels,
    secrets: secretsPlace({ secrets: config?.secrets, data }),
  };
}

process.umask(0o077);
try {
  await run();
} catch (error) {
  const { message, code, path } = error as NodeJS.ErrnoException;
  const plain = error instanceof UsageError || error instanceof ConfigError;
  const known = plain ? message : code && path ? `${path} cannot be used (${code}).` : null;
  console.error(known ?? (error as Error).stack);
  process.exitCode = 1;
}
