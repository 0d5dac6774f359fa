import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupError } from '../src/backup/backup-error.ts';
import { copySecrets, hasSecrets } from '../src/backup/copy-secrets.ts';
import { type Restored, restore } from '../src/backup/restore.ts';
import { loadSecrets } from '../src/config/secrets.ts';
import { UsageError } from '../src/usage-error.ts';
import { runCommand } from './run-command.ts';
import { serviceOf } from './service.ts';

/** Puts a backup into an empty data folder; the service must not run. */

const USAGE = `Usage (with --config FILE, or --data DIR for the demonstration):
  npm run --silent restore -- --config FILE --from DIR [--secrets DIR] [--name NAME] [--data-before DIR]
  --from DIR         the folder with the backups
  --secrets DIR      where the copies of the pepper and the server key are, unless they are in their place already
  --name NAME        which backup (a folder of snapshots/); the newest without it
  --data-before DIR  the data folder that was in use until now, if its database can still be read: what was deleted
                     after the newest backup stays deleted`;

async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      config: { type: 'string' },
      data: { type: 'string' },
      from: { type: 'string' },
      secrets: { type: 'string' },
      name: { type: 'string' },
      'data-before': { type: 'string' },
    },
  });
  const service = (values.config === undefined) !== (values.data === undefined);
  if (!service || values.from === undefined) throw new UsageError(USAGE);
  const { data, secrets } = await serviceOf(values, USAGE);
  if (values.secrets !== undefined) {
    if (!secrets.make) {
      throw new UsageError(
        'The configuration says that systemd hands the secrets in: put the copies where the unit takes them from, and leave --secrets out.',
      );
    }
    await copySecrets(resolve(values.secrets), secrets.folder);
  }
  if (!(await hasSecrets(secrets.folder))) {
    throw new BackupError(
      `The server's secrets are not in ${secrets.folder}: without them no code opens its mailbox. Name their copies with --secrets.`,
    );
  }
  const { name, 'data-before': before } = values;
  const restored = await restore({
    from: resolve(values.from),
    data,
    secrets: await loadSecrets(secrets),
    now: new Date(),
    ...(name === undefined ? {} : { name }),
    ...(before === undefined ? {} : { before: resolve(before) }),
  });
  for (const line of told(restored, before !== undefined)) console.log(line);
}

function told(restored: Restored, withBefore: boolean): string[] {
  const { cases, accesses, files, members } = restored.deletedAgain;
  return [
    `Restored ${restored.name}: ${restored.cases} cases, ${restored.files} sealed files.`,
    `Deleted again: ${cases} cases, ${files} sealed files; ${accesses} codes and ${members} members shut out.`,
    withBefore
      ? 'What was deleted until now is known and stays deleted.'
      : `What was deleted after ${restored.deletionsKnownUntil.slice(0, 16).replace('T', ' ')} UTC is not known, and may be here again: tell the unit.`,
    `What came in after ${restored.made.slice(0, 16).replace('T', ' ')} UTC is lost. Those reporters' codes open nothing: tell the unit, and say so on the front page.`,
    restored.registerWhole
      ? `The register is whole; its head is now ${restored.head}.`
      : 'THE REGISTER IS NOT WHOLE: run `npm run --silent ledger -- verify`.',
  ];
}

process.umask(0o077);
await runCommand(USAGE, run, { plain: [BackupError] });
