import type { Language } from '../../languages/language.ts';
import { type Hint, matches, words } from './hint.ts';

/** Names where somebody introduces themselves or signs; never names of others. */
export function findNames(text: string, languages: readonly Language[]): Hint[] {
  return languages.flatMap((language) => {
    const { named, am, signed } = PHRASES[language];
    return [
      ...introduced(text, named, ANY_NAME, NO_NAME),
      ...introduced(text, am, NAME, NO_NAME),
      ...introduced(text, signed, SIGNATURE, NO_NAME),
    ];
  });
}

interface Phrases {
  /** Behind these comes a name, however it is written. */
  named: RegExp;
  /** Behind these a name has a capital letter, all else has none. */
  am: RegExp;
  /** The end of a letter. */
  signed: RegExp;
}

const PHRASES: Record<Language, Phrases> = {
  da: {
    named: words('jeg hedder|mit(?: fulde)? navn er|undertegnede|navnet er mit:?'),
    am: words('jeg er|kald mig|jeg,'),
    signed: words(
      '(?:med )?(?:venlig|bedste|kærlig|de bedste) (?:hilsen|hilsner)|hilsen|mvh|m\\.v\\.h|vh',
    ),
  },
  nb: {
    named: words('jeg heter|mitt(?: fulle)? navn er|navnet mitt er|undertegnede'),
    am: words('jeg er|kall meg|jeg,'),
    signed: words('(?:med )?(?:vennlig|beste) (?:hilsen|hilsener)|hilsen|mvh|vh'),
  },
  sv: {
    named: words('jag heter|mitt(?: fullständiga)? namn är|undertecknad'),
    am: words('jag är|kalla mig|jag,'),
    signed: words('(?:med )?(?:vänlig|vänliga|bästa) (?:hälsning|hälsningar)|hälsningar|mvh'),
  },
  en: {
    named: words("my(?: full)? name(?: is|[’']s)|the undersigned"),
    am: words("I am|I[’']m|call me|I,"),
    signed: words(
      '(?:kind|best|warm|with) regards|regards|(?:yours )?(?:sincerely|faithfully|truly)',
    ),
  },
};

/** A capital letter, then small ones: HR and IT are none. */
const ONE = "\\p{Lu}[\\p{Ll}'’][\\p{L}'’-]{0,30}";
const MORE = `(?: (?:(?:af|von|van|de|der|den|la) )?(?:${ONE}|\\p{Lu}\\.)){0,3}`;
const NAME = new RegExp(`[ \\u00a0]{1,3}(${ONE}${MORE})`, 'uy');
const ANY_NAME =
  /[ \u00a0,:]{1,4}(\p{L}[\p{L}'’-]{1,30}(?: (?:\p{Lu}\.|\p{Lu}[\p{L}'’-]{1,30})){0,3})/uy;
/** Nothing else stands on the line of a signature. */
const SIGNATURE = new RegExp(
  `[ \\u00a0,.!\\r\\n]{1,6}(${ONE}${MORE})(?=[ \\u00a0,.]{0,3}(?:\\r?\\n|$))`,
  'uy',
);

/** What can stand behind these phrases with a capital, or in the place of a name. */
const NO_NAME = new Set(
  `ikke inte not ikkje kendt kjent känt known kun bare bara only også också also på on i in mentioned nævnt nevnt
  nämnt hemligt hemmelig hemmeligt secret withheld blevet blitt blivit brugt brukt använt being used det den er är is
  har ønsker vill vil som and og och at att that to til till never aldrig aldri
  danish swedish norwegian finnish german polish english british american dutch french spanish italian turkish
  arab arabic iranian iraqi syrian ukrainian russian romanian lithuanian african asian european nordic
  muslim christian catholic jewish protestant hindu buddhist
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
  september october november december chief head manager director`.split(/\s+/),
);

function introduced(
  text: string,
  phrase: RegExp,
  name: RegExp,
  noName: ReadonlySet<string>,
): Hint[] {
  return matches('name', phrase, text).flatMap(({ end }): Hint[] => {
    name.lastIndex = end;
    const match = name.exec(text);
    const found = match?.[1];
    if (!match || !found || noName.has((found.split(' ')[0] ?? '').toLowerCase())) return [];
    const until = match.index + match[0].length;
    return [{ kind: 'name', start: until - found.length, end: until }];
  });
}
