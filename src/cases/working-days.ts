/**
 * Which days are not working days, so that a unit is not called late before the law calls it late.
 *
 * The choice: a deadline's own day never moves, it is what the unit plans by and what a reporter is promised. Only the
 * *last day* on which acting is still in time moves to the next working day. Units cannot use the weekend to plan, and no
 * reporter reads on a Sunday that a deadline was broken, and a further route opened, when it was not.
 * Sources: Regulation (EEC, Euratom) 1182/71 art. 3(4); Sweden: lag (1930:173) om beräkning av lagstadgad tid 2 §; Denmark has
 * no general statute, so vejledning 9533 af 26/6/2018 and the days of forældelsesloven § 27, stk. 2 are followed by analogy.
 */
import { addDays, type Day, isBefore, parseDay, weekdayOf, yearOf } from './day.ts';

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
  return !(calendar === 'dk' ? danishHolidays : swedishHolidays)(yearOf(day)).includes(day);
}

/** Folkekirkens helligdage since 2024 (store bededag went by lov nr. 214 af 06/03/2023), and the days of forældelsesloven § 27, stk. 2. */
function danishHolidays(year: number): readonly Day[] {
  const easter = easterSunday(year);
  return [
    date(year, '01-01'),
    addDays(easter, -3), // skærtorsdag
    addDays(easter, -2),
    addDays(easter, 1),
    addDays(easter, 39), // Kristi himmelfartsdag
    addDays(easter, 50), // 2. pinsedag
    date(year, '06-05'), // grundlovsdag
    date(year, '12-24'),
    date(year, '12-25'),
    date(year, '12-26'),
    date(year, '12-31'),
  ];
}

/** Lag (1989:253) om allmänna helgdagar, and the three eves of lag (1930:173) 2 §. Days that are always Saturday or Sunday are left out. */
function swedishHolidays(year: number): readonly Day[] {
  const easter = easterSunday(year);
  return [
    date(year, '01-01'),
    date(year, '01-06'),
    addDays(easter, -2),
    addDays(easter, 1),
    date(year, '05-01'),
    addDays(easter, 39), // Kristi himmelsfärdsdag
    date(year, '06-06'),
    midsummerEve(year),
    date(year, '12-24'),
    date(year, '12-25'),
    date(year, '12-26'),
    date(year, '12-31'),
  ];
}

/** Midsummer day is the Saturday within 20–26 June (lag 1989:253, 2 §), its eve the day before. */
function midsummerEve(year: number): Day {
  let eve = date(year, '06-19');
  while (weekdayOf(eve) !== 5) eve = addDays(eve, 1);
  return eve;
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
  const fullMoon = addDays(date(year, '03-21'), epact - late);
  let easter = addDays(fullMoon, 1);
  while (weekdayOf(easter) !== 0) easter = addDays(easter, 1);
  return easter;
}

function date(year: number, monthAndDay: string): Day {
  return parseDay(`${String(year).padStart(4, '0')}-${monthAndDay}`);
}

/** Whether something done on `day` is too late for a deadline whose own day is `due`. */
export function isLate(calendar: WorkCalendar, due: Day, day: Day): boolean {
  return isBefore(workingDayFrom(calendar, due), day);
}
