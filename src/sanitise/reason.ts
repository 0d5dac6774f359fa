import { NotCleanable } from './formats/format.ts';
import type { Reason } from './outcome.ts';

/** Errors of reading outside a buffer: the file promises bytes it does not have. */
const OUTSIDE = new Set(['ERR_OUT_OF_RANGE', 'ERR_BUFFER_OUT_OF_BOUNDS', 'ERR_INVALID_ARG_VALUE']);

/** What an error in a format means for the file. */
export function reasonOf(error: unknown): Reason {
  if (error instanceof NotCleanable) return error.reason;
  // Without a code a RangeError is V8's own: no more memory, stack, or length of a string or array.
  if (error instanceof RangeError && !OUTSIDE.has(String(Reflect.get(error, 'code')))) {
    return /outside the bounds/.test(error.message) ? 'damaged' : 'tooComplex';
  }
  return 'damaged';
}
