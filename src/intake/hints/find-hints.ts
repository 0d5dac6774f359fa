import type { Language } from '../../languages/language.ts';
import { HINT_KINDS, type Hint, type HintKind } from './hint.ts';
import { findIdNumbers } from './id-numbers.ts';
import { findNames } from './names.ts';
import { findPhones } from './phones.ts';
import { findPhrases } from './phrases.ts';
import { findPlaces } from './places.ts';
import { textLanguages } from './text-languages.ts';

/**
 * What in a text could tell who wrote it, in the order of the text, none over another. Finds what has a form; who reads
 * the text knows more, which is why its page promises nothing. Keeps nothing, never throws, and takes linear time: every
 * repetition in every pattern is bounded.
 */
export function findHints(text: string, page: Language): Hint[] {
  const languages = textLanguages(text, page);
  const found = [
    ...findIdNumbers(text),
    ...findPlaces(text),
    ...findPhones(text, languages),
    ...findNames(text, languages),
    ...findPhrases(text, languages),
  ];
  return withoutOverlaps(found);
}

/** Of two hints about the same words the surer kind stays, and of one kind the longer. */
function withoutOverlaps(found: readonly Hint[]): Hint[] {
  const rank = (kind: HintKind) => HINT_KINDS.indexOf(kind);
  const sorted = [...found].sort((one, other) => one.start - other.start || other.end - one.end);
  const kept: Hint[] = [];
  for (const hint of sorted) {
    const last = kept.at(-1);
    if (last === undefined || hint.start >= last.end) kept.push(hint);
    else if (rank(hint.kind) < rank(last.kind)) kept[kept.length - 1] = hint;
  }
  return kept;
}
