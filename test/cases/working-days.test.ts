import { expect } from 'chai';
import { addDays, parseDay, weekdayOf } from '../../src/cases/day.ts';
import { isWorkingDay, type WorkCalendar, workingDayFrom } from '../../src/cases/working-days.ts';

/** The days off from Monday to Friday in a year. */
function closedWeekdays(calendar: WorkCalendar, year: number): string[] {
  const found: string[] = [];
  for (let day = parseDay(`${year}-01-01`); day.startsWith(`${year}`); day = addDays(day, 1)) {
    const weekend = weekdayOf(day) === 0 || weekdayOf(day) === 6;
    expect(weekend && isWorkingDay(calendar, day)).to.equal(false);
    if (!weekend && !isWorkingDay(calendar, day)) found.push(day.slice(5));
  }
  return found;
}

describe('working days', () => {
  // As published for these years.
  for (const [calendar, year, days] of [
    ['dk', 2026, '01-01 04-02 04-03 04-06 05-14 05-25 06-05 12-24 12-25 12-31'],
    [
      'dk',
      2024, // store bededag (26 April) is gone
      '01-01 03-28 03-29 04-01 05-09 05-20 06-05 12-24 12-25 12-26 12-31',
    ],
    ['se', 2027, '01-01 01-06 03-26 03-29 05-06 06-25 12-24 12-31'],
    ['se', 2026, '01-01 01-06 04-03 04-06 05-01 05-14 06-19 12-24 12-25 12-31'],
    ['eu', 2026, ''],
  ] as const) {
    it(`knows the ${calendar} holidays of ${year} that fall on weekdays`, () => {
      expect(closedWeekdays(calendar, year).join(' ')).to.equal(days);
    });
  }

  // Easter Mondays of the almanac, among them the earliest and latest of the century and both of Gauss’s exceptions.
  for (const monday of [
    '1981-04-20',
    '2008-03-24',
    '2011-04-25',
    '2025-04-21',
    '2030-04-22',
    '2035-03-26',
    '2038-04-26',
    '2049-04-19',
    '2076-04-20',
  ]) {
    it(`takes ${monday} for Easter Monday`, () => {
      const day = parseDay(monday);
      expect(weekdayOf(day)).to.equal(1);
      expect(isWorkingDay('dk', day)).to.equal(false);
      expect(isWorkingDay('dk', addDays(day, 1))).to.equal(true);
      expect(isWorkingDay('dk', addDays(day, -3))).to.equal(false);
    });
  }

  for (const [calendar, from, to, why] of [
    ['dk', '2026-04-02', '2026-04-07', 'skærtorsdag to the Tuesday after Easter'],
    ['dk', '2026-12-24', '2026-12-28', 'Christmas and the weekend after it'],
    ['dk', '2026-06-05', '2026-06-08', 'grundlovsdag (forældelsesloven § 27, stk. 2)'],
    ['se', '2026-06-19', '2026-06-22', 'midsommarafton (lag 1930:173 2 §)'],
    ['se', '2026-06-05', '2026-06-05', 'no holiday in Sweden'],
    ['eu', '2026-06-06', '2026-06-08', 'a Saturday (Reg. 1182/71 art. 3(4))'],
    ['eu', '2026-12-25', '2026-12-25', 'holidays differ between member states'],
    ['every-day', '2026-12-25', '2026-12-25', 'a promise no law made'],
  ] as const) {
    it(`moves ${from} to ${to} in ${calendar}: ${why}`, () => {
      expect(workingDayFrom(calendar, parseDay(from))).to.equal(to);
    });
  }
});
