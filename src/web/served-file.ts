import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A file that is offered as it was at the start, so that what is saved is what its sum was made of. */
export interface ServedFile {
  bytes: Buffer;
  /** Hex. */
  sha256: string;
}

/** Null when there is no such file. */
export async function serveFile(path: string): Promise<ServedFile | null> {
  try {
    const bytes = await readFile(path);
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
