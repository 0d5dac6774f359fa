import type { Hint } from './hint.ts';

/**
 * Danish CPR numbers, Swedish personnummer and Norwegian fødselsnummer. The day of birth in them must exist; written
 * with its dash or space that is enough for a warning, ten or eleven bare digits must also fit their check digits, or
 * stand behind a word that says what they are.
 */
export function findIdNumbers(text: string): Hint[] {
  const found: Hint[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const { index } = match;
    const [whole, century = '', birth = '', separator = '', end = ''] = match;
    const named = NAMED.test(text.slice(Math.max(0, index - 30), index));
    if (plausible(century, birth, end) && (separator !== '' || named || checks(birth + end))) {
      found.push({ kind: 'idNumber', start: index, end: index + whole.length });
    }
  }
  return found;
}

const NUMBER = /(?<![\d-])(19|20)?(\d{6})([-+– ]?)(\d{4,5})(?![\d-])/g;
const NAMED =
  /(?:cpr|personnum|fødselsnum|personnr|fødselsnr|civil registration|identity num|id num)[^\d]{0,20}$/i;

/** What is added to the day of birth of people without a residence, in Norway and in Sweden. */
const D_NUMBER = 40;
const COORDINATION = 60;

function plausible(century: string, birth: string, end: string): boolean {
  const [first = 0, month = 0, last = 0] = birth.match(/\d\d/g)?.map(Number) ?? [];
  if (end.length === 5)
    return century === '' && (isDay(first, month) || isDay(first - D_NUMBER, month));
  const danish = century === '' && isDay(first, month);
  const swedish = isDay(last, month) || isDay(last - COORDINATION, month);
  return danish || swedish;
}

/** The year does not matter: 29 February is a day. */
function isDay(day: number, month: number): boolean {
  const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

const CPR_WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const NORWEGIAN_WEIGHTS = [
  [3, 7, 6, 1, 8, 9, 4, 5, 2, 1],
  [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1],
];

function checks(number: string): boolean {
  const digits = [...number].map(Number);
  const weighed = (weights: readonly number[]) =>
    weights.reduce((sum, weight, place) => sum + weight * (digits[place] ?? 0), 0) % 11 === 0;
  if (digits.length === 11) return NORWEGIAN_WEIGHTS.every(weighed);
  return weighed(CPR_WEIGHTS) || luhn(digits);
}

function luhn(digits: readonly number[]): boolean {
  const sum = digits.reduce((total, digit, place) => {
    const weighed = place % 2 === 0 ? digit * 2 : digit;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
}
