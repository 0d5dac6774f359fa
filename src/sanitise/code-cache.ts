import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, symlink } from 'node:fs/promises';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOBODY } from './enclosures.ts';
import { nodeProgram } from './programs.ts';

/**
 * A folder with our own code, compiled once: two processes start for every file, and without it they spend two thirds
 * of their time on reading TypeScript. They only read there; what they may run is still the code itself, of which the
 * cache holds a hash.
 */
export interface CodeCache {
  /** `undefined` when there is no folder that nobody else can write to. */
  readonly folder: string | undefined;
  close(): void;
}

/** Opens the folder and fills it in the background, without any untrusted byte in sight. */
export async function openCodeCache(): Promise<CodeCache> {
  const folder = join(tmpdir(), `sluse-code-${process.getuid?.() ?? 'user'}`);
  if (!(await isOurs(folder))) return { folder: undefined, close: () => {} };
  const { file, args } = nodeProgram('fill-code-cache.ts', [], { permissions: false });
  const filling = spawn(file, args, { env: { NODE_COMPILE_CACHE: folder }, stdio: 'ignore' });
  // It is only about speed: whether it works does not matter.
  filling.on('error', () => {});
  filling.on('exit', () => void shareWithNobody(folder).catch(() => {}));
  filling.unref();
  if (filling.pid !== undefined) setPriority(filling.pid, 10);
  return { folder, close: () => filling.kill() };
}

/**
 * Node keeps a folder for each user, readable by no other; the isolated processes of a root server run as nobody. There
 * is nothing secret in compiled code.
 */
async function shareWithNobody(folder: string): Promise<void> {
  const own = `-${process.getuid?.()}`;
  for (const name of await readdir(folder)) {
    if (!name.endsWith(own)) continue;
    for (const file of await readdir(join(folder, name)))
      await chmod(join(folder, name, file), 0o644);
    const link = join(folder, name.replace(/-\d+$/, `-${NOBODY}`));
    if (link !== join(folder, name) && !existsSync(link)) await symlink(name, link);
  }
}

/** Everybody may read it, because the isolated processes run as nobody; somebody else's folder is not used. */
async function isOurs(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o755, recursive: true });
    const { uid, mode } = await lstat(folder);
    return uid === process.getuid?.() && (mode & 0o777) === 0o755;
  } catch {
    return false;
  }
}
