import { access, constants, readlink, realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  asNobody,
  bubblewrapped,
  onlyLimited,
  type Surroundings,
  type Tools,
  unshared,
  type Walls,
} from './enclosures.ts';
import { startIsolated } from './isolated-process.ts';
import type { KernelLimits } from './program.ts';
import { nodeProgram } from './programs.ts';
import { systemCallFilter } from './system-calls.ts';

/**
 * What stands between a hostile file and the machine, best first.
 * - `bubblewrap`: own namespaces, no network, nothing of the disk but the programs, kernel limits, few system calls
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
  | 'processes' // see the server's processes
  | 'programs'; // start a program

export interface Isolation extends Walls {
  readonly level: IsolationLevel;
  /** Seen from inside by a probe that ran in this isolation. */
  readonly gaps: readonly Gap[];
  /** Why a better one does not start, in the words of bubblewrap where it is installed. */
  readonly complaint?: string;
}

/** No enclosure works here; the message says what to install. Untrusted bytes must not be parsed then. */
export class NoIsolation extends Error {
  override name = 'NoIsolation';
}

/**
 * Finds the best isolation this machine can give by trying each from the inside.
 *
 * @param allowed the levels to try, and for which surroundings, for tests
 * @throws NoIsolation
 */
export async function findIsolation(
  limits: KernelLimits,
  allowed: readonly IsolationLevel[] = ['bubblewrap', 'namespaces', 'limits'],
  surroundings: readonly Surroundings[] = ['open', 'unit'],
): Promise<Isolation> {
  const isRoot = process.getuid?.() === 0;
  let complaint: string | undefined;
  for (const candidate of candidates(await findTools(), isRoot, limits, surroundings)) {
    if (!allowed.includes(candidate.level)) continue;
    const found = await probe(candidate);
    if (typeof found !== 'string') {
      const why = candidate.level === 'bubblewrap' || !complaint ? {} : { complaint };
      return { ...candidate, gaps: found, ...why };
    }
    complaint = /^bwrap: .*$/m.exec(found)?.[0] ?? complaint;
  }
  throw new NoIsolation('no isolation works here: install util-linux (prlimit) or bubblewrap');
}

type Candidate = Omit<Isolation, 'gaps' | 'complaint'>;

/** Best first. */
function* candidates(
  tools: Tools,
  isRoot: boolean,
  limits: KernelLimits,
  surroundings: readonly Surroundings[],
): Generator<Candidate> {
  const { bwrap, prlimit, unshare, setpriv } = tools;
  if (!prlimit) return;
  for (const [filter, inside] of bwrap ? bubblewraps(surroundings) : []) {
    const filtered = filter !== undefined;
    const enclose = bubblewrapped(bwrap ?? '', prlimit, limits, { filtered, inside });
    if (isRoot && setpriv) {
      yield { level: 'bubblewrap', enclose: asNobody(setpriv, enclose), filter };
    }
    yield { level: 'bubblewrap', enclose, filter };
  }
  const filter = undefined;
  if (unshare && setpriv) {
    const enclose = unshared({ unshare, setpriv, prlimit }, isRoot, limits);
    yield { level: 'namespaces', enclose, filter };
  }
  for (const dropper of setpriv ? [setpriv, undefined] : [undefined]) {
    yield { level: 'limits', enclose: onlyLimited(prlimit, dropper, isRoot, limits), filter };
  }
}

/** Inside a unit the filter is what keeps sockets from being opened, so it is never left out there. */
function bubblewraps(
  surroundings: readonly Surroundings[],
): [filter: Buffer | undefined, inside: Surroundings][] {
  const filter = systemCallFilter();
  const filtered = surroundings.map((inside): [typeof filter, Surroundings] => [filter, inside]);
  return filter ? [...filtered, [undefined, 'open']] : [[undefined, 'open']];
}

/**
 * Runs a probe inside and returns what it could still do, or what the enclosure says when it does not start at all.
 * The probe runs without Node's permission model, so that it sees what the kernel alone would let native code do.
 */
async function probe(candidate: Candidate): Promise<Gap[] | string> {
  const namespace = await readlink('/proc/self/ns/pid');
  const program = nodeProgram('isolation-probe.ts', [namespace, String(process.pid)], {
    permissions: false,
  });
  const inside = startIsolated(candidate, program, {
    channel: false,
    complaints: true,
  });
  const complaints = text(inside.stderr ?? Readable.from([])).catch(() => '');
  const timer = setTimeout(inside.kill, 20_000);
  try {
    return JSON.parse(await text(inside.stdout));
  } catch {
    return await complaints;
  } finally {
    clearTimeout(timer);
    inside.kill();
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
