import type { FileType } from '../file-types.ts';
import type { Reason, RemovalKind } from '../outcome.ts';

/** Thrown by a format when a file cannot be cleaned or its result does not verify; the message is for developers. */
export class NotCleanable extends Error {
  override name = 'NotCleanable';
  readonly reason: Reason;

  constructor(reason: Reason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The bytes of one file, as the worker got them: by pipe, or (large files) by a read-only descriptor. */
export interface Input {
  /** Of a result that is being verified, which comes by pipe: the bytes read so far. */
  readonly size: number;
  /** True when `read` does not need the whole file in memory. */
  readonly seekable: boolean;
  /** At most `length` bytes from `start`; shorter only at the end. */
  read(start: number, length: number): Promise<Buffer>;
  /** As `read`, into a room of the reader's, to its end. @returns how many bytes; fewer only at the end of the input */
  fill(room: Buffer, start: number): Promise<number>;
  whole(): Promise<Buffer>;
  /** From the start, in pieces of at most 256 KiB, without keeping them. Once only when not `seekable`. */
  chunks(): AsyncIterable<Buffer>;
  /** As `chunks`, into a room of the reader's. */
  reader(): Reader;
}

/** Puts what comes next into `room` from `at` on. @returns how many bytes, 0 at the end */
export type Reader = (room: Buffer, at: number) => number;

/** Takes the clean bytes in order; resolves when they are out of the buffer, which may then be used again. */
export type Output = (bytes: Uint8Array) => Promise<void>;

/** Where the clean file goes. */
export interface Sink {
  readonly output: Output;
  /**
   * Puts a stretch of the input into the result at this point, as it stands, without its bytes going through here;
   * `undefined` where that cannot be.
   */
  readonly keep: ((at: number, length: number) => Promise<void>) | undefined;
}

/** What a format tells of its work and what it may ask for. */
export interface Job {
  /** The type that was found by content. */
  readonly type: FileType;
  /** The type of the file around this one; `undefined` for the file that was sent. */
  readonly within: FileType | undefined;
  /** Counts something that was removed. */
  removed(kind: RemovalKind, count?: number): void;
  /** Says that the result has another type than the input. Before the first byte of output. */
  becomes(type: FileType): void;
  /** As `output`, for what stands in the input. */
  readonly keep: Sink['keep'];
  /**
   * Cleans a file inside this file (a picture in a document, a member of an archive) and checks the result; what was
   * removed is counted with the outer file's. Lossless where the format has a lossless way.
   * @throws NotCleanable also when nested too deep
   */
  nested(bytes: Buffer): Promise<{ type: FileType; bytes: Buffer }>;
}

/** Checks a clean file inside a clean file as it would be checked by itself. */
export type VerifyMember = (bytes: Buffer, type: FileType) => Promise<void>;

/**
 * One family of formats. Runs only inside the isolated worker. Heavy libraries are imported inside the functions, so
 * that a job loads only what its type needs.
 */
export interface Format {
  /** Writes the clean file. Throws NotCleanable, or anything else, which counts as `damaged`. */
  clean(input: Input, output: Output, job: Job): Promise<void>;
  /**
   * Parses a finished result with an allow-list of its own, in another process than the one that made it, and throws
   * NotCleanable('residue') when it finds anything outside the list. `member` is for the files inside it.
   */
  verify(result: Input, type: FileType, member: VerifyMember): Promise<void>;
}
