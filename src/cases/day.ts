/**
 * Calendar days and months. Every date the rules reckon with goes through here.
 *
 * A `Day` is an ISO string `YYYY-MM-DD` and a `Month` an ISO string `YYYY-MM`, both in the channel's time zone: a stored
 * hour would tell when a reporter sat at the keyboard, and no law read here counts in hours.
 */

declare const dayBrand: unique symbol;
declare const monthBrand: unique symbol;

export type Day = string & { readonly [dayBrand]: 'day' };
export type Month = string & { readonly [monthBrand]: 'month' };

/** A length of time as statutes give it. Whole numbers, zero or more. */
export type Period =
  | { readonly days: number }
  | { readonly months: number }
  | { readonly years: number };

/** 0 is Sunday, 6 is Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export class InvalidDay extends Error {
  override readonly name = 'InvalidDay';
}

export class InvalidPeriod extends Error {
  override readonly name = 'InvalidPeriod';
}

const MS_PER_DAY = 86_400_000;

/** The day it is at `instant` in `timeZone` (an IANA name). Throws RangeError for an unknown zone or an invalid Date. */
export function dayOf(instant: Date, timeZone: string): Day {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((found) => found.type === type)?.value ?? '';
  return parseDay(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`);
}

/** Reads `YYYY-MM-DD`. Throws InvalidDay for another shape and for days the calendar does not have. */
export function parseDay(text: string): Day {
  const day = text as Day;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || fromUtc(utc(day)) !== text) {
    throw new InvalidDay('not a day of the calendar');
  }
  return day;
}

/** Reads `YYYY-MM`. Throws InvalidDay for anything else. */
export function parseMonth(text: string): Month {
  parseDay(`${text}-01`);
  return text as Month;
}

/** `days` may be negative. */
export function addDays(day: Day, days: number): Day {
  return fromUtc(utc(day) + whole(days) * MS_PER_DAY);
}

/**
 * The same date `months` later or earlier, or the last day of that month where it has no such date: 31 January + 3 months is
 * 30 April. Regulation 1182/71 art. 3(2)(c), lag (1930:173) 1 §, forældelsesloven § 27, stk. 1.
 */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = numbers(day);
  const first = Date.UTC(year, month - 1 + whole(months), 1);
  const lastDate = new Date(Date.UTC(year, month + whole(months), 1) - MS_PER_DAY).getUTCDate();
  return fromUtc(first + (Math.min(date, lastDate) - 1) * MS_PER_DAY);
}

/**
 * The last day of a period that an event on `day` sets running. The day of the event is not counted (Regulation 1182/71
 * art. 3(1), second subparagraph), so 7 days from the 1st end with the 8th.
 */
export function addPeriod(day: Day, period: Period): Day {
  if ('days' in period) return addDays(day, counted(period.days));
  if ('months' in period) return addMonths(day, counted(period.months));
  return addMonths(day, 12 * counted(period.years));
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (utc(to) - utc(from)) / MS_PER_DAY;
}

/** Negative, zero or positive, for sorting. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isBefore(a: Day, b: Day): boolean {
  return a < b;
}

export function isAfter(a: Day, b: Day): boolean {
  return a > b;
}

/** The earliest day given, skipping nulls; null when there is none. */
export function earliest(...days: readonly (Day | null)[]): Day | null {
  return days.reduce(
    (best, day) => (best === null || (day !== null && day < best) ? day : best),
    null,
  );
}

/** The latest day given, skipping nulls; null when there is none. */
export function latest(...days: readonly (Day | null)[]): Day | null {
  return days.reduce(
    (best, day) => (best === null || (day !== null && day > best) ? day : best),
    null,
  );
}

export function weekdayOf(day: Day): Weekday {
  return new Date(utc(day)).getUTCDay() as Weekday;
}

export function yearOf(day: Day): number {
  return numbers(day)[0];
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7) as Month;
}

/** The first day of `month`. */
export function firstDayOf(month: Month): Day {
  return `${month}-01` as Day;
}

/** The last day of `month`. */
export function lastDayOf(month: Month): Day {
  return addDays(addMonths(firstDayOf(month), 1), -1);
}

/** The month `months` after `month`; earlier when negative. */
export function shiftMonth(month: Month, months: number): Month {
  return monthOf(addMonths(firstDayOf(month), months));
}

function numbers(day: Day): [year: number, month: number, date: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

function utc(day: Day): number {
  const [year, month, date] = numbers(day);
  return Date.UTC(year, month - 1, date);
}

function fromUtc(ms: number): Day {
  const text = Number.isNaN(ms) || Math.abs(ms) > 8.64e15 ? '' : new Date(ms).toISOString();
  // Years past 9999 come out with a sign and six digits, which would no longer sort as text.
  if (!/^\d{4}-/.test(text)) throw new InvalidDay('outside the years 0 to 9999');
  return text.slice(0, 10) as Day;
}

function whole(count: number): number {
  if (!Number.isSafeInteger(count)) throw new InvalidPeriod('not a whole number');
  return count;
}

function counted(count: number): number {
  if (whole(count) < 0) throw new InvalidPeriod('a period cannot be negative');
  return count;
}
