import { expect } from 'chai';
import type { Case } from '../../src/cases/case.ts';
import { addDays, parseMonth } from '../../src/cases/day.ts';
import { figureRows, smallNumbers } from '../../src/cases/figure-table.ts';
import { type CountedStub, figuresOf } from '../../src/cases/statistics.ts';
import { closedLife, d, type Entry, life, received, rulesOf } from './case-builder.ts';
import { store, stubs } from './counted-stubs.ts';

const rules = rulesOf('dk-internal');
const external = rulesOf('dk-external');
function figures(cases: readonly Case[], from: string, to: string, channel: string | null = null) {
  const period = { from: parseMonth(from), to: parseMonth(to) };
  return figuresOf(stubs(cases.map((theCase) => ({ theCase, rules }))), period, channel);
}

const assessed = (day: string): Entry => [day, 'assessment-started'];

/** What a municipality may have had from 2025 to 2027. */
const YEARS: readonly Case[] = [
  closedLife(rules, '2025-11-20', '2026-02-10'), // carried in, settled in 2026
  closedLife(rules, '2025-03-01', '2025-05-01'), // settled before
  closedLife(rules, received('2026-01-31', { identity: 'named' }), '2026-04-30'),
  life(
    rules,
    '2026-03-01',
    assessed('2026-03-02'),
    ['2026-03-04', 'themes-set', { themes: ['harassment'] }],
    ['2026-03-05', 'decided', { outcome: { kind: 'rejected', reason: 'not-serious' } }],
  ),
  life(rules, '2026-03-03', assessed('2026-03-04'), [
    '2026-03-05',
    'decided',
    { outcome: { kind: 'rejected', reason: 'outside-persons' } },
  ]),
  life(rules, '2026-05-01', assessed('2026-05-02'), [
    '2026-05-03',
    'decided',
    { outcome: { kind: 'duplicate' } },
  ]),
  // Found to be a duplicate only in the next year.
  life(rules, '2026-12-20', assessed('2026-12-21'), [
    '2027-01-10',
    'decided',
    { outcome: { kind: 'duplicate' } },
  ]),
  life(
    rules,
    '2026-06-01',
    assessed('2026-06-02'),
    ['2026-06-03', 'investigation-started'],
    ['2026-06-04', 'themes-set', { themes: ['bribery', 'law'] }],
    ['2026-07-01', 'police-reported'],
    ['2026-08-15', 'feedback-given'],
  ), // pending after feedback
  life(rules, received('2026-09-09', { arrival: 'letter', mailbox: false })), // pending, untouched
  life(rules, received('2026-10-01', { test: true })),
  life(rules, '2026-10-02', assessed('2026-10-03'), [
    '2026-10-04',
    'decided',
    { outcome: { kind: 'forwarded', to: 'authority' } },
  ]),
  life(
    rules,
    '2026-02-02',
    assessed('2026-02-03'),
    ['2026-02-04', 'decided', { outcome: { kind: 'insufficient-information' } }],
    ['2026-02-05', 'feedback-given'],
    ['2026-02-05', 'closed'],
    ['2027-03-01', 'reopened', { reason: 'new-information' }],
  ),
  life(rules, '2027-02-01'),
];

