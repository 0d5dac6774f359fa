import type { From } from '../sharing/fair-turns.ts';

/** The room for uploads in progress is used up; the reporter is asked to try again in some minutes. */
export class SpoolFull extends Error {
  override name = 'SpoolFull';
}

/** Whose upload it is, and how it goes. */
export interface Uploader {
  /** The circuit it comes by. */
  from: From;
  /** Bytes that have arrived so far. */
  arrived(): number;
  /** It has to wait for room through no fault of its own; `Symbol.dispose` says that it goes on. */
  waits(): Disposable;
  /** It is ended to let others in. */
  ended(): void;
}

/** A right to room: to all of it at once, or as bytes come. */
export interface Claim {
  /** Resolves when there is room for so many bytes more. @throws SpoolFull */
  take(bytes: number): Promise<void>;
  /** Everything has arrived: it is no longer ended for being slow. */
  arrived(): void;
  giveBack(): void;
}

export interface ClaimLimits {
  /** Bytes that all uploads may hold together. */
  budget: number;
  /** Uploads at once; all of them, and of one circuit. */
  atOnce: number;
  each: number;
  /** Seconds that an upload may wait for room. */
  patience?: number;
  /** Seconds, of any clock that goes forward. */
  now?: () => number;
}

/** Below this rate an upload may be ended, but only when somebody else finds no room: 0.26 Mbit/s. */
const SLOW = 32_768;
/** Seconds that every upload has before its rate is looked at. */
const RUN_UP = 30;
const PATIENCE = 300;
const LOOK_EVERY_MS = 5000;

interface Held extends Uploader {
  /** Bytes it may come to hold. */
  most: number;
  held: number;
  since: number;
  /** Seconds it had to wait for room. */
  waited: number;
  arriving: boolean;
  waiting: { bytes: number; go(): void; refuse(error: SpoolFull): void } | null;
  over: boolean;
}

/**
 * Who may hold how much. An upload holds what has arrived of it, not what it announced, and bytes are given only while
 * there is an order in which all uploads can still be finished (the banker's algorithm): two slow uploads of 500 MB
 * leave the room to a third one of 50 MB, and nobody gets stuck in the middle. When the places are used up, the
 * greediest circuit loses its newest upload to a newcomer, or the slowest upload goes.
 */
export function openClaims(limits: ClaimLimits) {
  const now = limits.now ?? (() => performance.now() / 1000);
  const patience = limits.patience ?? PATIENCE;
  const claims = new Set<Held>();
  let looking: NodeJS.Timeout | null = null;

  const ofCircuit = (from: From) =>
    from === null ? 0 : [...claims].filter((claim) => claim.from === from).length;

  /** Whether all could be finished one after the other if `claim` held `more`. */
  function safe(claim: Held, more: number): boolean {
    const after = [...claims].map((other) => ({
      held: other.held + (other === claim ? more : 0),
      most: other.most,
    }));
    let free = limits.budget - after.reduce((sum, { held }) => sum + held, 0);
    if (free < 0) return false;
    after.sort((a, b) => a.most - a.held - (b.most - b.held));
    for (const { held, most } of after) {
      if (most - held > free) return false;
      free += held;
    }
    return true;
  }

  /** Whoever is nearest to the end goes first: then there is room again soonest. */
  function serve(): void {
    const line = [...claims].filter(({ waiting }) => waiting !== null);
    line.sort((a, b) => a.most - a.held - (b.most - b.held));
    for (const claim of line) {
      const { waiting } = claim;
      if (waiting === null || !safe(claim, waiting.bytes)) continue;
      claim.held += waiting.bytes;
      claim.waiting = null;
      waiting.go();
    }
    if (looking !== null && !line.some(({ waiting }) => waiting !== null)) {
      clearInterval(looking);
      looking = null;
    }
  }

  function end(claim: Held): void {
    if (claim.over) return;
    claim.over = true;
    claims.delete(claim);
    claim.waiting?.refuse(new SpoolFull('the upload was ended'));
    claim.waiting = null;
    serve();
  }

  /** The slowest one of those that are too slow when others wait. */
  function slowest(): Held | null {
    const rate = (claim: Held) => claim.arrived() / Math.max(1, now() - claim.since - claim.waited);
    const slow = [...claims].filter(
      (claim) =>
        claim.arriving &&
        claim.waiting === null &&
        now() - claim.since - claim.waited > RUN_UP &&
        rate(claim) < SLOW,
    );
    return slow.sort((a, b) => rate(a) - rate(b))[0] ?? null;
  }

  /** The newest upload of a circuit that has at least two more than a newcomer's. */
  function greediest(from: From): Held | null {
    if (from === null) return null;
    const most = [...claims]
      .filter((claim) => claim.arriving && claim.from !== null)
      .reduce<Held | null>(
        (worst, claim) =>
          worst === null || ofCircuit(claim.from) >= ofCircuit(worst.from) ? claim : worst,
        null,
      );
    return most !== null && ofCircuit(most.from) >= ofCircuit(from) + 2 ? most : null;
  }

  function sendAway(claim: Held): void {
    end(claim);
    claim.ended();
  }

  /** Ends one that holds up others, if there is one; true when there was. */
  function endOneFor(from: From): boolean {
    const victim = greediest(from) ?? slowest();
    if (victim === null) return false;
    sendAway(victim);
    return true;
  }

  async function wait(claim: Held, bytes: number): Promise<void> {
    const start = now();
    using _waits = claim.waits();
    const timer = setTimeout(() => {
      claim.waiting?.refuse(new SpoolFull('no room became free'));
      claim.waiting = null;
    }, patience * 1000);
    looking ??= setInterval(() => {
      const victim = slowest();
      if (victim !== null) sendAway(victim);
    }, LOOK_EVERY_MS).unref();
    try {
      await new Promise<void>((go, refuse) => {
        claim.waiting = { bytes, go, refuse };
      });
    } finally {
      clearTimeout(timer);
      claim.waited += now() - start;
    }
  }

  return {
    /** @param atOnce whether all of it is held from the start. @throws SpoolFull */
    claim(most: number, uploader: Uploader, atOnce: boolean): Claim {
      const { from } = uploader;
      if (most > limits.budget || (from !== null && ofCircuit(from) >= limits.each)) {
        throw new SpoolFull('more than one upload may take');
      }
      const claim: Held = {
        ...uploader,
        most,
        held: 0,
        since: now(),
        waited: 0,
        arriving: true,
        waiting: null,
        over: false,
      };
      const held = () => [...claims].reduce((sum, other) => sum + other.held, atOnce ? most : 0);
      const fits = () => claims.size < limits.atOnce && held() <= limits.budget;
      while (!fits()) if (!endOneFor(from)) throw new SpoolFull('the room is used up');
      claims.add(claim);
      if (atOnce) claim.held = most;
      return {
        async take(bytes) {
          if (claim.over) throw new SpoolFull('the upload was ended');
          if (atOnce) return;
          if (claim.held + bytes > most) throw new SpoolFull('more came than was announced');
          if (safe(claim, bytes)) claim.held += bytes;
          else await wait(claim, bytes);
        },
        arrived() {
          claim.arriving = false;
        },
        giveBack: () => end(claim),
      };
    },
  };
}
