/** Whether the clock can be believed; asked now and then, while the process runs. */
export type ClockWatch = () => boolean;

/** More than any summer time, leap or slow correction. */
const MOST_DRIFT_MS = 3_600_000;

/**
 * Compares the clock with one that nobody can set, from the start of the process on. Retention is reckoned in days of the
 * clock: one that jumps ahead by years would let everything be deleted at once, for good. So once it jumped, it is not
 * believed any more until it is back, or the process is started anew by somebody who has looked.
 */
export function watchClock(
  clock: () => Date,
  steady: () => number = () => performance.now(),
): ClockWatch {
  const apart = () => clock().getTime() - steady();
  const start = apart();
  return () => Math.abs(apart() - start) <= MOST_DRIFT_MS;
}
