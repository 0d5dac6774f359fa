import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A sealed file that lies on the disk, fsynced, but that no row names yet. */
export interface Staged {
  id: string;
  /** Of the sealed file. */
  bytes: number;
  sha256: Buffer;
}

export interface SealedFiles {
  /** Writes and fsyncs a sealed file; whatever fails leaves nothing behind. */
  stage(sealed: AsyncIterable<Uint8Array>): Promise<Staged>;
  /**
   * Gives the files their final names, durably: to be called just before the transaction that names them. Again is fine,
   * for a transaction that has to be tried again.
   */
  settle(ids: readonly string[]): Promise<void>;
  discard(ids: readonly string[]): Promise<void>;
  openStaged(id: string): Promise<FileHandle>;
  read(id: string, range?: { start: number; end: number }): Readable;
  /** Every final file's id, and removes unfinished ones: only for the one process that holds the data folder. */
  sweepUnfinished(): Promise<string[]>;
}

const SUFFIX = '.age';
const UNFINISHED = '.part';

export async function openSealedFiles(dir: string): Promise<SealedFiles> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const folder = (id: string) => join(dir, id.slice(0, 2));
  const final = (id: string) => join(folder(id), id + SUFFIX);
  const unfinished = (id: string) => join(folder(id), id + UNFINISHED);

  return {
    async stage(sealed) {
      const id = randomBytes(16).toString('hex');
      if ((await mkdir(folder(id), { recursive: true, mode: 0o700 })) !== undefined)
        await syncFolder(dir);
      const file = await open(unfinished(id), 'wx', 0o600);
      try {
        const staged = await write(file, sealed);
        // The time of a file must not tell when somebody sat at a keyboard. (What the file system notes besides, its
        // change time, only it can forget.)
        await file.utimes(0, 0);
        await file.sync();
        await file.close();
        return { id, ...staged };
      } catch (error) {
        await file.close();
        await rm(unfinished(id), { force: true });
        throw error;
      }
    },

    async settle(ids) {
      for (const id of ids) await rename(unfinished(id), final(id)).catch(settledBefore(final(id)));
      await Promise.all([...new Set(ids.map(folder))].map(syncFolder));
    },

    async discard(ids) {
      await Promise.all(
        ids.flatMap((id) => [unfinished(id), final(id)]).map((path) => rm(path, { force: true })),
      );
    },

    openStaged: (id) => open(unfinished(id), 'r'),

    read: (id, range) => createReadStream(final(id), range),

    async sweepUnfinished() {
      const ids: string[] = [];
      for (const name of await readdir(dir)) {
        for (const file of await readdir(join(dir, name))) {
          if (file.endsWith(SUFFIX)) ids.push(file.slice(0, -SUFFIX.length));
          else await rm(join(dir, name, file), { force: true });
        }
      }
      return ids;
    },
  };
}

async function write(file: FileHandle, sealed: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of sealed) {
    hash.update(chunk);
    // A disk that is nearly full writes less than it was given.
    for (let done = 0; done < chunk.length; ) {
      done += (await file.write(chunk, done)).bytesWritten;
    }
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest() };
}

/** A rename survives a power cut only once the folder that holds the name is on the disk. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

/** Lets the error of a rename pass only when the file is not under its final name already. */
function settledBefore(final: string): (error: NodeJS.ErrnoException) => Promise<void> {
  return async (error) => {
    if (error.code !== 'ENOENT') throw error;
    await access(final);
  };
}
