/** What one job may use before it is stopped. */
export interface Limits {
  /** Wall-clock seconds, on top of `secondsPerMegabyte` for large files. */
  seconds: number;
  secondsPerMegabyte: number;
  /** CPU seconds of each process (RLIMIT_CPU). */
  cpuSeconds: number;
  /** Bytes of memory of each process (RLIMIT_DATA). Node itself fails to start below about 800 MB. */
  memory: number;
  /** A result larger than this plus eight times the input is a bomb. */
  output: number;
  /** Files up to this size go to the worker by pipe; larger ones as a read-only descriptor. */
  pipe: number;
}

export const LIMITS: Limits = {
  seconds: 60,
  secondsPerMegabyte: 0.5,
  cpuSeconds: 60,
  memory: 2 ** 31,
  output: 64 * 2 ** 20,
  pipe: 32 * 2 ** 20,
};
