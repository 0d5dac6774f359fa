import type { CaseEvent } from './case-events.ts';

/** Why a step may not be taken; a page tells it in the member's language. */
export const ILLEGAL_BECAUSE = [
  'not-received', // a history must begin with the receipt
  'repeated', // it is so already
  'before-last-step', // dated before the latest step
  'wrong-stage',
  'unknown-reason', // none, or not one of the list
  'unknown-outcome',
  'unknown-theme', // not a code
  'not-in-this-profile', // the law of this channel does not have it
  'too-late',
  'confirmed-already',
  'waived-already',
  'told-already',
  'reachable', // there still is a way to tell the reporter
  'no-mailbox',
  'access-ended',
  'content-deleted',
  'needs-investigation', // an outcome of substantive processing
  'investigated', // an outcome that excludes substantive processing
  'not-asked', // the reporter asked for nothing of the kind
  'not-a-duplicate',
  'undecided', // no outcome yet
  'decided', // an outcome stands in the way
  'reporter-not-told', // feedback or the final result is still owed
  'kept', // the retention rule does not let go of it yet
  'not-longer', // an extension that extends nothing, or beyond the law
] as const;
export type IllegalBecause = (typeof ILLEGAL_BECAUSE)[number];

export class IllegalStep extends Error {
  override readonly name = 'IllegalStep';
  readonly kind: CaseEvent['kind'] | null;
  readonly because: IllegalBecause;

  constructor(kind: CaseEvent['kind'] | null, because: IllegalBecause) {
    super(`${kind ?? 'nothing'}: ${because}`);
    this.kind = kind;
    this.because = because;
  }
}
