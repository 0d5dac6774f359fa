import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FileType } from './file-types.ts';
import type { Exit } from './isolated-process.ts';
import type { PerlModule } from './judge/allowed-tags.ts';
import { type Listing, unexpectedTags } from './judge/exiftool.ts';
import type { Limits } from './limits.ts';
import type { Reason, Sanitised } from './outcome.ts';
import type { Report } from './protocol.ts';
import { feed, share } from './pump.ts';
import type { Source } from './source.ts';
import type { Worker } from './worker-process.ts';

/** Where a job gets its processes from, one of each. */
export interface Staff {
  cleaner(): Worker;
  /** A cleaner whose stdin is this descriptor. */
  cleanerOf(fd: number): Worker;
  verifier(): Worker;
  listing(type: FileType): Listing;
  /** What ExifTool cannot see here. */
  readonly lacks: readonly PerlModule[];
}

/** Ends a job that does not end `clean`. */
class Stopped extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Takes one file through three processes: one cleans it; what it writes goes to `output` and at the same time to two
 * that check it. Leaves it to the caller to end `output`.
 *
 * @throws what `source` or `output` failed with
 */
export async function cleanFile(
  source: Source,
  output: Writable,
  staff: Staff,
  limits: Limits,
  closing: AbortSignal,
): Promise<Sanitised> {
  if (source.size === 0) return { clean: false, type: 'unknown', reason: 'damaged' };
  const job = startJob(source.size, limits, closing);
  let type: FileType = 'unknown';
  const seekable = source.size > limits.pipe;
  try {
    const cleaner = job.employ(seekable ? await openedCleaner(source, staff) : staff.cleaner());
    cleaner.order({ task: 'clean', size: source.size, seekable });
    const fed = cleaner.stdin ? feed(source.stream(), cleaner.stdin) : Promise.resolve();
    const cleaned = supervise(cleaner);
    try {
      const [result] = await Promise.all([cleaned, fed]);
      return result;
    } finally {
      job.end();
      await Promise.allSettled([cleaned, fed]);
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    const reason = job.outOfTime ? 'timeout' : closing.aborted ? 'failed' : error.reason;
    return { clean: false, type, reason };
  } finally {
    job.end();
  }

  async function supervise(cleaner: Worker): Promise<Sanitised> {
    let report = await cleaner.report();
    if (report?.step === 'found') {
      type = report.type;
      report = await cleaner.report();
    }
    if (report?.step !== 'making') throw await whyNot(cleaner, report);
    const making = report.type;
    const verifier = job.employ(staff.verifier());
    const listing = job.employ(staff.listing(making));
    verifier.order({ task: 'verify', type: making });
    const checked = Promise.all([verifier.report(), listing.tags()]);

    const most = limits.output + 8 * source.size;
    const checkers = [verifier.stdin, listing.stdin].filter((stdin) => stdin !== null);
    const last = cleaner.report();
    const length = last.then((said) => (said?.step === 'done' ? said.bytes : undefined));
    const bytes = await share(cleaner.stdout, output, checkers, most, length);
    if (bytes === undefined) throw new Stopped('tooComplex');
    report = await last;
    if (report?.step !== 'done') throw await whyNot(cleaner, report);
    const { removed } = report;
    if (report.bytes !== bytes) throw new Stopped('failed');

    // The cleaner ends beside the checks, which take longer. A verdict is the last thing a checker does, so nobody waits
    // for its end.
    const [[verified, tags], exit] = await Promise.all([checked, endOf(cleaner)]);
    if (exit && exit.code !== 0) throw new Stopped('failed');
    // The verifier tells how much it saw: a check of a part is no check.
    if (verified?.step !== 'done' || verified.bytes !== bytes) throw new Stopped('residue');
    if (!tags || unexpectedTags(making, tags, staff.lacks).length > 0) throw new Stopped('residue');
    return { clean: true, type: making, removed, bytes };
  }
}

/** A crash after the last word comes at once; a runtime that is slow to end has had its work checked nevertheless. */
const SLOW_END_MS = 2000;

function endOf(worker: Worker): Promise<Exit | undefined> {
  return Promise.race([worker.exited, wait(SLOW_END_MS, undefined, { ref: false })]);
}

async function openedCleaner(source: Source, staff: Staff): Promise<Worker> {
  const handle = await source.open();
  try {
    return staff.cleanerOf(handle.fd);
  } finally {
    // The worker has its own copy of the descriptor.
    await handle.close();
  }
}

/** The processes of one job and the clock that ends them. */
function startJob(size: number, limits: Limits, closing: AbortSignal) {
  const processes: { kill(): void }[] = [];
  let outOfTime = false;
  let over = closing.aborted;
  const seconds = limits.seconds + (limits.secondsPerMegabyte * size) / 2 ** 20;
  const timer = setTimeout(() => {
    outOfTime = true;
    end();
  }, seconds * 1000);
  closing.addEventListener('abort', end);

  function end(): void {
    over = true;
    clearTimeout(timer);
    closing.removeEventListener('abort', end);
    for (const process of processes) process.kill();
  }
  return {
    get outOfTime() {
      return outOfTime;
    },
    employ<P extends { kill(): void }>(process: P): P {
      processes.push(process);
      if (over) process.kill();
      return process;
    },
    end,
  };
}

async function whyNot(cleaner: Worker, report: Report | undefined): Promise<Stopped> {
  if (report?.step === 'refused') return new Stopped(report.reason);
  // A report out of turn: no honest worker does that.
  if (report) return new Stopped('failed');
  return new Stopped(reasonOfExit(await cleaner.exited));
}

const [SIGILL, SIGTRAP, SIGABRT, SIGKILL, SIGXCPU] = [4, 5, 6, 9, 24];

/** A worker that said nothing and ended. */
function reasonOfExit({ signal }: Exit): Reason {
  switch (signal) {
    case 'SIGXCPU':
    case SIGXCPU:
      return 'timeout';
    // V8 and the allocators abort when memory runs out; the kernel kills.
    case 'SIGILL':
    case SIGILL:
    case 'SIGTRAP':
    case SIGTRAP:
    case 'SIGABRT':
    case SIGABRT:
    case 'SIGKILL':
    case SIGKILL:
      return 'tooComplex';
    default:
      return 'failed';
  }
}
