import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** The file to clean; a SpoolFile is one. */
export interface Source {
  readonly size: number;
  /** A read-only descriptor of its own, for large files. Closed by the sanitiser. */
  open(): Promise<FileHandle>;
  /** The bytes from the start, for small files. */
  stream(): Readable;
}
