/** Lets at most `most` tasks run at the same time; the others run in the order they came. */
export function takeTurns(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      // The turn is handed on, so nobody who comes now overtakes those who wait.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
