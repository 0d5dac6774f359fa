/** One line of a result: what, how much, and beside what it is to be read. */
export function figure(what: string, value: string, beside = ''): void {
  console.log(`${what.padEnd(44)} ${value.padStart(16)}${beside === '' ? '' : `   ${beside}`}`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 === 1
      ? [sorted[middle], sorted[middle]]
      : sorted.slice(middle - 1, middle + 1);
  return (low + high) / 2;
}

/** Milliseconds that `work` took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs `work` `total` times, `clients` at once; gives how often a second, and each one's milliseconds. */
export async function rate(
  clients: number,
  total: number,
  work: () => Promise<unknown>,
): Promise<{ perSecond: number; each: number[] }> {
  const each: number[] = [];
  let left = total;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      each.push(await timed(work));
    }
  };
  const all = await timed(() => Promise.all(Array.from({ length: clients }, client)));
  return { perSecond: (1000 * total) / all, each };
}
