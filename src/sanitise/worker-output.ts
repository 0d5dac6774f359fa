import { writeSync } from 'node:fs';
import type { Sink } from './formats/format.ts';
import { headOf } from './pieces.ts';

/** Where a worker writes its result. */
export interface WorkerOutput extends Sink {
  /** Length of the result so far. */
  readonly bytes: number;
  /** Writes what is still held back; at the end. */
  finish(): void;
}

/** The result itself. */
export function bytesOutput(fd: number): WorkerOutput {
  let total = 0;
  return {
    get bytes() {
      return total;
    },
    async output(bytes) {
      total += bytes.length;
      writeAll(fd, bytes);
    },
    keep: undefined,
    finish: () => {},
  };
}

/** The result in pieces, for a worker whose file the readers of the result can read as well. */
export function piecesOutput(fd: number): WorkerOutput {
  let total = 0;
  let from = 0;
  let to = 0;

  function finish(): void {
    if (to > from) writeAll(fd, headOf({ at: from, length: to - from }));
    from = to;
  }
  return {
    get bytes() {
      return total;
    },
    async output(bytes) {
      if (bytes.length === 0) return;
      finish();
      total += bytes.length;
      writeAll(fd, headOf({ at: undefined, length: bytes.length }));
      writeAll(fd, bytes);
    },
    async keep(at, length) {
      if (at !== to) {
        finish();
        from = at;
      }
      total += length;
      to = at + length;
      if (to - from >= LONGEST) finish();
    },
    finish,
  };
}

/** So that those who read the result are not left without work until all of a film is looked through. */
const LONGEST = 8 << 20;

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    at += writeSync(fd, bytes, at, bytes.length - at, null);
  }
}
