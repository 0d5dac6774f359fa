import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openLedger, verifyLedger } from '../cases/ledger.ts';
import { type ServerSecrets, serverSubkey } from '../seal/server-secrets.ts';
import {
  DELETIONS_KEPT_DAYS,
  type Deleted,
  deleteAgain,
  type Journal,
  joinJournals,
  namedFiles,
  readJournal,
} from '../store/deletions.ts';
import { NEWEST_SCHEMA } from '../store/migrations.ts';
import { openStore } from '../store/store.ts';
import { BackupError } from './backup-error.ts';
import { copyDurably, syncFile, syncFolder } from './durable.ts';
import {
  type Layout,
  layoutOf,
  type Manifest,
  readKeptJournal,
  readManifest,
  sealedName,
} from './layout.ts';
import { nameOfSecret, signedJson } from './signed-json.ts';

export interface Restored {
  name: string;
  made: string;
  cases: number;
  files: number;
  deletedAgain: Deleted;
  /** The instant until which deletions are known: the newest backup's, or now when the old data folder was there. */
  deletionsKnownUntil: string;
  /** Of the register, hex, and whether it is whole. */
  head: string;
  registerWhole: boolean;
}

const DAY_MS = 86_400_000;

/** What may stand in a data folder before: the secrets have to come from elsewhere, and `lost+found` comes with a disk. */
const MAY_STAND = ['secrets', 'lost+found', 'restoring'];

/**
 * Puts a backup into an empty data folder, and deletes in it again what was deleted after it was made. Nothing is put in
 * place before everything was checked; what fails leaves the folder as it was. @throws BackupError
 */
export async function restore(options: {
  from: string;
  /** The backup's name; the newest when left out. */
  name?: string;
  data: string;
  secrets: ServerSecrets;
  /** A data folder that was in use until now, for what was deleted after the newest backup. */
  before?: string;
  now: Date;
}): Promise<Restored> {
  const { data, secrets, now } = options;
  const layout = layoutOf(options.from);
  const signed = signedJson(secrets.serverKey);
  const names = (await readdir(layout.snapshots).catch(() => [])).sort();
  const name = options.name ?? names.at(-1);
  if (name === undefined || !names.includes(name)) {
    throw new BackupError(`There is no backup ${name ?? ''} in ${options.from}.`);
  }
  const manifest = await readManifest(signed, layout, name);
  const newest = await readManifest(signed, layout, names.at(-1) as string);
  checkFits(manifest, secrets, now);
  await checkEmpty(data);
  await rm(join(data, 'restoring'), { recursive: true, force: true });

  const kept = await readKeptJournal(signed, layout);
  const before = options.before === undefined ? null : readBefore(options.before);
  const journal = before === null ? kept : joinJournals(kept, before);

  const unfinished = join(data, 'restoring');
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  try {
    const database = join(unfinished, 'sluse.db');
    await take(layout.database(name), database, manifest.database, `the database of ${name}`);
    const files = await copyFiles(layout, database, unfinished, journal);
    // Brings it to this version's schema, which the journal needs.
    await (await openStore(unfinished)).close();
    const ledger = openLedger(serverSubkey(secrets.serverKey, 'ledger'));
    const day = now.toISOString().slice(0, 10);
    const deletedAgain = deleteAgain(database, journal, (about) =>
      ledger.writer({ day, actor: 'sysadmin', action: 'removed', about }),
    );
    const checked = await check(unfinished, ledger, day, manifest, deletedAgain);
    await syncFile(database);
    await rename(join(unfinished, 'sealed'), join(data, 'sealed'));
    // Last: a data folder without a database is an empty one.
    await rename(database, join(data, 'sluse.db'));
    await syncFolder(data);
    return {
      name,
      made: manifest.made,
      files,
      deletedAgain,
      deletionsKnownUntil: before === null ? newest.made : now.toISOString(),
      ...checked,
    };
  } catch (error) {
    await rm(join(data, 'sealed'), { recursive: true, force: true });
    throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function checkFits({ schema, made, pepper }: Manifest, secrets: ServerSecrets, now: Date): void {
  if (pepper !== nameOfSecret(secrets.pepper)) {
    throw new BackupError(
      'The pepper is another one than when the backup was made: with it no code would open its mailbox. Restore the secrets that belong to the backup.',
    );
  }
  if (schema > NEWEST_SCHEMA) {
    throw new BackupError(
      `The backup has schema ${schema}, this version of Sluse knows up to ${NEWEST_SCHEMA}: install the newer version first.`,
    );
  }
  if (now.getTime() - new Date(made).getTime() > DELETIONS_KEPT_DAYS * DAY_MS) {
    throw new BackupError(
      `The backup is older than ${DELETIONS_KEPT_DAYS} days: what was deleted since is no longer known, and would come back.`,
    );
  }
}

async function checkEmpty(data: string): Promise<void> {
  const there = await readdir(data).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const other = there.filter((name) => !MAY_STAND.includes(name));
  if (other.length === 0) return;
  throw new BackupError(
    `The data folder ${data} is not empty (${other.slice(0, 3).join(', ')}): stop the service and move the folder away, and name it with --data-before.`,
  );
}

function readBefore(folder: string): Journal {
  try {
    return readJournal(join(folder, 'sluse.db'));
  } catch (error) {
    throw new BackupError(
      `The database in ${folder} cannot be read any more (${(error as { code?: string }).code ?? 'unknown'}): leave --data-before out. What was deleted after the newest backup is then not known.`,
    );
  }
}

async function take(from: string, to: string, sha256: string, what: string): Promise<void> {
  const whole = await copyDurably(from, to, (_, hash) => hash.toString('hex') === sha256).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
  if (!whole) throw new BackupError(`The backup is damaged: ${what} is missing or was changed.`);
}

/** Copies every sealed file that is still to exist. */
async function copyFiles(
  layout: Layout,
  database: string,
  to: string,
  { deletions }: Journal,
): Promise<number> {
  let files = 0;
  const damaged: string[] = [];
  for (const { id, sha256 } of namedFiles(database)) {
    if (deletions.has(id)) continue;
    const path = sealedName(id);
    try {
      await take(layout.sealedFile(id), join(to, path), sha256.toString('hex'), path);
      files += 1;
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      damaged.push(path);
    }
  }
  if (damaged.length > 0) {
    throw new BackupError(
      `The backup is damaged: ${damaged.length} sealed files are missing or were changed, the first one is ${damaged[0]}. Choose another backup with --name.`,
    );
  }
  return files;
}

/** Enters the restoring into the register, and looks whether all is whole. */
async function check(
  folder: string,
  ledger: ReturnType<typeof openLedger>,
  day: string,
  { made }: Manifest,
  { cases, accesses, files, members }: Deleted,
): Promise<Pick<Restored, 'cases' | 'head' | 'registerWhole'>> {
  const store = await openStore(folder);
  try {
    const detail = [made.slice(0, 10), ...[cases, accesses, files, members].map(String)];
    const entry = { day, actor: 'sysadmin', action: 'restored', about: null, detail } as const;
    await store.ledger.append(ledger.writer(entry));
    const { missingFiles } = await store.reconcile();
    if (missingFiles > 0) throw new BackupError(`${missingFiles} sealed files are missing.`);
    const { head, problems } = await verifyLedger(store, ledger);
    return {
      cases: (await store.allCases()).length,
      head,
      registerWhole: problems.length === 0,
    };
  } finally {
    await store.close();
  }
}
