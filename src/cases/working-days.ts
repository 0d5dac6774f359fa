/**
 * Which days are not working days, so that a unit is not called late before the law calls it late.
 *
 * The choice: the day of a deadline never moves; it is what the unit plans by. Only the *last day* that still counts as in
 * time moves to the next working day, so that no reporter reads on a Sunday that a promise was broken and a further route is
 * open when neither is so.
 * Sources: Regulation (EEC, Euratom) 1182/71 art. 3(4); Sweden: lag (1930:173) om beräkning av lagstadgad tid 2 §; Denmark has
 * no general statute, so vejledning 9533 af 26/6/2018 and the days of forældelsesloven § 27, stk. 2 are followed by analogy.
 */
import { addDays, type Day, daysBetween, parseDay, weekdayOf, yearOf } from './day.ts';

/**
 * `eu` knows weekends only, because holidays are each member state's own (Regulation 1182/71 art. 2(1)); `every-day` moves
 * nothing, for promises that no law made.
 */
export type WorkCalendar = 'dk' | 'se' | 'eu' | 'every-day';

/** `day` itself when it is a working day, else the next one. */
export function workingDayFrom(calendar: WorkCalendar, day: Day): Day {
  let found = day;
  while (!isWorkingDay(calendar, found)) found = addDays(found, 1);
  return found;
}

export function isWorkingDay(calendar: WorkCalendar, day: Day): boolean {
  if (calendar === 'every-day') return true;
  const weekday = weekdayOf(day);
  if (weekday === 0 || weekday === 6) return false;
  if (calendar === 'eu') return true;
  const { dates, fromEaster } = HOLIDAYS[calendar];
  if (dates.includes(day.slice(5))) return false;
  if (calendar === 'se' && isMidsummerEve(day)) return false;
  return !fromEaster.includes(daysBetween(easterSunday(yearOf(day)), day));
}

/** Those that can fall on a weekday: as month and day, and as days from Easter Sunday. */
const HOLIDAYS = {
  /**
   * Folkekirkens helligdage since 2024 (store bededag went by lov nr. 214 af 06/03/2023): skærtorsdag, langfredag, 2. påskedag,
   * Kristi himmelfartsdag, 2. pinsedag; and grundlovsdag, 24 and 31 December by forældelsesloven § 27, stk. 2.
   */
  dk: {
    dates: ['01-01', '06-05', '12-24', '12-25', '12-26', '12-31'],
    fromEaster: [-3, -2, 1, 39, 50],
  },
  /** Lag (1989:253) om allmänna helgdagar, and the eves of lag (1930:173) 2 §. */
  se: {
    dates: ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'],
    fromEaster: [-2, 1, 39],
  },
} satisfies Record<string, { dates: readonly string[]; fromEaster: readonly number[] }>;

/** Midsummer day is the Saturday within 20–26 June (lag 1989:253, 2 §), its eve the day before. */
function isMidsummerEve(day: Day): boolean {
  const date = day.slice(5);
  return weekdayOf(day) === 5 && date >= '06-19' && date <= '06-25';
}

/**
 * Easter Sunday of the Gregorian calendar, from its own rules: the golden number gives the paschal full moon, corrected for
 * the centuries; Easter is the Sunday after it.
 */
function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leapsSkipped = century - Math.floor(century / 4);
  const moonCorrection = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + leapsSkipped - moonCorrection + 15) % 30;
  const late = epact === 29 || (epact === 28 && golden > 10) ? 1 : 0;
  const fullMoon = addDays(parseDay(`${String(year).padStart(4, '0')}-03-21`), epact - late);
  return addDays(fullMoon, 7 - weekdayOf(fullMoon));
}
