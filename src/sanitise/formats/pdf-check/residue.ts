import { NotCleanable } from '../format.ts';

export const residue = (what: string): NotCleanable => new NotCleanable('residue', `PDF: ${what}`);

/** @throws NotCleanable('residue') unless the condition holds */
export function expect(holds: unknown, what: string): asserts holds {
  if (!holds) throw residue(what);
}
