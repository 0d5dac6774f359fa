import { NotCleanable } from '../format.ts';

/**
 * What a document may cost. Real documents stay far below; bombs (a thousandfold Flate, nested forms that expand to
 * 10^30 operators, page trees without end) stop here before memory or the process's CPU limit does.
 */
export const LIMITS = {
  pages: 10_000,
  objects: 2_000_000,
  /** Bytes a single stream may decode to; also what an image's rows may take. */
  stream: 256 << 20,
  /** Bytes all streams together may decode to: so many in any case, and so many more for each byte of the file. */
  decoded: 2 ** 31,
  decodedForEach: 100,
  /** Forms inside forms, functions inside functions. */
  depth: 24,
  /** Operators a page executes when its forms are followed, forms drawn twice counted twice. */
  operators: 100_000_000,
  /** Pixels of one page that is kept as a picture: A3 at 200 dpi has 7.7 million. */
  pagePixels: 30_000_000,
} as const;

export const tooComplex = (what: string): NotCleanable => new NotCleanable('tooComplex', what);

/** Sums up decoded bytes over a whole document. */
export interface Budget {
  /** @throws NotCleanable('tooComplex') when the document has decoded more than it may. */
  spend(bytes: number): void;
}

/** @param size of the file in bytes; scans without loss expand to tens of times their size */
export function decodingBudget(size: number): Budget {
  let left = LIMITS.decoded + LIMITS.decodedForEach * size;
  return {
    spend(bytes) {
      left -= bytes;
      if (left < 0) throw tooComplex('decoded more than a document may');
    },
  };
}
