import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from './config-error.ts';
import { loadConfig } from './load.ts';
import type { Config } from './schema.ts';

/**
 * Changes a configuration file: the new text takes the old one's place, with its owner and mode, only when it loads as a
 * whole, with every check that a start makes. Otherwise nothing has changed.
 * @throws ConfigError
 */
export async function changeConfigFile(
  file: string,
  change: (text: string) => string,
): Promise<Config> {
  const { mode, uid, gid } = await stat(file);
  // Beside it, so that a relative `data` means the same, and taking its place is one step.
  const fresh = `${file}.new`;
  await rm(fresh, { force: true });
  try {
    await using written = await open(fresh, 'wx', mode & 0o777);
    await written.writeFile(change(await readFile(file, 'utf8')));
    // The umask takes bits away that the old file has.
    await written.chmod(mode & 0o777);
    await written.chown(uid, gid);
    await written.sync();
    const config = await load(file, fresh);
    await rename(fresh, file);
    await using folder = await open(dirname(file), 'r');
    await folder.sync();
    return config;
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

async function load(file: string, fresh: string): Promise<Config> {
  try {
    return await loadConfig(fresh);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(`The configuration ${file} with this change`, error.problems);
  }
}
