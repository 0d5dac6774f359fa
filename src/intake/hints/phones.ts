import type { Language } from '../../languages/language.ts';
import type { Hint } from './hint.ts';

/** Telephone numbers of Denmark, Norway and Sweden, and any with a country code. */
export function findPhones(text: string, languages: readonly Language[]): Hint[] {
  return [
    ...numbers(text, INTERNATIONAL, () => true),
    ...numbers(text, EIGHT_DIGITS, (found, before, behind) => {
      if (ANNOUNCED.test(before)) return true;
      return !REFERENCE.test(before) && !MONEY.test(behind) && !isDates(found);
    }),
    ...numbers(text, SWEDISH, (found, before) => {
      if (ANNOUNCED.test(before)) return true;
      if (isDates(found) || REFERENCE.test(before)) return false;
      return /^07\d/.test(found) || languages.includes('sv');
    }),
  ];
}

const GAP = '[ \\u00a0]';
/** Neither a part of a longer number, nor of a word, an amount, a date or a version. */
const START = `(?<![\\d\\p{L}+.,:/#@-])(?<!\\d${GAP})`;
const END = `(?!${GAP}?\\d)(?![\\p{L}@%])(?![.,:/-]\\d)`;

const INTERNATIONAL = /(?<![\d\p{L}])(?:\+|00)[1-9]\d{0,2}(?:[ \u00a0().-]{0,2}\d){6,12}(?!\d)/gu;
/** 22 33 44 55, 2233 4455, 912 34 567, 22334455. No number of Denmark or Norway begins with 0 or 1. */
const EIGHT_DIGITS = new RegExp(
  `${START}[2-9](?:\\d(?:([ \\u00a0.-])\\d\\d\\1\\d\\d\\1\\d\\d|\\d\\d${GAP}\\d{4}|\\d${GAP}\\d\\d${GAP}\\d{3}|\\d{6}))${END}`,
  'gu',
);
/** 070-123 45 67, 08-123 456 78, 0480-123 45, 0701234567. */
const SWEDISH = new RegExp(
  `${START}0[1-9]\\d{0,2}(?:[ –-]{1,3}\\d{2,3}(?:[ \\u00a0-]?\\d{2,3}){1,2}|(?<=07\\d)\\d{7})${END}`,
  'gu',
);

/** The words just before a number say what it is. */
const ANNOUNCED =
  /(?:tlf|telefon\p{L}{0,8}|tel|mobil\p{L}{0,8}|phone|cell|call|ring|sms|kald|nås|reach|(?:mit|mitt|my) (?:nummer|number)|nummeret)[^\d\n]{0,25}$/iu;
const REFERENCE =
  /(?:faktura|invoice|sag|sags|sak|saks|case|cvr|org|konto|account|ordre|order|bilag|journal|ean|ref|reference|ärende|diarie|fakturan?|løbe|varenr|nr|no|nummer|number)[\p{L}.]{0,10}[ :#.-]{0,4}(?:\p{L}{1,8}[ :.-]{1,3})?$/iu;
const MONEY = /^[ \u00a0]?(?:kr|dkk|sek|nok|eur|usd|mio|mill|tkr|€|\$|,-)/i;

function numbers(
  text: string,
  pattern: RegExp,
  counts: (found: string, before: string, behind: string) => boolean,
): Hint[] {
  return Array.from(text.matchAll(pattern)).flatMap(({ index, 0: found }): Hint[] => {
    const end = index + found.length;
    const before = text.slice(Math.max(0, index - 40), index);
    return counts(found, before, text.slice(end, end + 6))
      ? [{ kind: 'phone', start: index, end }]
      : [];
  });
}

/** 20240315, 15032024, 2023 2024, 01-02-2024. */
function isDates(found: string): boolean {
  const digits = found.replaceAll(/\D/g, '');
  if (digits.length !== 8) return false;
  const year = (text: string) => /^(?:19|20)\d\d$/.test(text);
  const [start, end] = [digits.slice(0, 4), digits.slice(4)];
  if (year(start) && (year(end) || isDay(end.slice(2), end.slice(0, 2)))) return true;
  return year(end) && (isDay(start.slice(0, 2), start.slice(2)) || isDay(start.slice(2), start));
}

function isDay(day: string, month: string): boolean {
  const [d, m] = [Number(day), Number(month.slice(0, 2))];
  return d >= 1 && d <= 31 && m >= 1 && m <= 12;
}
