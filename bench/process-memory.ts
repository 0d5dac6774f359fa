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
  let running = true;
  let peak = 0;
  const sampled = (async () => {
    while (running) {
      peak = Math.max(peak, await memoryOf(await descendants(process.pid)));
      await wait(everyMs);
    }
  })();
  try {
    await work();
  } finally {
    running = false;
    await sampled;
  }
  return peak;
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

async function memoryOf(pids: number[]): Promise<number> {
  const sizes = pids.map(async (pid) => {
    const text = await orNothing(readFile(`/proc/${pid}/smaps_rollup`, 'latin1'), '');
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024;
}

/** A process may end between being listed and being read. */
async function orNothing<T>(reading: Promise<T>, nothing: T): Promise<T> {
  try {
    return await reading;
  } catch {
    return nothing;
  }
}
