import { access, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerSecrets } from '../seal/server-secrets.ts';
import { DataFolderInUse, lockDataFolder } from '../store/database.ts';
import {
  DELETIONS_KEPT_DAYS,
  type Journal,
  joinJournals,
  type NamedFile,
  namedFiles,
  readJournal,
  schemaOf,
  snapshot,
} from '../store/deletions.ts';
import { BackupError } from './backup-error.ts';
import { copyDurably, sha256Of, syncFile, syncFolder, writeDurably } from './durable.ts';
import {
  type Layout,
  layoutOf,
  type Manifest,
  readKeptJournal,
  readManifest,
  sealedName,
  writeKeptJournal,
} from './layout.ts';
import { nameOfSecret, type SignedJson, signedJson } from './signed-json.ts';

export interface BackedUp {
  name: string;
  /** Sealed files that the backup names, and those copied now because no earlier one had them. */
  files: number;
  copied: number;
  /** Earlier backups that were removed, and sealed files that no backup names, or that were deleted, since. */
  snapshotsPruned: number;
  filesPruned: number;
}

const DAY_MS = 86_400_000;
/** For so many days every backup is kept. */
const EVERY_ONE_DAYS = 2;

/**
 * Makes a backup of a data folder that may be in use: the database as it is at one moment, and every sealed file that it
 * names. Sealed files never change, so only new ones are copied. Then removes backups older than `keepDays`, and, from all
 * backups, the sealed files that were deleted. @throws BackupError
 */
export async function backUp(options: {
  data: string;
  out: string;
  secrets: ServerSecrets;
  keepDays: number;
  now: Date;
}): Promise<BackedUp> {
  const { data, now, keepDays } = options;
  if (keepDays > DELETIONS_KEPT_DAYS) {
    throw new BackupError(
      `Backups can be kept for ${DELETIONS_KEPT_DAYS} days at most: what was deleted before is no longer known.`,
    );
  }
  const layout = layoutOf(options.out);
  await mkdir(layout.snapshots, { recursive: true, mode: 0o700 });
  using _lock = lockBackups(options.out);
  const signed = signedJson(options.secrets.serverKey);
  const kept = await readKeptJournal(signed, layout);
  const name = now.toISOString().slice(0, 19).replaceAll(':', '-');
  try {
    await mkdir(join(layout.snapshots, name), { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new BackupError('Another backup was begun in this very second: try again.');
  }
  try {
    const source = join(data, 'sluse.db');
    snapshot(source, layout.database(name));
    await syncFile(layout.database(name));
    const copies = await copyFiles(data, layout, namedFiles(layout.database(name)));
    // After the files: what was deleted while they were copied is in it, and explains why they are not there.
    const journal = forgetOld(joinJournals(kept, readJournal(source)), now);
    const unexplained = copies.missing.filter((id) => !journal.deletions.has(id));
    if (unexplained.length > 0) {
      throw new BackupError(
        `${unexplained.length} sealed files are missing or damaged in the data folder, the first one is ${sealedName(unexplained[0] as string)}: restore them from an earlier backup.`,
      );
    }
    const manifest = await describe(layout, name, copies.present, options.secrets, now);
    await writeKeptJournal(signed, layout, journal);
    await signed.write(layout.manifest(name), manifest);
    await syncFolder(layout.snapshots);
    const oldest = new Date(now.getTime() - keepDays * DAY_MS);
    const pruned = await prune(layout, signed, oldest, now, journal);
    return { name, files: copies.present.length, copied: copies.copied, ...pruned };
  } catch (error) {
    await rm(join(layout.snapshots, name), { recursive: true, force: true });
    throw error;
  }
}

/** What no backup that may still be restored can hold. */
function forgetOld({ deletions, stubs }: Journal, now: Date): Journal {
  const first = new Date(now.getTime() - DELETIONS_KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);
  return { deletions: new Map([...deletions].filter(([, day]) => day >= first)), stubs };
}

/** One backup at a time, because each removes what none names. @throws BackupError */
function lockBackups(out: string): Disposable {
  try {
    const lock = lockDataFolder(join(out, 'lock'));
    return { [Symbol.dispose]: () => lock.release() };
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    throw new BackupError('Another backup is being made into the same folder.');
  }
}

async function describe(
  layout: Layout,
  name: string,
  files: readonly NamedFile[],
  secrets: ServerSecrets,
  now: Date,
): Promise<Manifest> {
  const lines = files.map(({ id, sha256 }) => `${sha256.toString('hex')}  ${sealedName(id)}\n`);
  await writeDurably(layout.list(name), lines.join(''));
  const hashOf = async (path: string) => (await sha256Of(path)).sha256.toString('hex');
  return {
    format: 'sluse-backup-1',
    made: now.toISOString(),
    schema: schemaOf(layout.database(name)),
    database: await hashOf(layout.database(name)),
    list: await hashOf(layout.list(name)),
    files: files.length,
    pepper: nameOfSecret(secrets.pepper),
  };
}

async function copyFiles(data: string, layout: Layout, named: readonly NamedFile[]) {
  const present: NamedFile[] = [];
  const missing: string[] = [];
  let copied = 0;
  for (const file of named) {
    const to = layout.sealedFile(file.id);
    if (await exists(to)) {
      present.push(file);
      continue;
    }
    const whole = await copyDurably(
      join(data, sealedName(file.id)),
      to,
      (bytes, sha256) => bytes === file.bytes && sha256.equals(file.sha256),
    ).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    });
    if (!whole) {
      missing.push(file.id);
      continue;
    }
    copied += 1;
    present.push(file);
  }
  return { present, missing, copied };
}

/**
 * Those not older than `oldest`: all of the last days, and before that the last one of each day, so that an hourly backup
 * does not fill its disk with databases. One without a manifest was broken off: only one is made at a time.
 */
async function keptSnapshots(
  layout: Layout,
  signed: SignedJson,
  oldest: Date,
  now: Date,
): Promise<Set<string>> {
  const lastOfDay = new Map<string, string>();
  for (const name of (await readdir(layout.snapshots)).sort()) {
    if (!(await exists(layout.manifest(name)))) continue;
    const { made } = await readManifest(signed, layout, name);
    if (new Date(made) < oldest) continue;
    const recent = now.getTime() - new Date(made).getTime() < EVERY_ONE_DAYS * DAY_MS;
    lastOfDay.set(recent ? made : made.slice(0, 10), name);
  }
  return new Set(lastOfDay.values());
}

/** Removes backups made before `oldest`, and sealed files that no other one names or that were deleted. */
async function prune(
  layout: Layout,
  signed: SignedJson,
  oldest: Date,
  now: Date,
  journal: Journal,
): Promise<Pick<BackedUp, 'snapshotsPruned' | 'filesPruned'>> {
  let snapshotsPruned = 0;
  const named = new Set<string>();
  const kept = await keptSnapshots(layout, signed, oldest, now);
  for (const name of await readdir(layout.snapshots)) {
    if (kept.has(name)) {
      for (const { id } of namedFiles(layout.database(name))) named.add(id);
      continue;
    }
    await rm(join(layout.snapshots, name), { recursive: true });
    snapshotsPruned += 1;
  }
  let filesPruned = 0;
  for (const folder of await readdir(layout.sealed).catch(() => [])) {
    for (const file of await readdir(join(layout.sealed, folder))) {
      const id = file.replace(/\.age(\.part)?$/, '');
      if (named.has(id) && !journal.deletions.has(id)) continue;
      await rm(join(layout.sealed, folder, file));
      filesPruned += 1;
    }
  }
  return { snapshotsPruned, filesPruned };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
