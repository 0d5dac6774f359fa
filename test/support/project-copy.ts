import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './server.ts';

/** What .gitignore names: made here, and no part of a release. */
const MADE = /^(\.git|data|reader\.html|screenshots)/;

/**
 * Puts this project into a folder as it is now, or as another version. Its packages are those of `/srv/root`, where a test
 * machine has the original.
 */
export async function copyProject(folder: string, version?: string): Promise<void> {
  await mkdir(folder);
  for (const name of await readdir(ROOT)) {
    if (name === 'node_modules') await symlink('/srv/root/node_modules', join(folder, name));
    else if (!MADE.test(name)) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  }
  if (version === undefined) return;
  const file = join(folder, 'package.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^ {2}"version": .*$/m, version));
}
