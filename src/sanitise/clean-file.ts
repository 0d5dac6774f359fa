import type { Writable } from 'node:stream';
import { assemble } from './assemble.ts';
import type { FileType } from './file-types.ts';
import type { Exit } from './isolated-process.ts';
import type { PerlModule } from './judge/allowed-tags.ts';
import { type Listing, unexpectedTags } from './judge/exiftool.ts';
import type { Limits } from './limits.ts';
import type { Reason, Sanitised } from './outcome.ts';
import { NoPiece } from './pieces.ts';
import type { Report } from './protocol.ts';
import { feed, offer, share } from './pump.ts';
import type { Source } from './source.ts';
import type { Worker } from './worker-process.ts';

/** Where a job gets its processes from, one of each. */
export interface Staff {
  cleaner(): Worker;
  verifier(): Worker;
  /** Workers that can read the file itself. */
  cleanerOf(fd: number): Worker;
  verifierOf(fd: number): Worker;
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
  // Open as long as the job goes on.
  const file = source.size > limits.pipe ? await source.open() : undefined;
  const job = startJob(source.size, limits, closing);
  let type: FileType = 'unknown';
  try {
    const cleaner = job.employ(file ? staff.cleanerOf(file.fd) : staff.cleaner());
    // It starts beside the cleaner: both load what they need, and only then is there work for it.
    const verifier = file && job.employ(staff.verifierOf(file.fd));
    cleaner.order({ task: 'clean', size: source.size, seekable: file !== undefined });
    const fed = file ? Promise.resolve() : feed(source.stream(), cleaner.stdin);
    const cleaned = supervise(cleaner, verifier);
    try {
      const [result] = await Promise.all([cleaned, fed]);
      return result;
    } finally {
      job.end();
      await Promise.allSettled([cleaned, fed]);
    }
  } catch (thrown) {
    const error = thrown instanceof NoPiece ? new Stopped('failed') : thrown;
    if (!(error instanceof Stopped)) throw error;
    const reason = job.outOfTime ? 'timeout' : closing.aborted ? 'failed' : error.reason;
    return { clean: false, type, reason };
  } finally {
    job.end();
    await file?.close();
  }

  async function supervise(cleaner: Worker, started: Worker | undefined): Promise<Sanitised> {
    let report = await cleaner.report();
    if (report?.step === 'found') {
      type = report.type;
      report = await cleaner.report();
    }
    if (report?.step !== 'making') throw await whyNot(cleaner, report);
    const making = report.type;
    const verifier = started ?? job.employ(staff.verifier());
    const listing = job.employ(staff.listing(making));
    verifier.order({ task: 'verify', type: making, ...(file && { keptFrom: source.size }) });
    const checked = Promise.all([verifier.report(), listing.tags()]);

    const most = limits.output + 8 * source.size;
    const last = cleaner.report();
    const length = last.then((said) => (said?.step === 'done' ? said.bytes : undefined));
    // The verifier of a large file puts the pieces together itself.
    const whole = file
      ? assemble(cleaner.stdout, file, source.size, (bytes) => offer(verifier.stdin, bytes))
      : cleaner.stdout;
    const checkers = file ? [listing.stdin] : [listing.stdin, verifier.stdin];
    const bytes = await share(whole, output, checkers, most, length);
    verifier.stdin.end();
    if (bytes === undefined) throw new Stopped('tooComplex');
    report = await last;
    if (report?.step !== 'done') throw await whyNot(cleaner, report);
    const { removed } = report;
    if (report.bytes !== bytes) throw new Stopped('failed');

    // All it made is here and being checked. Its end says nothing new, and would take from the checks what time they need.
    cleaner.kill();
    const [verified, tags] = await checked;
    // The verifier tells how much it saw: a check of a part is no check.
    if (verified?.step !== 'done' || verified.bytes !== bytes) throw new Stopped('residue');
    if (!tags || unexpectedTags(making, tags, staff.lacks).length > 0) throw new Stopped('residue');
    return { clean: true, type: making, removed, bytes };
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
