import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backUp } from '../src/backup/back-up.ts';
import { BackupError } from '../src/backup/backup-error.ts';
import { copySecrets, hasSecrets } from '../src/backup/copy-secrets.ts';
import { loadSecrets } from '../src/config/secrets.ts';
import { UsageError } from '../src/usage-error.ts';
import { keepApart } from './keep-apart.ts';
import { runCommand } from './run-command.ts';
import { startedService } from './service.ts';

/** Makes a backup. Works while the server runs. */

const USAGE = `Usage (with --config FILE, or --data DIR for the demonstration):
  npm run --silent backup -- --config FILE --out DIR [--keep-days N]
      Copies the database and the sealed files that DIR does not have yet; nothing in it can be read without the unit's
      key. Removes backups older than N days (35), and from all of them the sealed files that were deleted since.
  npm run --silent backup -- --config FILE --secrets DIR
      Copies the pepper and the server key. Once is enough; keep them away from the backups.`;

const KEEP_DAYS = '35';

async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      config: { type: 'string' },
      data: { type: 'string' },
      out: { type: 'string' },
      secrets: { type: 'string' },
      'keep-days': { type: 'string', default: KEEP_DAYS },
    },
  });
  const keepDays = Number(values['keep-days']);
  const aimless = values.out === undefined && values.secrets === undefined;
  if ((values.config === undefined) === (values.data === undefined) || aimless) {
    throw new UsageError(USAGE);
  }
  if (!Number.isInteger(keepDays) || keepDays < 1) {
    throw new UsageError('--keep-days takes a number of days, at least 1.');
  }
  const { data, secrets } = await startedService(values, USAGE);
  if (!(await hasSecrets(secrets.folder))) {
    throw new BackupError(`The server's secrets are not in ${secrets.folder}.`);
  }
  const out = values.out === undefined ? null : resolve(values.out);
  const secretsOut = values.secrets === undefined ? null : resolve(values.secrets);
  if (secretsOut !== null) {
    keepApart(secretsOut, data, 'a copy in the same place goes with it');
    if (out !== null) keepApart(secretsOut, out, 'with its pepper a backup can be searched');
    await copySecrets(secrets.folder, secretsOut);
    console.log(`The pepper and the server key are in ${secretsOut}. Keep them away from backups.`);
  }
  if (out === null) return;
  keepApart(out, data, 'a backup in the data folder is lost with it');
  const made = await backUp({
    data,
    out,
    secrets: await loadSecrets(secrets),
    keepDays,
    now: new Date(),
  });
  console.log(
    `Backup ${made.name}: ${made.files} sealed files, ${made.copied} of them new. Removed: ${made.snapshotsPruned} old backups, ${made.filesPruned} sealed files.`,
  );
}

process.umask(0o077);
await runCommand(USAGE, run, { plain: [BackupError] });
