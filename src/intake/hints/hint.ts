/** What in a text can tell who wrote it. */
export const HINT_KINDS = [
  'idNumber',
  'email',
  'phone',
  'address',
  'plate',
  'name',
  'role',
  'event',
] as const;
export type HintKind = (typeof HINT_KINDS)[number];

/** A place in a text: UTF-16 positions, `end` behind the last one. */
export interface Hint {
  kind: HintKind;
  start: number;
  end: number;
}

/** Letters of any alphabet and digits do not stand before or behind a whole word. */
export const BEFORE_WORD = '(?<![\\p{L}\\d])';
export const BEHIND_WORD = '(?![\\p{L}\\d])';

/** A pattern of whole words that does not mind how letters and single spaces are written. */
export function words(pattern: string): RegExp {
  const spaced = pattern.replaceAll(' ', '[ \\u00a0]{1,3}');
  return new RegExp(`${BEFORE_WORD}(?:${spaced})${BEHIND_WORD}`, 'giu');
}

/** Every match of a pattern as a hint. Patterns bound all their repetitions, so that this takes linear time. */
export function matches(kind: HintKind, pattern: RegExp, text: string): Hint[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    kind,
    start: match.index,
    end: match.index + match[0].length,
  }));
}
