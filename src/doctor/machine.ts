import { lstat, readdir, readFile, readlink, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Unseen } from './finding.ts';

/** Linux's magic number of tmpfs (statfs(2)): memory, never a disk. */
const TMPFS_MAGIC = 0x01021994;

export interface Status {
  mode: number;
  uid: number;
  gid: number;
  isSocket: boolean;
  isFolder: boolean;
  changed: Date;
}

/** What the checks may ask of the machine. All paths are absolute; everything throws Unseen where this user may not look. */
export interface Machine {
  readonly user: number;
  now(): Date;
  /** `null` when there is no such file. */
  read(path: string): Promise<string | null>;
  /** `null` when there is nothing. Links are followed. */
  status(path: string): Promise<Status | null>;
  /** Names in a folder, in order; empty when there is none. */
  list(folder: string): Promise<string[]>;
  /** `null` when there is no such folder. */
  room(folder: string): Promise<{ inMemory: boolean; size: number; free: number } | null>;
  /** The server that runs with this configuration file; `null` when none is seen. */
  server(configFile: string): Promise<number | null>;
}

/** @param root where the machine's disk begins: another folder for tests */
export function realMachine(root = '/'): Machine {
  const at = (path: string) => join(root, path);
  const machine: Machine = {
    user: process.getuid?.() ?? 0,
    now: () => new Date(),
    read: (path) => seen(path, () => readFile(at(path), 'utf8')),
    status: (path) =>
      seen(path, async () => {
        const found = await lstat(await followed(at(path)));
        return {
          mode: found.mode & 0o7777,
          uid: found.uid,
          gid: found.gid,
          isSocket: found.isSocket(),
          isFolder: found.isDirectory(),
          changed: found.mtime,
        };
      }),
    list: async (folder) => ((await seen(folder, () => readdir(at(folder)))) ?? []).sort(),
    room: (folder) =>
      seen(folder, async () => {
        const { type, bsize, blocks, bavail } = await statfs(at(folder));
        return { inMemory: type === TMPFS_MAGIC, size: blocks * bsize, free: bavail * bsize };
      }),
    async server(configFile) {
      for (const name of await machine.list('/proc')) {
        if (!/^\d+$/.test(name)) continue;
        // A process may end while its folder is read.
        const command = await machine.read(`/proc/${name}/cmdline`).catch(() => null);
        const words = command?.split('\0') ?? [];
        if (words.some((word) => word.endsWith('src/main.ts')) && words.includes(configFile)) {
          return Number(name);
        }
      }
      return null;
    },
  };
  return machine;
}

async function seen<T>(path: string, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR', 'ESRCH'].includes(code)) return null;
    if (['EACCES', 'EPERM'].includes(code)) throw new Unseen(path);
    throw error;
  }
}

/** A link in the place of a folder is common (/var/run); one that leads in a circle ends in lstat's own error. */
async function followed(path: string): Promise<string> {
  const found = await lstat(path);
  if (!found.isSymbolicLink()) return path;
  const target = await readlink(path);
  return target.startsWith('/') ? target : join(path, '..', target);
}
