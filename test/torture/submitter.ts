import { createHash, randomBytes, randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openLedger } from '../../src/cases/ledger.ts';
import { recordComings } from '../../src/cases/recorded-store.ts';
import { reportKeys, submitReport } from '../../src/cases/submit.ts';
import type { CaseTools } from '../../src/cases/tools.ts';
import type { Upload } from '../../src/cases/upload.ts';
import { configSchema } from '../../src/config/schema.ts';
import type { Sanitiser } from '../../src/sanitise/sanitiser.ts';
import { newCode } from '../../src/seal/code.ts';
import { kdfQueue } from '../../src/seal/kdf-queue.ts';
import { serverSubkey } from '../../src/seal/server-secrets.ts';
import { openSpool } from '../../src/spool/spool.ts';
import { lockDataFolder } from '../../src/store/database.ts';
import { openStore } from '../../src/store/store.ts';

/**
 * A process that takes reports as the server does, several at once, until it is killed: DATA CONFIG.json SPOOL. It waits for a
 * line on its input before it touches anything. It says `.` for every part that is sealed, and `ACK code words` when the
 * server would show a receipt.
 */

export const SECRETS = {
  pepper: new Uint8Array(32).fill(7),
  serverKey: new Uint8Array(32).fill(9),
};
export const CHEAP = { memory: 64, passes: 1, parallelism: 1 };
export const MARKER = 'TORTURED-PLAINTEXT';
const AT_ONCE = 6;

/** Every file is of a kind that cannot be cleaned, so that it is sealed as it came. */
const NO_KIND = {
  clean: async (_source: unknown, output: { destroy(): void }) => {
    output.destroy();
    return { clean: false, type: 'unknown', reason: 'unknownType' };
  },
} as unknown as Sanitiser;

async function takeReports(data: string, configFile: string, spoolDir: string): Promise<void> {
  const config = configSchema.parse(JSON.parse(await readFile(configFile, 'utf8')));
  const [channel] = config.channels;
  if (channel === undefined) throw new Error('no channel');
  await new Promise((go) => createInterface(process.stdin).once('line', go));

  lockDataFolder(join(data, 'lock'));
  const store = await openStore(data);
  const { missingFiles } = await store.reconcile();
  process.stdout.write(`MISSING ${missingFiles}\n`);
  const ledger = openLedger(serverSubkey(SECRETS.serverKey, 'ledger'));
  const recorded = recordComings(store, ledger, () => '2026-01-01');
  const spool = await openSpool(spoolDir, {
    budget: 50_000_000,
    smallBudget: 50_000_000,
    smallRequest: 1,
  });
  const tools: CaseTools = {
    channels: config.channels,
    store: {
      ...recorded,
      stage: async (sealed) => {
        const staged = await recorded.stage(sealed);
        process.stdout.write('.');
        return staged;
      },
    },
    sanitiser: NO_KIND,
    kdf: kdfQueue({ cost: CHEAP, atOnce: 2, waiting: 100 }),
    pepper: SECRETS.pepper,
    clock: () => new Date(),
    heldMinutes: 30,
  };

  async function submit(): Promise<void> {
    const code = newCode();
    const digits = Buffer.from(code).toString();
    const words = `${MARKER}-${randomBytes(8).toString('hex')}`;
    const reservation = spool.reserve(1_000_000);
    const uploads: Upload[] = [];
    for (let count = randomInt(3); count >= 0; count -= 1) {
      const file = await reservation.file();
      const content = Buffer.from(`${words} in a file\n`.repeat(1 + randomInt(4000)));
      await file.append(content);
      const sha256 = createHash('sha256').update(content).digest('hex');
      uploads.push({ kept: true, file, sha256 });
    }
    const keys = await reportKeys(tools, code);
    const fields = { kind: 'report' as const, language: 'en', originals: true };
    const sent = await submitReport(tools, channel as NonNullable<typeof channel>, keys, {
      fields,
      text: words,
      contact: null,
      uploads,
    });
    sent.keys.wipe();
    await reservation.release();
    process.stdout.write(`\nACK ${digits} ${words}\n`);
  }
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (;;) await submit();
    }),
  );
}

if (import.meta.main) {
  const [data = '', configFile = '', spoolDir = ''] = process.argv.slice(2);
  await takeReports(data, configFile, spoolDir);
}
