import { caseTexts as daCase } from './da/case.ts';
import * as daFiles from './da/files.ts';
import { intake as daIntake } from './da/intake.ts';
import { caseTexts as enCase } from './en/case.ts';
import * as enFiles from './en/files.ts';
import { intake as enIntake } from './en/intake.ts';
import type { Language } from './language.ts';
import { caseTexts as nbCase } from './nb/case.ts';
import * as nbFiles from './nb/files.ts';
import { intake as nbIntake } from './nb/intake.ts';
import { caseTexts as svCase } from './sv/case.ts';
import * as svFiles from './sv/files.ts';
import { intake as svIntake } from './sv/intake.ts';

/** Every text of the pages in one language. A text that is missing in a language fails the type check. */
export interface Catalogue {
  intake: typeof enIntake;
  case: typeof enCase;
  removed: typeof enFiles.removed;
  reasons: typeof enFiles.reasons;
}

export const CATALOGUES: Record<Language, Catalogue> = {
  da: { intake: daIntake, case: daCase, ...daFiles },
  sv: { intake: svIntake, case: svCase, ...svFiles },
  nb: { intake: nbIntake, case: nbCase, ...nbFiles },
  en: { intake: enIntake, case: enCase, ...enFiles },
};
