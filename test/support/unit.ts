import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { scratchFolder } from './scratch.ts';
import { ROOT } from './server.ts';

const run = promisify(execFile);

/** Runs one of our commands as a person would, with nothing of this process's environment but the path. */
export function command(
  script: string,
  ...args: string[]
): Promise<{ stdout: string; stderr: string }> {
  return run(process.execPath, [join(ROOT, 'scripts', `${script}.ts`), ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] },
    maxBuffer: 1 << 26,
  });
}

/** Exports every case of a data folder and opens it with the identity; gives the folders of the opened cases. */
export async function exportAndOpen(
  data: string,
  identityFile: string,
  ...options: string[]
): Promise<{ bundles: string; cases: string[] }> {
  const work = await scratchFolder('unit');
  const bundles = join(work, 'bundles');
  const opened = join(work, 'opened');
  await command('export', '--data', data, '--out', bundles);
  const files = (await readdir(bundles)).map((name) => join(bundles, name));
  if (files.length === 0) return { bundles, cases: [] };
  await command('unit', 'open', '--identity', identityFile, '--out', opened, ...options, ...files);
  return { bundles, cases: (await readdir(opened)).map((name) => join(opened, name)) };
}

/** Every file below a folder with its bytes. */
export async function filesBelow(folder: string): Promise<{ path: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (path) => ({ path, bytes: await readFile(path) })));
}
