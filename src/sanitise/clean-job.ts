import { detect } from './detect.ts';
import type { FileType } from './file-types.ts';
import { type Input, type Job, NotCleanable, type Sink } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import { bufferInput } from './input.ts';
import { REMOVAL_KINDS, type Removal, type RemovalKind } from './outcome.ts';
import { verifyResult } from './verify-result.ts';

/** A picture in a document in an archive is as deep as real reports go. */
const DEEPEST = 3;
/** A presentation with a thousand pictures is real; so is a zip bomb of small files. */
const MOST_FILES = 4000;
const MOST_BYTES = 512 * 2 ** 20;

/** What the outside is told while the job runs. */
export interface Progress {
  found(type: FileType): void;
  making(type: FileType): void;
}

/** What all files of one job, inside each other, share. */
interface Ledger {
  removed: Map<RemovalKind, number>;
  files: number;
  bytes: number;
}

/**
 * Finds the type by content, cleans, and counts.
 *
 * @throws NotCleanable, or anything a format throws
 */
export async function cleanJob(input: Input, sink: Sink, progress: Progress): Promise<Removal[]> {
  const ledger: Ledger = { removed: new Map(), files: 0, bytes: 0 };
  await cleanOne(input, sink, progress, [], ledger);
  return REMOVAL_KINDS.flatMap((kind) => {
    const count = ledger.removed.get(kind);
    return count === undefined ? [] : [{ kind, count }];
  });
}

async function cleanOne(
  input: Input,
  { output, keep }: Sink,
  progress: Progress,
  around: readonly FileType[],
  ledger: Ledger,
): Promise<void> {
  const type = await detect(input);
  progress.found(type);
  const format = await FORMATS[type]?.();
  if (!format) throw new NotCleanable('unsupported', `no way to clean ${type}`);
  let making = type;
  let started = false;
  const start = () => {
    if (!started) progress.making(making);
    started = true;
  };
  const job: Job = {
    type,
    within: around.at(-1),
    removed(kind, count = 1) {
      if (count > 0) ledger.removed.set(kind, (ledger.removed.get(kind) ?? 0) + count);
    },
    becomes(result) {
      if (started) throw new Error('the type of the result is told before its first byte');
      making = result;
    },
    keep:
      keep &&
      ((at, length) => {
        start();
        return keep(at, length);
      }),
    nested: (bytes) => cleanNested(bytes, [...around, type], ledger),
  };
  await format.clean(
    input,
    async (bytes) => {
      start();
      await output(bytes);
    },
    job,
  );
  if (!started) throw new NotCleanable('damaged', 'nothing is left of the file');
}

async function cleanNested(
  bytes: Buffer,
  around: readonly FileType[],
  ledger: Ledger,
): Promise<{ type: FileType; bytes: Buffer }> {
  if (around.length > DEEPEST) throw new NotCleanable('tooComplex', 'files nested too deep');
  if (++ledger.files > MOST_FILES) throw new NotCleanable('tooComplex', 'too many files inside');
  ledger.bytes += bytes.length;
  if (ledger.bytes > MOST_BYTES) throw new NotCleanable('tooComplex', 'too much inside');
  const pieces: Uint8Array[] = [];
  let type: FileType = 'unknown';
  await cleanOne(
    bufferInput(bytes),
    {
      output: async (piece) => {
        pieces.push(Buffer.from(piece));
      },
      keep: undefined,
    },
    {
      found: () => {},
      making: (made) => {
        type = made;
      },
    },
    around,
    ledger,
  );
  const result = Buffer.concat(pieces);
  await verifyResult(bufferInput(result), type);
  return { type, bytes: result };
}
