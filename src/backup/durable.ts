import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writing so that a power cut leaves the old file or the whole new one. */

export async function writeDurably(path: string, content: string): Promise<void> {
  await appear(path, async (file) => {
    await file.writeFile(content);
    return true;
  });
}

/** Copies a file and gives the length and SHA-256 of what was written; it appears only when `good` says that they are right. */
export async function copyDurably(
  from: string,
  to: string,
  good: (bytes: number, sha256: Buffer) => boolean,
): Promise<boolean> {
  const hash = createHash('sha256');
  let bytes = 0;
  return appear(to, async (file) => {
    for await (const chunk of createReadStream(from) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.appendFile(chunk);
    }
    return good(bytes, hash.digest());
  });
}

export async function sha256Of(path: string): Promise<{ bytes: number; sha256: Buffer }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest() };
}

export async function syncFile(path: string): Promise<void> {
  await using file = await open(path, 'r+');
  await file.sync();
}

export async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

/** False, and nothing is there, when `write` says so. */
async function appear(
  path: string,
  write: (file: FileHandle) => Promise<boolean>,
): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.part`;
  await rm(unfinished, { force: true });
  try {
    await using file = await open(unfinished, 'wx', 0o600);
    if (!(await write(file))) {
      await rm(unfinished, { force: true });
      return false;
    }
    // The times of sealed files must tell nothing (store/sealed-files.ts); a backup's own time stands in its manifest.
    await file.utimes(0, 0);
    await file.sync();
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await rename(unfinished, path);
  await syncFolder(dirname(path));
  return true;
}
