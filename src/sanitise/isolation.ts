import { execFile } from 'node:child_process';
import { access, constants, readlink, realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import {
  asNobody,
  bubblewrapped,
  type Enclosure,
  onlyLimited,
  type Tools,
  unshared,
} from './enclosures.ts';
import { nodeProgram } from './programs.ts';

const run = promisify(execFile);

/**
 * What stands between a hostile file and the machine, best first.
 * - `bubblewrap`: own namespaces, no network, nothing of the disk but the programs, kernel limits
 * - `namespaces`: no network, own processes, kernel limits; the disk shows what everybody may read
 * - `limits`: kernel limits only
 */
export type IsolationLevel = 'bubblewrap' | 'namespaces' | 'limits';

/** What a process in the isolation could still do on this machine; empty is what one wants. */
export type Gap =
  | 'network' // open connections
  | 'disk' // read what its user may read
  | 'root' // act as root towards the disk it sees
  | 'environment' // see the server's environment
  | 'write' // write a file
  | 'processes'; // see the server's processes

export interface Isolation {
  readonly level: IsolationLevel;
  /** Seen from inside by a probe that ran in this isolation. */
  readonly gaps: readonly Gap[];
  /** The command line that runs a program inside the isolation. */
  enclose(program: Program): string[];
}

/** A program that parses untrusted bytes, and all it may read of the disk. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly reads: readonly string[];
  /** All there is in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

export interface KernelLimits {
  readonly cpuSeconds: number;
  readonly memory: number;
}

/** No enclosure works here; the message says what to install. Untrusted bytes must not be parsed then. */
export class NoIsolation extends Error {
  override name = 'NoIsolation';
}

/**
 * Finds the best isolation this machine can give by trying each from the inside.
 *
 * @param allowed the levels to try, for tests
 * @throws NoIsolation
 */
export async function findIsolation(
  limits: KernelLimits,
  allowed: readonly IsolationLevel[] = ['bubblewrap', 'namespaces', 'limits'],
): Promise<Isolation> {
  for (const { level, enclosure } of candidates(
    await findTools(),
    process.getuid?.() === 0,
    limits,
  )) {
    if (!allowed.includes(level)) continue;
    const gaps = await probe(enclosure);
    if (gaps) return { level, gaps, enclose: enclosure };
  }
  throw new NoIsolation('no isolation works here: install util-linux (prlimit) or bubblewrap');
}

function* candidates(tools: Tools, isRoot: boolean, limits: KernelLimits) {
  const { bwrap, prlimit, unshare, setpriv } = tools;
  if (!prlimit) return;
  if (bwrap) {
    const enclosure = bubblewrapped(bwrap, prlimit, limits);
    if (isRoot && setpriv) yield candidate('bubblewrap', asNobody(setpriv, enclosure));
    yield candidate('bubblewrap', enclosure);
  }
  if (unshare && setpriv) {
    yield candidate('namespaces', unshared({ unshare, setpriv, prlimit }, isRoot, limits));
  }
  yield candidate('limits', onlyLimited(prlimit, setpriv, isRoot, limits));
  yield candidate('limits', onlyLimited(prlimit, undefined, false, limits));
}

function candidate(level: IsolationLevel, enclosure: Enclosure) {
  return { level, enclosure };
}

/**
 * Runs a probe inside and returns what it could still do, or `undefined` when this enclosure does not start at all.
 * The probe runs without Node's permission model, so that it sees what the kernel alone would let native code do.
 */
async function probe(enclosure: Enclosure): Promise<Gap[] | undefined> {
  const [file = '', ...args] = enclosure(
    nodeProgram('isolation-probe.ts', [await readlink('/proc/self/ns/pid')], {
      permissions: false,
    }),
  );
  try {
    const { stdout } = await run(file, args, { env: {}, timeout: 20_000, killSignal: 'SIGKILL' });
    return JSON.parse(stdout);
  } catch {
    // Why it does not start does not matter: the next enclosure is tried, and the level found says what is missing.
    return undefined;
  }
}

async function findTools(): Promise<Tools> {
  const [bwrap, prlimit, unshare, setpriv] = await Promise.all(
    ['bwrap', 'prlimit', 'unshare', 'setpriv'].map(findTool),
  );
  return { bwrap, prlimit, unshare, setpriv };
}

/** System folders only: PATH may hold folders that others can write to. */
export async function findTool(name: string): Promise<string | undefined> {
  for (const folder of '/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin'.split(delimiter)) {
    try {
      await access(join(folder, name), constants.X_OK);
      return await realpath(join(folder, name));
    } catch {
      // not here
    }
  }
  return undefined;
}
