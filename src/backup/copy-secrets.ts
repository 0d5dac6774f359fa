import { access, copyFile, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError } from './backup-error.ts';
import { syncFolder } from './durable.ts';

const NAMES = ['pepper.key', 'server.key'];

/** Whether both secrets are there; a start would make new ones, with which no old code opens anything. */
export async function hasSecrets(folder: string): Promise<boolean> {
  const there = await Promise.all(
    NAMES.map((name) =>
      access(join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return there.every(Boolean);
}

/** Copies the two secrets; those that are there already must be the same. @throws BackupError */
export async function copySecrets(from: string, to: string): Promise<void> {
  if (!(await hasSecrets(from))) throw new BackupError(`The secrets are not in ${from}.`);
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const name of NAMES) {
    const [source, target] = [join(from, name), join(to, name)];
    const there = await readFile(target).catch(() => null);
    if (there !== null) {
      if (there.equals(await readFile(source))) continue;
      throw new BackupError(`${target} is another secret than ${source}: nothing was overwritten.`);
    }
    await copyFile(source, target);
    await using file = await open(target, 'r+');
    await file.chmod(0o600);
    await file.sync();
  }
  await syncFolder(to);
}
