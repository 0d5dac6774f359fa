import { NotCleanable } from '../format.ts';

/** Refuses a finished result that holds something outside the list of what it may hold. */
export function residue(what: string): never {
  throw new NotCleanable('residue', what);
}

export function must(condition: boolean, what: string): asserts condition {
  if (!condition) residue(what);
}
