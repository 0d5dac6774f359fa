import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rm, statfs, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Claim, openClaims, SpoolFull, type Uploader } from './claims.ts';

export { SpoolFull, type Uploader } from './claims.ts';

/** Linux's magic number of tmpfs (statfs(2)): memory, never a disk. */
const TMPFS_MAGIC = 0x01021994;
/** Bytes that are read at a time. */
const PIECE = 1 << 18;

/**
 * An upload in progress, kept in memory-backed storage under no name: the file is unlinked as soon as it is open,
 * so that the kernel frees it when the process ends, however it ends.
 */
export interface SpoolFile {
  /** Bytes written so far. */
  readonly size: number;
  append(chunk: Uint8Array): Promise<void>;
  /** A read-only descriptor of its own, positioned at the start. The caller closes it. */
  open(): Promise<FileHandle>;
  /** The bytes from the start, at most `length` of them. */
  stream(length?: number): Readable;
  discard(): Promise<void>;
}

/** Room in the spool, promised before the first byte of a body is read. Releasing it discards its files. */
export interface Reservation {
  file(): Promise<SpoolFile>;
  /** Everything has arrived. */
  arrived(): void;
  release(): Promise<void>;
}

export interface Spool {
  /** True when the spool is memory that no disk backs (tmpfs). */
  readonly inMemory: boolean;
  /** @throws SpoolFull when a request of `bytes` cannot be let in now */
  reserve(bytes: number, uploader?: Uploader): Reservation;
  close(): Promise<void>;
}

export interface SpoolLimits {
  /** Bytes that all uploads in progress may take together. */
  budget: number;
  /** Uploads in progress; all of them, and of one circuit. */
  atOnce?: number;
  each?: number;
  /**
   * Bytes on top of the budget for requests of at most `smallRequest` bytes, so that large uploads over slow circuits
   * never keep out somebody who only wants to write.
   */
  smallBudget: number;
  smallRequest: number;
}

/** Forms without large files that one circuit may have under way: a browser that sends again by itself has two. */
const SMALL_EACH = 8;

/** Somebody of whom nothing is known, who waits without telling anybody. */
const NOBODY: Uploader = {
  from: null,
  arrived: () => 0,
  waits: () => ({ [Symbol.dispose]: () => undefined }),
  ended: () => undefined,
};

export async function openSpool(dir: string, limits: SpoolLimits): Promise<Spool> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const inMemory = (await statfs(dir)).type === TMPFS_MAGIC;
  const { budget, smallBudget, atOnce = 64, each = atOnce } = limits;
  const large = openClaims({ budget, atOnce, each });
  const small = openClaims({
    budget: smallBudget,
    atOnce: Number.POSITIVE_INFINITY,
    each: SMALL_EACH,
  });

  return {
    inMemory,
    reserve(bytes, uploader = NOBODY) {
      // The fields of a form are held in memory whatever the spool does, so small forms count as they announce themselves.
      const claim =
        bytes <= limits.smallRequest
          ? small.claim(bytes, uploader, true)
          : large.claim(bytes, uploader, false);
      return reservation(dir, bytes, claim);
    },
    close: () => rm(dir, { recursive: true, force: true }),
  };
}

function reservation(dir: string, bytes: number, claim: Claim): Reservation {
  const files = new Set<SpoolFile>();
  let left = bytes;
  let open = true;
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other: the last bytes of a file may still wait for room when the next one begins. */
  function take(length: number): Promise<void> {
    if (length > left) throw new SpoolFull('the reservation is used up');
    left -= length;
    const taken = turn.then(() => claim.take(length));
    turn = taken.catch(() => undefined);
    return taken;
  }

  return {
    async file() {
      const file = await createFile(dir, take);
      if (!open) {
        // Released while the file was made: nobody else would close it.
        await file.discard();
        throw new SpoolFull('the reservation was released');
      }
      files.add(file);
      return file;
    },
    arrived: () => claim.arrived(),
    async release() {
      if (!open) return;
      open = false;
      await Promise.all([...files].map((file) => file.discard()));
      claim.giveBack();
    },
  };
}

async function createFile(
  dir: string,
  take: (length: number) => Promise<void>,
): Promise<SpoolFile> {
  const path = join(dir, randomBytes(16).toString('hex'));
  const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const handle = await open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  await unlink(path);
  let size = 0;
  let discarded = false;

  return {
    get size() {
      return size;
    },
    async append(chunk) {
      await take(chunk.length);
      for (let done = 0; done < chunk.length; ) {
        const { bytesWritten } = await writeOrFull(handle, chunk, done, size);
        done += bytesWritten;
        size += bytesWritten;
      }
    },
    // Reopening by descriptor gives the sanitiser a read-only view with its own position.
    open: () => open(`/proc/self/fd/${handle.fd}`, constants.O_RDONLY),
    stream: (length = size) =>
      Readable.from(pieces(handle, length), { objectMode: false, highWaterMark: PIECE }),
    async discard() {
      if (discarded) return;
      discarded = true;
      await handle.close();
    },
  };
}

/**
 * The first bytes of a file. Not by the handle's own streams: when one of them is broken off, because a sanitiser died over
 * the file, it closes the handle whatever `autoClose` says, and the file could not be kept unchanged any more.
 */
async function* pieces(handle: FileHandle, length: number): AsyncGenerator<Buffer> {
  for (let position = 0; position < length; ) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, length - position));
    const { bytesRead } = await handle.read(piece, 0, piece.length, position);
    if (bytesRead === 0) throw new Error('a file of the spool is shorter than what was written');
    yield piece.subarray(0, bytesRead);
    position += bytesRead;
  }
}

/** A memory file system that is smaller than the budget is full too. */
async function writeOrFull(handle: FileHandle, chunk: Uint8Array, start: number, position: number) {
  try {
    return await handle.write(chunk, start, chunk.length - start, position);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    throw new SpoolFull('the memory file system is full', { cause: error });
  }
}
