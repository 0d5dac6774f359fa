import { join } from 'node:path';
import type { Journal } from '../store/deletions.ts';
import { BackupError } from './backup-error.ts';
import type { SignedJson } from './signed-json.ts';

/**
 * A backup folder:
 *
 *     sealed/ab/ID.age              every sealed file once, whichever backups name it
 *     snapshots/TIME/sluse.db       the database at that time
 *     snapshots/TIME/files.sha256   the sealed files it names, for `sha256sum -c` in the backup folder
 *     snapshots/TIME/manifest.json  what belongs together; written last, so a backup without it is none
 *     journal.json                  what was deleted until the newest backup, and the stubs that remain of removed cases
 */
export function layoutOf(dir: string) {
  const snapshots = join(dir, 'snapshots');
  return {
    snapshots,
    sealed: join(dir, 'sealed'),
    sealedFile: (id: string) => join(dir, sealedName(id)),
    database: (name: string) => join(snapshots, name, 'sluse.db'),
    list: (name: string) => join(snapshots, name, 'files.sha256'),
    manifest: (name: string) => join(snapshots, name, 'manifest.json'),
    journal: join(dir, 'journal.json'),
  };
}
export type Layout = ReturnType<typeof layoutOf>;

/** As in the data folder. */
export function sealedName(id: string): string {
  return join('sealed', id.slice(0, 2), `${id}.age`);
}

export interface Manifest {
  format: 'sluse-backup-1';
  /** Instant, ISO 8601. */
  made: string;
  schema: number;
  /** SHA-256, hex. */
  database: string;
  list: string;
  files: number;
  /** Names of the secrets that belong to it (signed-json.ts). */
  pepper: string;
}

export async function readManifest(
  signed: SignedJson,
  layout: Layout,
  name: string,
): Promise<Manifest> {
  const read = await signed.read(layout.manifest(name));
  if ('wrong' in read) {
    throw new BackupError(`The manifest of the backup ${name} cannot be used: ${read.wrong}.`);
  }
  const manifest = read.body as unknown as Manifest;
  if (manifest.format !== 'sluse-backup-1') {
    throw new BackupError(`The backup ${name} is of a format that this version does not know.`);
  }
  return manifest;
}

/** The journal beside the backups; an empty one before the first. */
export async function readKeptJournal(signed: SignedJson, layout: Layout): Promise<Journal> {
  const read = await signed.read(layout.journal);
  if ('wrong' in read) {
    if (read.wrong === 'it is missing') return { deletions: new Map(), stubs: new Map() };
    throw new BackupError(
      `The journal of deletions ${layout.journal} cannot be used: ${read.wrong}.`,
    );
  }
  const { deletions, stubs } = read.body as {
    deletions: Record<string, string>;
    stubs: Record<string, number>;
  };
  return {
    deletions: new Map(Object.entries(deletions)),
    stubs: new Map(Object.entries(stubs)),
  };
}

export function writeKeptJournal(
  signed: SignedJson,
  layout: Layout,
  { deletions, stubs }: Journal,
): Promise<void> {
  return signed.write(layout.journal, {
    deletions: Object.fromEntries(deletions),
    stubs: Object.fromEntries(stubs),
  });
}