describe('figures', () => {
  it('of a year tell what came in, what became of it and what is pending (lov 1436/2021 § 27)', () => {
    const year = figures(YEARS, '2026-01', '2026-12');
    expect(year.received).to.deep.equal({
      all: 9,
      unique: 8,
      handedOver: 0,
      byArrival: { web: 8, phone: 0, letter: 1, meeting: 0, other: 0 },
      anonymous: 8,
      named: 1,
    });
    expect(year).to.deep.include({
      testExcluded: 1,
      carriedIn: 1,
      reopened: 0,
      settled: 7,
      rejected: {
        all: 2,
        byReason: {
          'outside-persons': 1,
          'outside-subjects': 0,
          'not-serious': 1,
          'other-scheme': 0,
        },
      },
      action: 2,
      noAction: 0,
      insufficientInformation: 1,
      duplicates: 1,
      policeReports: 1,
      authoritiesInformed: 0,
      substantive: { all: 3, pending: 1 },
    });
    expect(year.forwarded.byAddressee.authority).to.equal(1);
    expect(year.pending).to.deep.equal({
      all: 3,
      byStage: { received: 1, assessment: 1, investigation: 0, 'feedback-given': 1 },
    });
    expect(year.themes).to.deep.equal([
      { theme: 'bribery', received: 1, substantive: 1 },
      { theme: 'harassment', received: 1, substantive: 0 },
      { theme: 'law', received: 1, substantive: 1 },
    ]);
  });

  it('of the next year carry the pending in, and count what was reopened', () => {
    const year = figures(YEARS, '2027-01', '2027-12');
    expect(year.received.all).to.equal(1);
    expect(year.carriedIn).to.equal(3);
    expect(year.reopened).to.equal(1);
    expect(year.settled).to.equal(1); // the late duplicate
    expect(year.pending.all).to.equal(4);
    expect(year.policeReports).to.equal(0);
  });

  it('of odd periods are as good: 1 August to 31 July, half-years from November', () => {
    expect(figures(YEARS, '2025-08', '2026-07').received.all).to.equal(7);
    expect(figures(YEARS, '2025-11', '2026-04').received.all).to.equal(5);
    expect(figures(YEARS, '2026-06', '2026-06').received.all).to.equal(1);
  });

  it('count eight received of which four are unique (Randers)', () => {
    const eight = [1, 2, 3, 4, 5, 6, 7, 8].map((number) =>
      life(rules, '2026-05-01', assessed('2026-05-02'), [
        '2026-05-03',
        'decided',
        number > 4
          ? { outcome: { kind: 'duplicate' } }
          : { outcome: { kind: 'manifestly-unfounded' } },
      ]),
    );
    expect(figures(eight, '2026-01', '2026-12').received).to.include({ all: 8, unique: 4 });
  });

  it('of an external scheme know minor and repetitive matters (lov 1436/2021 § 21)', () => {
    const theCase = life(external, '2026-05-01', assessed('2026-05-02'), [
      '2026-05-03',
      'decided',
      { outcome: { kind: 'minor', reason: 'repetitive' } },
    ]);
    expect(figures([theCase], '2026-01', '2026-12')).to.include({ minor: 1, settled: 1 });
  });

  it('are each channel’s own; a case handed over is forwarded there and received here', () => {
    const theCase = life(rules, '2026-05-01', assessed('2026-05-02'), [
      '2026-06-03',
      'handed-over',
      { channel: 'hospital', reason: 'screening-done' },
    ]);
    const town = figures([theCase], '2026-01', '2026-12', 'town');
    expect(town.received).to.include({ all: 1, handedOver: 0 });
    expect(town.forwarded.byAddressee['other-channel']).to.equal(1);
    expect(town.pending.all).to.equal(0);
    const hospital = figures([theCase], '2026-01', '2026-12', 'hospital');
    expect(hospital.received).to.include({ all: 1, handedOver: 1 });
    expect(hospital.pending.byStage.assessment).to.equal(1);
    expect(figures([theCase], '2026-01', '2026-12', 'school').received.all).to.equal(0);
  });

  it('tell how many answers came in time', () => {
    const cases = [
      life(rules, '2026-05-01', ['2026-05-02', 'acknowledged']), // feedback late by TODAY
      closedLife(rules, '2026-05-01', '2026-05-04'),
      life(
        rules,
        '2026-05-01',
        ['2026-05-02', 'access-ended', { by: 'reporter' }],
        ['2026-05-02', 'feedback-waived', { reason: 'no-mailbox' }],
      ),
    ];
    const year = figures(cases, '2026-01', '2026-12');
    expect(year.acknowledgement).to.deep.equal({ 'in-time': 2, late: 0, waived: 1, open: 0 });
    expect(year.feedback).to.deep.equal({ 'in-time': 1, late: 1, waived: 1, open: 0 });
  });

  it('make rows in one order, each number once, and themes by their codes', () => {
    const rows = figureRows(figures(YEARS, '2026-01', '2026-12'));
    const keys = rows.map(({ group, item }) => `${group} ${item}`);
    expect(new Set(keys).size).to.equal(keys.length);
    expect(rows.slice(0, 2)).to.deep.equal([
      { group: 'received', item: null, count: 9 },
      { group: 'received-unique', item: null, count: 8 },
    ]);
    expect(rows).to.deep.include({ group: 'theme-substantive', item: 'bribery', count: 1 });
    expect(rows.at(-1)).to.deep.equal({ group: 'test-excluded', item: null, count: 1 });
  });

  it('leave out what was settled before, though it was closed or reported on later', () => {
    const theCase = life(
      rules,
      '2025-12-01',
      assessed('2025-12-02'),
      ['2025-12-30', 'decided', { outcome: { kind: 'manifestly-unfounded' } }],
      ['2026-01-15', 'feedback-given'],
      ['2026-02-15', 'closed'],
    );
    const year = figures([theCase], '2026-01', '2026-12');
    expect(year).to.include({ carriedIn: 0, reopened: 0, settled: 0, manifestlyUnfounded: 0 });
    expect(figures([theCase], '2025-01', '2025-12')).to.include({ settled: 1 });
  });

  it('count trial reports and themes only in the period in which they came in', () => {
    const trial = life(rules, received('2025-10-01', { test: true }));
    const themed = life(
      rules,
      '2025-12-01',
      assessed('2025-12-02'),
      ['2025-12-03', 'investigation-started'],
      ['2026-01-04', 'themes-set', { themes: ['bribery'] }],
    );
    const year = figures([trial, themed], '2026-01', '2026-12');
    expect(year.testExcluded).to.equal(0);
    expect(year.themes).to.deep.equal([{ theme: 'bribery', received: 0, substantive: 1 }]);
  });

  it('advise on small numbers, not on totals nor on zeros', () => {
    const small = smallNumbers(figures(YEARS, '2026-01', '2026-12'));
    expect(small).to.deep.include({ group: 'theme-received', item: 'bribery', count: 1 });
    expect(small).to.deep.include({ group: 'police-reports', item: null, count: 1 });
    expect(small.some(({ group, item }) => group === 'received' && item === null)).to.equal(false);
    expect(small.every(({ count }) => count > 0 && count < 5)).to.equal(true);
    const one = figures([closedLife(rules, '2026-05-01', '2026-05-02')], '2026-01', '2026-12');
    expect(smallNumbers(one).map(({ group }) => group)).to.not.include('received');
    expect(smallNumbers(figures([], '2026-01', '2026-12'))).to.deep.equal([]);
  });

  it('of ten years of stubs come from counts as from single ones', () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      closedLife(rules, addDays(d('2026-01-01'), index % 365), '2027-02-01'),
    );
    const single = stubs(many.map((theCase) => ({ theCase, rules })));
    const counted = new Map<string, CountedStub>();
    for (const { stub } of single) store(counted, stub);
    expect(counted.size).to.be.lessThan(30);
    const period = { from: parseMonth('2026-01'), to: parseMonth('2027-12') };
    expect(figuresOf(counted.values(), period, null)).to.deep.equal(
      figuresOf(single, period, null),
    );
  });

  it('lose a case that is found to be a trial, in its own period and every later one', () => {
    const trial = life(rules, '2026-05-01', assessed('2026-05-02'), ['2027-01-05', 'marked-test']);
    for (const [from, to] of [
      ['2026-01', '2026-12'],
      ['2027-01', '2027-12'],
    ] as const) {
      const { received: came, pending, testExcluded } = figures([trial], from, to);
      expect([came.all, pending.all, testExcluded]).to.deep.equal([
        0,
        0,
        from === '2026-01' ? 1 : 0,
      ]);
    }
  });
});
