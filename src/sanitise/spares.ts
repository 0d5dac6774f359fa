/** Something that takes time to start and is used once. */
interface Startable {
  readonly alive: boolean;
  kill(): void;
}

/** Keeps some processes of one kind started ahead, so that a job does not wait for a start. */
export interface Spares<P extends Startable> {
  /** One that is ready, or a fresh one. */
  take(): P;
  /** Starts what is missing; called when there is time for it. */
  refill(): void;
  close(): void;
}

export function keepSpares<P extends Startable>(start: () => P, count: number): Spares<P> {
  let waiting: P[] = [];
  let open = true;
  return {
    take() {
      for (let next = waiting.shift(); next; next = waiting.shift()) if (next.alive) return next;
      return start();
    },
    refill() {
      waiting = waiting.filter(({ alive }) => alive);
      while (open && waiting.length < count) waiting.push(start());
    },
    close() {
      open = false;
      for (const process of waiting) process.kill();
      waiting = [];
    },
  };
}
