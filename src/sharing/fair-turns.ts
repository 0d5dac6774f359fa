/** Where a task comes from: the number of a Tor circuit, or null where nobody can be told from anybody else. */
export type From = number | null;

export interface TurnOptions {
  from?: From;
  /** Goes before those who are not, and is never refused: their number is bounded by whoever lets them in. */
  urgent?: boolean;
}

export interface FairTurns {
  /** Runs a task when its turn has come. @throws the error of `refusal` when too many are waiting */
  run<T>(task: () => Promise<T>, options?: TurnOptions): Promise<T>;
}

export interface FairTurnLimits {
  /** Tasks running at the same time. */
  atOnce: number;
  /** Tasks waiting that are not urgent; all of them, and of one circuit. */
  waiting: number;
  waitingEach: number;
  refusal: () => Error;
  /** Seconds, of any clock that goes forward. */
  now?: () => number;
}

interface Waiting {
  from: From;
  urgent: boolean;
  go(): void;
  refuse(error: Error): void;
}

/** Every so many turns goes to who has waited longest, so that a stream of newcomers keeps nobody waiting for ever. */
const PATIENCE = 8;
/** Seconds after which a turn that was had counts half. */
const FORGETTING = 60;
/** Circuits remembered; the one that had no turn for longest is forgotten first. */
const MOST = 10_000;

/**
 * Shares turns fairly between circuits: next comes the one that had the fewest turns lately, so that a circuit with two
 * hundred tasks waits for the one with a single task, and two hundred circuits that come again and again wait for the
 * one that comes for the first time. When too many wait, a newcomer takes the place of the greediest, or is refused.
 */
export function fairTurns(limits: FairTurnLimits): FairTurns {
  const now = limits.now ?? (() => performance.now() / 1000);
  const had = new Map<number, { turns: number; at: number }>();
  /** In the order in which they came. */
  const waiting: Waiting[] = [];
  let running = 0;
  let handed = 0;

  function turnsOf(from: From): number {
    const known = from === null ? undefined : had.get(from);
    if (known === undefined) return 0;
    // Less than half a turn is none, so that those who come first go first again.
    const turns = known.turns * 2 ** ((known.at - now()) / FORGETTING);
    return turns < 0.5 ? 0 : turns;
  }

  function noteTurn(from: From): void {
    if (from === null) return;
    const turns = turnsOf(from) + 1;
    had.delete(from);
    had.set(from, { turns, at: now() });
    const oldest = had.keys().next().value;
    if (had.size > MOST && oldest !== undefined) had.delete(oldest);
  }

  const places = (from: From) =>
    waiting.filter((other) => !other.urgent && other.from === from).length;

  /** What a circuit has taken of the others: turns it had, and places in the line. */
  const greed = (from: From) => turnsOf(from) + places(from);

  /** Makes room for a newcomer, or throws. */
  function admit(from: From): void {
    if (from !== null && places(from) >= limits.waitingEach) throw limits.refusal();
    const line = waiting.filter(({ urgent }) => !urgent);
    if (line.length < limits.waiting) return;
    // Without circuits all are alike, and who came first stays.
    const known = line.filter((other) => other.from !== null);
    const worst = known.reduce<Waiting | null>(
      (most, other) => (most === null || greed(other.from) >= greed(most.from) ? other : most),
      null,
    );
    if (from === null || worst === null || greed(worst.from) <= greed(from) + 1) {
      throw limits.refusal();
    }
    waiting.splice(waiting.indexOf(worst), 1);
    worst.refuse(limits.refusal());
  }

  function takeNext(): Waiting | undefined {
    handed += 1;
    if (handed % PATIENCE === 0) return taken(waiting[0]);
    const urgent = waiting.some((other) => other.urgent);
    const lane = waiting.filter((other) => other.urgent === urgent);
    const next = lane.reduce<Waiting | undefined>(
      (least, other) =>
        least === undefined || turnsOf(other.from) < turnsOf(least.from) ? other : least,
      undefined,
    );
    return taken(next);
  }

  function taken(next: Waiting | undefined): Waiting | undefined {
    if (next === undefined) return undefined;
    waiting.splice(waiting.indexOf(next), 1);
    noteTurn(next.from);
    return next;
  }

  return {
    async run(task, { from = null, urgent = false } = {}) {
      if (running < limits.atOnce) {
        running += 1;
        noteTurn(from);
      } else {
        if (!urgent) admit(from);
        // Whoever ends hands its turn over, so `running` stays as it is.
        await new Promise<void>((go, refuse) => waiting.push({ from, urgent, go, refuse }));
      }
      try {
        return await task();
      } finally {
        const next = takeNext();
        if (next) next.go();
        else running -= 1;
      }
    },
  };
}
