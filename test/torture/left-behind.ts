import { createHash } from 'node:crypto';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../support/server.ts';

/** What a killed server leaves: files, and processes that it had started. */

/** Where the server of a data folder keeps uploads in progress, when its configuration names no place. */
export function spoolOf(data: string): string {
  const name = createHash('sha256').update(data).digest('hex').slice(0, 12);
  return `/dev/shm/sluse-${process.getuid?.() ?? 0}-${name}`;
}

/** Names of files in which a trace stands readable. */
export async function filesWith(
  traces: readonly Buffer[],
  folders: readonly string[],
  seen: Set<string>,
): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || seen.has(path)) continue;
      const bytes = await readFile(path);
      if (traces.some((trace) => bytes.includes(trace))) found.push(path);
      // Sealed files never change once they have their name.
      if (path.endsWith('.age')) seen.add(path);
    }
  }
  return found;
}

/** Sealed files, those that have their name and those that are still being written. */
export async function sealedFiles(
  data: string,
): Promise<{ named: string[]; unfinished: string[] }> {
  const all = await readdir(join(data, 'sealed'), { recursive: true });
  return {
    named: all.filter((name) => name.endsWith('.age')),
    unfinished: all.filter((name) => name.endsWith('.part')),
  };
}

/** Programs that only a sanitiser of this project starts. */
const OURS = [join(ROOT, 'src/sanitise'), join(ROOT, 'node_modules/exiftool-vendored')];

interface Process {
  parent: number;
  command: string;
}

/** Process ids of sanitisers that were not started by anything that still lives: the system has taken them over. */
export async function orphans(): Promise<number[]> {
  const all = await allProcesses();
  const isOurs = ({ command }: Process) => OURS.some((path) => command.includes(path));
  const isOrphan = (process_: Process): boolean => {
    const parent = all.get(process_.parent);
    if (parent === undefined) return true;
    return isOurs(parent) ? isOrphan(parent) : !parent.command.startsWith(process.execPath);
  };
  return [...all].filter(([, found]) => isOurs(found) && isOrphan(found)).map(([pid]) => pid);
}

async function allProcesses(): Promise<Map<number, Process>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid): Promise<[number, Process][]> => {
      try {
        const [stat, command] = await Promise.all([
          readFile(`/proc/${pid}/stat`, 'latin1'),
          readFile(`/proc/${pid}/cmdline`, 'latin1'),
        ]);
        // The name of a program stands in brackets and may hold anything; its state and parent follow (proc(5)).
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return state === 'Z' ? [] : [[pid, { parent: Number(parent), command }]];
      } catch {
        // It ended while it was looked at.
        return [];
      }
    }),
  );
  return new Map(found.flat());
}

/** Process ids of all that hold a file of a spool open. */
export async function holdersOf(spool: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const holders = await Promise.all(
    pids.map(async (pid) => {
      const names = await readdir(`/proc/${pid}/fd`).catch(() => []);
      const links = await Promise.all(
        names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')),
      );
      return links.some((link) => link.startsWith(`${spool}/`)) ? [pid] : [];
    }),
  );
  return holders.flat();
}
