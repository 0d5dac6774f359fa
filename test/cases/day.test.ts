import Database from 'better-sqlite3';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addPeriod,
  compareDays,
  type Day,
  dayOf,
  daysBetween,
  earliest,
  firstDayOf,
  InvalidDay,
  InvalidPeriod,
  lastDayOf,
  latest,
  monthOf,
  parseDay,
  parseMonth,
  shiftMonth,
  weekdayOf,
} from '../../src/cases/day.ts';

const d = parseDay;
const anyDay = fc.integer({ min: 0, max: 73_000 }).map((days) => addDays(d('1950-01-01'), days));

describe('days', () => {
  describe('are days in the channel’s time zone', () => {
    for (const [instant, zone, day] of [
      ['2026-03-01T22:59:59Z', 'Europe/Copenhagen', '2026-03-01'],
      ['2026-03-01T23:00:00Z', 'Europe/Copenhagen', '2026-03-02'],
      ['2026-07-01T21:59:59Z', 'Europe/Copenhagen', '2026-07-01'], // summer time
      ['2026-07-01T22:00:00Z', 'Europe/Copenhagen', '2026-07-02'],
      ['2026-12-31T23:30:00Z', 'Europe/Oslo', '2027-01-01'],
      ['2026-12-31T23:30:00Z', 'America/Nuuk', '2026-12-31'],
      ['2024-02-29T12:00:00Z', 'UTC', '2024-02-29'],
    ] as const) {
      it(`${instant} in ${zone} is ${day}`, () => {
        expect(dayOf(new Date(instant), zone)).to.equal(day);
      });
    }

    it('refuses an unknown zone and an invalid date', () => {
      expect(() => dayOf(new Date(0), 'Europe/Flen')).to.throw(RangeError);
      expect(() => dayOf(new Date(Number.NaN), 'UTC')).to.throw(RangeError);
    });
  });

  describe('add months by the date, else the month’s last day (Reg. 1182/71 art. 3(2)(c), lag 1930:173 1 §)', () => {
    for (const [from, months, to] of [
      ['2026-01-31', 3, '2026-04-30'],
      ['2026-01-15', 3, '2026-04-15'],
      ['2026-11-30', 3, '2027-02-28'],
      ['2027-11-30', 3, '2028-02-29'], // leap year
      ['2026-04-30', 3, '2026-07-30'], // the same date, not the last day again
      ['2024-02-29', 12, '2025-02-28'],
      ['2024-02-29', 48, '2028-02-29'],
      ['2026-12-31', 2, '2027-02-28'],
      ['2026-03-31', -1, '2026-02-28'],
      ['2026-08-31', 6, '2027-02-28'],
      ['2026-05-20', 0, '2026-05-20'],
      ['2100-02-28', 12, '2101-02-28'], // 2100 has no leap day
    ] as const) {
      it(`${from} and ${months} months make ${to}`, () => {
        expect(addMonths(d(from), months)).to.equal(to);
      });
    }
  });

  it('does not count the day of the event (Reg. 1182/71 art. 3(1)): 7 days from the 1st end with the 8th', () => {
    expect(addPeriod(d('2026-06-01'), { days: 7 })).to.equal('2026-06-08');
    expect(addPeriod(d('2026-06-01'), { months: 3 })).to.equal('2026-09-01');
    expect(addPeriod(d('2024-02-29'), { years: 2 })).to.equal('2026-02-28');
    expect(addPeriod(d('2026-06-01'), { days: 0 })).to.equal('2026-06-01');
  });

  it('agrees with SQLite on every sum of days and months', () => {
    const database = new Database(':memory:');
    const sum = database.prepare<[string, string], { day: string }>(
      `select date(?, ?, 'floor') as day`,
    );
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (day, count) => {
        expect(addDays(day, count)).to.equal(sum.get(day, `${count} days`)?.day);
        expect(addMonths(day, count)).to.equal(sum.get(day, `${count} months`)?.day);
      }),
      { numRuns: 500 },
    );
    database.close();
  });

  it('agrees with SQLite on distances and weekdays', () => {
    const database = new Database(':memory:');
    const ask = database.prepare<[string, string, string], { days: number; weekday: string }>(
      `select julianday(?) - julianday(?) as days, strftime('%w', ?) as weekday`,
    );
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const { days, weekday } = ask.get(b, a, a) ?? { days: Number.NaN, weekday: '' };
        expect(daysBetween(a, b)).to.equal(days);
        expect(String(weekdayOf(a))).to.equal(weekday);
        expect(Math.sign(compareDays(a, b))).to.equal(Math.sign(-days));
      }),
      { numRuns: 300 },
    );
    database.close();
  });

  for (const text of [
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-4-1',
    '26-04-01',
    '2026-04-01T00:00',
    ' 2026-04-01',
    '2026-04-00',
    '',
  ]) {
    it(`refuses “${text}”`, () => {
      expect(() => parseDay(text)).to.throw(InvalidDay);
    });
  }

  it('refuses parts of days, negative periods, and days beyond the calendar', () => {
    expect(() => addDays(d('2026-01-01'), 0.5)).to.throw(InvalidPeriod);
    expect(() => addMonths(d('2026-01-01'), Number.NaN)).to.throw(InvalidPeriod);
    expect(() => addPeriod(d('2026-01-01'), { days: -1 })).to.throw(InvalidPeriod);
    expect(() => addDays(d('9999-12-31'), 1)).to.throw(InvalidDay);
    expect(() => addMonths(d('2026-01-01'), 1e9)).to.throw(InvalidDay);
  });

  it('finds the earliest and the latest among days that may be missing', () => {
    const days: (Day | null)[] = [null, d('2026-03-01'), d('2026-02-01'), null, d('2026-02-15')];
    expect(earliest(...days)).to.equal('2026-02-01');
    expect(latest(...days)).to.equal('2026-03-01');
    expect(earliest(null, null)).to.equal(null);
    expect(latest()).to.equal(null);
  });

  it('knows the months around the year’s end and February', () => {
    expect(monthOf(d('2026-12-31'))).to.equal('2026-12');
    expect(shiftMonth(parseMonth('2026-01'), -1)).to.equal('2025-12');
    expect(shiftMonth(parseMonth('2026-11'), 14)).to.equal('2028-01');
    expect(firstDayOf(parseMonth('2028-02'))).to.equal('2028-02-01');
    expect(lastDayOf(parseMonth('2028-02'))).to.equal('2028-02-29');
    expect(lastDayOf(parseMonth('2027-02'))).to.equal('2027-02-28');
    expect(() => parseMonth('2026-13')).to.throw(InvalidDay);
    expect(() => parseMonth('2026')).to.throw(InvalidDay);
  });
});
