import { BEFORE_WORD, type Hint, matches, words } from './hint.ts';

/** E-mail addresses, where somebody lives, and number plates. */
export function findPlaces(text: string): Hint[] {
  return [
    ...matches('email', EMAIL, text),
    ...matches('address', NORDIC_STREET, text),
    ...matches('address', ENGLISH_STREET, text),
    ...behind(text, LIVES, PLACE_NAME),
    ...matches('plate', SPACED_PLATE, text),
    ...behind(text, CAR, PLATE),
  ];
}

const EMAIL =
  /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,4}/gu;

/** Storegade 5, Gammel Kongevej 12 B, 2. tv, 1850 Frederiksberg; Storgata 3; Drottninggatan 7, 111 51 Stockholm. */
const STREET_ENDS =
  'vej|vejen|gade|gaden|vænge|vænget|allé|alle|stræde|strædet|parken|vei|veien|vegen|gata|gate|gaten|svingen|bakken|gatan|vägen|gränd|stigen|backen|gården';
const CAPITAL_WORD = "\\p{Lu}[\\p{L}'’-]{0,30}";
const NORDIC_STREET = new RegExp(
  `${BEFORE_WORD}(?:${CAPITAL_WORD} ){0,2}(?!Motor)\\p{Lu}\\p{L}{0,25}?(?:${STREET_ENDS}) \\d{1,3}(?: ?[A-Za-z](?!\\p{L}))?(?!\\d)` +
    `(?:, ?\\d{1,2}\\. ?(?:tv|th|mf|sal)\\.?)?(?:,? (?:\\d{4}|\\d{3} ?\\d{2}) ${CAPITAL_WORD})?`,
  'gu',
);
const ENGLISH_STREET = new RegExp(
  `(?<!\\d)\\d{1,4}[A-Z]? (?:${CAPITAL_WORD} ){1,3}(?:Street|Road|Lane|Avenue|Drive|Close|Square|Terrace|Gardens|St|Rd|Ave)(?!\\p{L})`,
  'gu',
);

const LIVES = words(
  '(?:jeg|vi) bor (?:i|på|ved)|(?:jag|vi) bor (?:i|på|vid)|(?:I|we) live (?:in|at|on)|min adresse er|min adress är|my address is',
);
const PLACE_NAME = new RegExp(`[ \\u00a0]{1,3}(${CAPITAL_WORD}(?: ${CAPITAL_WORD}){0,3})`, 'uy');

/** AB 12 345, as Danish plates are written. */
const SPACED_PLATE = /(?<![\p{L}\d])[A-Z]{2} \d{2} \d{3}(?![\p{L}\d])(?! ?\d)/gu;
const CAR = words(
  'nummerplade|registreringsnummer|regnr|reg\\.?nr|reg\\. nr|bil|bilen|min bil|skilt|skiltet|registreringsskylt|skylt|bilar|bilens|car|number plate|licence plate|registration|registration number',
);
const PLATE =
  /(?:[ .:,(]{1,3}(?:er|är|is|med|nummer|nr|number|plate)?\.?[ :]{0,2})([A-Z]{2} ?\d{2} ?\d{3}|[A-Z]{3} ?\d{2}[A-Z\d])(?![\p{L}\d])/uy;

/** What stands just behind a phrase, marked without the phrase. */
function behind(text: string, phrase: RegExp, what: RegExp): Hint[] {
  const kind = what === PLATE ? 'plate' : 'address';
  return matches(kind, phrase, text).flatMap(({ end }): Hint[] => {
    what.lastIndex = end;
    const match = what.exec(text);
    const found = match?.[1];
    if (!match || !found) return [];
    const until = match.index + match[0].length;
    return [{ kind, start: until - found.length, end: until }];
  });
}
