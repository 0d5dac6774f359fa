import { problemOf } from './open-part.ts';
import type { ProblemKind } from './opened-case.ts';

/** One part kept the whole from being made; `problem` says in which way, `part` where in the case. */
export class PartError extends Error {
  override name = 'PartError';
  readonly part: string;
  readonly problem: ProblemKind;

  constructor(part: string, cause: unknown) {
    const { kind, why } = problemOf(part, cause);
    super(`${part}: ${why}`, { cause });
    this.part = part;
    this.problem = kind;
  }
}
