import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from './config-error.ts';

/** Makes the data folder, for its own user alone, or sees that it can be used. @throws ConfigError */
export async function makeDataFolder(dir: string): Promise<void> {
  try {
    await makeWithParents(dir);
    if (!(await stat(dir)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    await access(dir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const why = WHY[code];
    if (why === undefined) throw error;
    throw new ConfigError(`The data folder ${dir}`, [`${why}. Choose another one.`]);
  }
}

/** One folder after the other: mkdir's own `recursive` never ends where none can be made (/proc, Node 24.21). */
async function makeWithParents(dir: string): Promise<void> {
  if (await exists(dir)) return;
  if (dirname(dir) !== dir) await makeWithParents(dirname(dir));
  await mkdir(dir, { mode: 0o700 });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

const WHY: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its file system is read-only',
  ENOTDIR: 'it, or a part of its path, is a file',
  ENOENT: 'no folder can be made there',
  ENOSPC: 'its disk is full',
  ENAMETOOLONG: 'its name is too long',
};
