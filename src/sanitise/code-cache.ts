import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { setPriority, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
  close(): Promise<void>;
}

/** Opens the folder and fills it in the background, without any untrusted byte in sight. */
export async function openCodeCache(): Promise<CodeCache> {
  const folder = join(tmpdir(), `sluse-code-${process.getuid?.() ?? 'user'}`);
  if (!(await isOurs(folder))) return { folder: undefined, close: async () => {} };
  const stamp = join(folder, `filled-${await versionOfCode()}`);
  if (existsSync(stamp)) return { folder, close: async () => {} };
  const filling = fill(folder, stamp);
  return { folder, close: filling.stop };
}

function fill(folder: string, stamp: string) {
  // With the permissions that workers have: Node looks for the entry under another name without them.
  const { file, args, env } = nodeProgram('worker.ts', ['fill-code-cache'], { codeCache: folder });
  const child = spawn(file, args, { env, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('exit', (code) => {
      // It is only about speed: without it the workers start as they would have.
      const shared =
        code === 0 ? shareWithNobody(folder).then(() => writeFile(stamp, '')) : undefined;
      void Promise.resolve(shared).then(resolve, () => resolve());
    });
  });
  child.unref();
  if (child.pid !== undefined) setPriority(child.pid, 10);
  return {
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/**
 * Node keeps a folder for each user, readable by no other; the isolated processes of a root server run as nobody. There
 * is nothing secret in compiled code.
 */
async function shareWithNobody(folder: string): Promise<void> {
  const own = `-${process.getuid?.()}`;
  for (const name of await readdir(folder)) {
    if (!/^v\d/.test(name) || !name.endsWith(own)) continue;
    for (const file of await readdir(join(folder, name)))
      await chmod(join(folder, name, file), 0o644);
    const link = join(folder, name.replace(/-\d+$/, `-${NOBODY}`));
    if (!existsSync(link)) await symlink(name, link);
  }
}

/** Changes with every file of ours. */
async function versionOfCode(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const entry of await readdir(import.meta.dirname, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    hash.update(`${path} ${(await stat(path)).mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Whether others may pass through every folder above it. */
async function isReachable(folder: string): Promise<boolean> {
  for (let above = dirname(folder); ; above = dirname(above)) {
    if (((await stat(above)).mode & 0o001) === 0) return false;
    if (above === dirname(above)) return true;
  }
}

/**
 * Everybody may read it, because the isolated processes of a root server run as nobody; somebody else's folder is not used, nor
 * one below a folder that is closed to others: no process would start there, and no file be cleaned (measured).
 */
async function isOurs(folder: string): Promise<boolean> {
  try {
    if (process.getuid?.() === 0 && !(await isReachable(folder))) return false;
    // Whatever the umask is.
    if ((await mkdir(folder, { recursive: true })) !== undefined) await chmod(folder, 0o755);
    const { uid, mode } = await lstat(folder);
    return uid === process.getuid?.() && (mode & 0o777) === 0o755;
  } catch {
    return false;
  }
}
