import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const EVERY_MS = 15;

/**
 * The most memory that all processes started by this one, and by those, took together while `work` ran, in MB. Shared
 * pages count in parts (PSS, proc(5)), so that the sum is what the machine really gives. Looking costs time of its own: of
 * many large processes, look seldom.
 */
export async function peakOfChildren(
  work: () => Promise<unknown>,
  everyMs = EVERY_MS,
): Promise<number> {
  return highest(await sampled(work, everyMs), new Set());
}

/** As above, without those that had been there before and are still there afterwards: they had no part in the work. */
export async function peakOfNewChildren(work: () => Promise<unknown>): Promise<number> {
  const before = new Set(await descendants(process.pid));
  const samples = await sampled(work, EVERY_MS);
  return highest(samples, before.intersection(new Set(await descendants(process.pid))));
}

/** Memory by process, again and again while `work` runs. */
async function sampled(
  work: () => Promise<unknown>,
  everyMs: number,
): Promise<Map<number, number>[]> {
  const samples: Map<number, number>[] = [];
  let running = true;
  const looking = (async () => {
    while (running) {
      samples.push(await memoryOf(await descendants(process.pid)));
      await wait(everyMs);
    }
  })();
  try {
    await work();
  } finally {
    running = false;
    await looking;
  }
  return samples;
}

function highest(
  samples: readonly ReadonlyMap<number, number>[],
  without: ReadonlySet<number>,
): number {
  return samples.reduce((peak, sizes) => Math.max(peak, sum(sizes, without)), 0);
}

/** Memory of all processes started by this one, in MB, at this moment. */
export async function memoryOfChildren(): Promise<number> {
  return sum(await memoryOf(await descendants(process.pid)), new Set());
}

function sum(sizes: ReadonlyMap<number, number>, without: ReadonlySet<number>): number {
  return [...sizes].reduce((total, [pid, size]) => total + (without.has(pid) ? 0 : size), 0);
}

async function descendants(pid: number): Promise<number[]> {
  const children = (await childrenOf(pid)).flat();
  return [...children, ...(await Promise.all(children.map(descendants))).flat()];
}

async function childrenOf(pid: number): Promise<number[]> {
  const tasks = await orNothing(readdir(`/proc/${pid}/task`), []);
  const lists = tasks.map((task) =>
    orNothing(readFile(`/proc/${pid}/task/${task}/children`, 'latin1'), ''),
  );
  return (await Promise.all(lists)).flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

async function memoryOf(pids: number[]): Promise<Map<number, number>> {
  const sizes = pids.map(async (pid): Promise<[number, number]> => {
    const text = await orNothing(readFile(`/proc/${pid}/smaps_rollup`, 'latin1'), '');
    return [pid, Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024];
  });
  return new Map(await Promise.all(sizes));
}

/** A process may end between being listed and being read. */
async function orNothing<T>(reading: Promise<T>, nothing: T): Promise<T> {
  try {
    return await reading;
  } catch {
    return nothing;
  }
}
