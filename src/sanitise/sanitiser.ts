import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { type From, fairTurns } from '../sharing/fair-turns.ts';
import { cleanFile, type Staff } from './clean-file.ts';
import { openCodeCache } from './code-cache.ts';
import { findIsolation, type Isolation, type IsolationLevel } from './isolation.ts';
import type { PerlModule } from './judge/allowed-tags.ts';
import { findExifTool, searchOf, startListing } from './judge/exiftool.ts';
import { LIMITS, type Limits } from './limits.ts';
import type { Sanitised } from './outcome.ts';
import { type WorkerKind, workerProgram } from './programs.ts';
import type { Source } from './source.ts';
import { keepSpares } from './spares.ts';
import { startWorker } from './worker-process.ts';

export interface Sanitiser {
  /** What protects this machine from a hostile file, as seen from inside. */
  readonly isolation: Pick<Isolation, 'level' | 'gaps'>;
  /**
   * Perl modules that ExifTool lacks here. Formats that need them rest on the structural check alone, which is the
   * stronger one of the two; nothing is called clean without it.
   */
  readonly exifToolLacks: readonly PerlModule[];
  /**
   * Cleans one file in processes of its own. The bytes written to `output` are provisional: they are clean only when
   * the promise resolves with `clean: true`, so the caller seals them to a staged file and deletes it otherwise.
   * `output` has ended when the promise resolves with `clean: true`, and is destroyed in every other case.
   *
   * Never rejects because of what the file holds.
   * @throws what `source` or `output` failed with
   */
  clean(source: Source, output: Writable, from?: From): Promise<Sanitised>;
  /** Kills what is running; running and waiting jobs end as `failed`. */
  close(): Promise<void>;
}

export interface SanitiserOptions {
  limits?: Partial<Limits>;
  /** Files cleaned at the same time; others wait their turn. Default 2. */
  concurrency?: number;
  /** Isolation levels that may be used, for tests. */
  levels?: readonly IsolationLevel[];
}

/**
 * @throws NoIsolation when untrusted bytes could not be kept apart at all
 * @throws NoPerl when ExifTool cannot run
 */
export async function openSanitiser(options: SanitiserOptions = {}): Promise<Sanitiser> {
  const limits = { ...LIMITS, ...options.limits };
  const [isolation, exifTool, cache] = await Promise.all([
    findIsolation(limits, options.levels),
    findExifTool(),
    openCodeCache(),
  ]);
  // Only where the disk is read-only for the processes that use it.
  const folder = isolation.level === 'bubblewrap' ? cache.folder : undefined;
  const program = (kind: WorkerKind) => workerProgram(kind, folder);
  const { started, killAll } = trackProcesses();
  const cleaners = keepSpares(() => started(startWorker(isolation, program('clean'))), 1);
  const verifiers = keepSpares(() => started(startWorker(isolation, program('verify'))), 1);
  const listings = {
    head: keepSpares(() => started(startListing(isolation, exifTool, 'head')), 1),
    whole: keepSpares(() => started(startListing(isolation, exifTool, 'whole')), 1),
  };
  const spares = [cleaners, verifiers, listings.head, listings.whole];
  const refill = whenFree(() => {
    for (const each of spares) each.refill();
  });
  const staff: Staff = {
    cleaner: cleaners.take,
    verifier: verifiers.take,
    cleanerOf: (fd) => started(startWorker(isolation, program('clean-now'), fd)),
    verifierOf: (fd) => started(startWorker(isolation, program('verify-now'), fd)),
    listing: (type) => listings[searchOf(type)].take(),
    lacks: exifTool.lacks,
  };
  // What waits here has arrived and been taken: it is never refused.
  const turns = fairTurns({
    atOnce: options.concurrency ?? 2,
    waiting: 0,
    waitingEach: 0,
    refusal: () => new Error('only what is not urgent is refused'),
  });
  const closing = new AbortController();
  refill.now();

  return {
    isolation,
    exifToolLacks: exifTool.lacks,
    async clean(source, output, from = null) {
      try {
        const job = async () => {
          refill.ifDue();
          try {
            return await cleanFile(source, output, staff, limits, closing.signal);
          } finally {
            refill.soon();
          }
        };
        const result = await turns.run(job, { from, urgent: true });
        if (result.clean) {
          output.end();
          await finished(output);
        }
        return result;
      } finally {
        output.destroy();
      }
    },
    async close() {
      closing.abort();
      refill.never();
      await cache.close();
      for (const each of spares) each.close();
      await killAll();
    },
  };
}

/** Until then the result of a job, on its way to somebody who waits, is through. */
const FREE_AFTER_MS = 50;

/**
 * Starting four processes holds up everything else here for 15 ms, and makes a job beside them half as slow again: it is
 * done when a job is over and its result is through, or, when the next one comes before that, for that one.
 */
function whenFree(refill: () => void) {
  let due: NodeJS.Timeout | undefined;
  const now = () => {
    clearTimeout(due);
    due = undefined;
    refill();
  };
  return {
    now,
    soon() {
      due ??= setTimeout(now, FREE_AFTER_MS).unref();
    },
    ifDue() {
      if (due) now();
    },
    never: () => clearTimeout(due),
  };
}

/** All that runs, so that nothing is left when the sanitiser closes. */
function trackProcesses() {
  const running = new Set<{ exited: Promise<unknown>; kill(): void }>();
  return {
    started<P extends { exited: Promise<unknown>; kill(): void }>(process: P): P {
      running.add(process);
      void process.exited.then(() => running.delete(process));
      return process;
    },
    async killAll(): Promise<void> {
      for (const process of running) process.kill();
      await Promise.all([...running].map(({ exited }) => exited));
    },
  };
}
