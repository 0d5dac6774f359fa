/**
 * Characters that are not seen can carry a mark of whom a copy was given to. All that Unicode says to ignore in display go,
 * but for the ones that change what is read:
 * joiners inside emoji and between letters of scripts that join, variation selectors behind emoji, ideographs and Mongolian
 * letters, the tags of the three flags that are made with them. Bidirectional marks go: the letters say their direction.
 */
const JOINING_SCRIPTS = [
  'Arabic',
  'Syriac',
  'Nko',
  'Mongolian',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Myanmar',
  'Khmer',
]
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const IGNORED = '\\p{Default_Ignorable_Code_Point}';
const EMOJI = '\\p{Extended_Pictographic}\\uFE0F?\\p{Emoji_Modifier}?';
const FLAG_TAGS = ['gbeng', 'gbsct', 'gbwls'].map((region) =>
  [...region].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join(''),
);
const FLAG_END = '\\u{E007F}';
const FLAG = `\\u{1F3F4}(?:${FLAG_TAGS.join('|')})${FLAG_END}`;
const KEPT = [
  `(?<=${EMOJI})\\u200D(?=\\p{Extended_Pictographic})`,
  `(?<=[${JOINING_SCRIPTS}])(?<!${IGNORED})[\\u200C\\u200D](?!${IGNORED})(?=[${JOINING_SCRIPTS}])`,
  `(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]`,
  `(?<=[0-9#*])\\uFE0F(?=\\u20E3)`,
  `(?<=\\p{Unified_Ideograph})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]`,
  `(?<=[\\u1820-\\u18AA])[\\u180B-\\u180F]`,
].join('|');

/** Every whole flag, so that it is stepped over; else the characters to drop. */
const INVISIBLE = new RegExp(
  `${FLAG}|(?!${KEPT})[${IGNORED}\\p{Noncharacter_Code_Point}\\uFFF9-\\uFFFB]`,
  'gu',
);

const ESCAPE = '\u001b';
/** Terminal colours, and terminal links with their hidden address (ECMA-48 § 5.4, 5.6). */
const ESCAPES = new RegExp(
  [
    `${ESCAPE}\\[[0-?]*[ -/]*[@-~]`,
    `${ESCAPE}[P\\]X^_][^\u0007${ESCAPE}]*(?:\u0007|${ESCAPE}\\\\)?`,
    `${ESCAPE}[ -/]*[0-~]?`,
  ].join('|'),
  'g',
);
const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const CONTROLS = /[^\P{Cc}\t\n]/gu;
/** Spaces of other widths; the ideographic one and the one that keeps words together are left. */
const SPACES = /[\u1680\u2000-\u200a\u202f\u205f]/g;

/**
 * The text as it is read: one kind of line end, spaces of one width, nothing invisible.
 * @param note is called for every run of hidden characters
 */
export function visibleText(text: string, note: (places: number) => void): string {
  let places = 0;
  let last = -1;
  const drop = (match: string, at: number) => {
    if (match.length > 2) return match; // a flag
    if (at !== last) places++;
    last = at + match.length;
    return '';
  };
  const lines = text.replace(LINE_ENDS, '\n');
  const plain = lines
    .replace(ESCAPES, () => {
      places++;
      return '';
    })
    .replace(CONTROLS, () => {
      places++;
      return '';
    })
    .replace(INVISIBLE, drop)
    .replace(SPACES, ' ');
  if (places > 0) note(places);
  return plain;
}
