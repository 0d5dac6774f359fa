import type { Language } from '../../languages/language.ts';
import { findHints } from './find-hints.ts';
import { HINT_KINDS, type HintKind } from './hint.ts';
import { markedText, type Piece } from './marked-text.ts';

/** A text that was looked through, as views/hints.njk shows it. */
export interface CheckedText {
  empty: boolean;
  count: number;
  pieces: Piece[];
  /** The kinds that were found, in the order of their advice. */
  kinds: HintKind[];
}

/** Looks a text through in memory; nothing of it stays. */
export function checkText(text: string, page: Language): CheckedText {
  const found = findHints(text, page);
  return {
    empty: text.trim() === '',
    count: found.length,
    pieces: markedText(text, found),
    kinds: HINT_KINDS.filter((kind) => found.some((hint) => hint.kind === kind)),
  };
}
