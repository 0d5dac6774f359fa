import type { From } from '../sharing/fair-turns.ts';
import type { SpoolFile } from '../spool/spool.ts';

/** Why a file of a form was not kept; the text goes in all the same. */
export type Refusal = 'tooLarge' | 'tooMany' | 'empty';

/** A file as it arrived: in the spool, or refused. Its name stays behind at the door; `from` is the circuit it came by. */
export type Upload =
  | { kept: true; file: SpoolFile; sha256: string; from?: From }
  | { kept: false; refusal: Refusal; bytes: number };
