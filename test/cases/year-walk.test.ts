import { expect } from 'chai';
import type { Case } from '../../src/cases/case.ts';
import { receive, step } from '../../src/cases/case-life.ts';
import type { ChannelRules } from '../../src/cases/channel-rules.ts';
import { addDays, type Day } from '../../src/cases/day.ts';
import { deadlinesOf } from '../../src/cases/deadlines.ts';
import { routesOf } from '../../src/cases/routes.ts';
import { planSweep } from '../../src/cases/sweep-plan.ts';
import { d, type Entry, received, rulesOf, stepOf } from './case-builder.ts';

/**
 * Lets the clock go day by day, as the server lives it: first what people do on that day, then the sweep, then what the pages
 * show. Returns each change of a deadline's state, each opening route and each step of the sweep, with its day.
 */
function walk(
  rules: ChannelRules,
  start: string,
  days: number,
  entries: readonly Entry[],
): string[] {
  const log: string[] = [];
  let theCase: Case = receive(received(start));
  let shown = new Map<string, string>();
  for (let today: Day = d(start), n = 0; n <= days; n += 1, today = addDays(today, 1)) {
    for (const entry of entries.filter(([day]) => day === today)) {
      theCase = step(theCase, stepOf(entry), rules);
    }
    const plan = planSweep(theCase, rules, today);
    for (const { kind } of plan.steps) log.push(`${today} sweep: ${kind}`);
    theCase = plan.after;
    if (plan.remove) return [...log, `${today} sweep: removed`];
    const now = new Map(
      deadlinesOf(theCase, rules, today).map(({ kind, state, due }) => [
        kind as string,
        `${state}${state === 'due' && due ? ` ${due}` : ''}`,
      ]),
    );
    for (const route of routesOf(theCase, rules, today)) {
      if (route.opens !== 'always') now.set(`route ${route.to}`, route.open ? 'open' : 'shut');
    }
    for (const [what, state] of now) {
      if (shown.get(what) !== state) log.push(`${today} ${what}: ${state}`);
    }
    shown = now;
  }
  return log;
}

/** Without the two that every case has from its first day. */
const unattended = (profile: Parameters<typeof rulesOf>[0]) =>
  walk(rulesOf(profile), '2026-02-21', 400, []).filter((line) => !/deletion|shut/.test(line));

describe('a year with nobody at the desk', () => {
  // Received on Saturday 21 February 2026: day 7 is Saturday 28 February, and feedback is due on Thursday 28 May.
  it('lov 1436/2021 § 12 (dk-internal)', () => {
    expect(unattended('dk-internal')).to.deep.equal([
      '2026-02-21 acknowledgement: due 2026-02-28',
      '2026-02-21 feedback: due 2026-05-28',
      '2026-02-21 access-end: due 2027-02-21',
      '2026-03-03 acknowledgement: late',
      '2026-05-29 feedback: late',
      '2027-02-22 access-end: due', // held open, no day: feedback is still owed
    ]);
  });

  it('lov 1436/2021 § 20 (dk-external): publication is open from the day it is late', () => {
    expect(unattended('dk-external')).to.deep.equal([
      '2026-02-21 acknowledgement: due 2026-02-28',
      '2026-02-21 feedback: due 2026-05-28',
      '2026-02-21 access-end: due 2027-02-21',
      '2026-03-03 acknowledgement: late',
      '2026-05-29 feedback: late',
      '2026-05-29 route public: open',
      '2027-02-22 access-end: due',
    ]);
  });

  it('lag 2021:890 5 kap. 8 § (se-internal): any authority from the day it is late', () => {
    expect(unattended('se-internal')).to.deep.equal([
      '2026-02-21 acknowledgement: due 2026-02-28',
      '2026-02-21 feedback: due 2026-05-28',
      '2026-02-21 access-end: due 2027-02-21',
      '2026-03-03 acknowledgement: late',
      '2026-05-29 feedback: late',
      '2026-05-29 route any-authority: open',
      '2027-02-22 access-end: due',
    ]);
  });

  it('arbeidsmiljøloven ch. 2 A (no): a routine ends on its own day, Saturday or not', () => {
    expect(unattended('no')).to.deep.equal([
      '2026-02-21 acknowledgement: due 2026-02-28',
      '2026-02-21 feedback: due 2026-05-28',
      '2026-02-21 access-end: due 2027-02-21',
      '2026-03-01 acknowledgement: late',
      '2026-05-29 feedback: late',
      '2027-02-22 access-end: due',
    ]);
  });

  it('directive art. 9 (eu)', () => {
    expect(unattended('eu')).to.deep.equal([
      '2026-02-21 acknowledgement: due 2026-02-28',
      '2026-02-21 feedback: due 2026-05-28',
      '2026-02-21 access-end: due 2027-02-21',
      '2026-03-03 acknowledgement: late',
      '2026-05-29 feedback: late',
      '2027-02-22 access-end: due',
    ]);
  });

  it('directive art. 11 (eu-external)', () => {
    expect(unattended('eu-external')).to.include.members([
      '2026-05-29 feedback: late',
      '2026-05-29 route public: open',
    ]);
  });
});

describe('a year with the unit at work', () => {
  it('dk-internal over leap day: confirmed, told on the last day, closed, deleted, noticed, gone', () => {
    const rules = rulesOf('dk-internal', { scopeWithin: { days: 7 } });
    expect(
      walk(rules, '2027-11-25', 400, [
        ['2027-11-30', 'acknowledged'],
        ['2027-12-01', 'assessment-started'],
        ['2027-12-02', 'scope-told', { inScope: true }],
        ['2027-12-03', 'investigation-started'],
        ['2028-02-28', 'decided', { outcome: { kind: 'action' } }],
        ['2028-02-29', 'feedback-given'],
        ['2028-03-10', 'closed'],
      ]),
    ).to.deep.equal([
      '2027-11-25 acknowledgement: due 2027-12-02',
      '2027-11-25 scope-decision: due 2027-12-02',
      '2027-11-25 feedback: due 2028-03-02',
      '2027-11-25 access-end: due 2028-11-25',
      '2027-11-25 deletion: due',
      '2027-11-25 route public: shut',
      '2027-11-30 acknowledgement: done',
      '2027-11-30 feedback: due 2028-02-29', // 3 months from the confirmation of 30 November
      '2027-12-02 scope-decision: done',
      '2028-02-29 feedback: done',
      '2028-03-10 deletion: due 2028-06-08',
      '2028-03-10 access-end: due 2028-07-08',
      '2028-06-08 sweep: content-deleted',
      '2028-06-08 deletion: done',
      '2028-07-09 sweep: access-ended',
      '2028-07-09 sweep: removed',
    ]);
  });

  it('dk-external: extended to 6 months, late all the same, final result told, kept for a trial', () => {
    const rules = rulesOf('dk-external', {}, { within: { days: 60 } });
    expect(
      walk(rules, '2026-03-30', 500, [
        ['2026-03-31', 'acknowledged'],
        ['2026-04-01', 'assessment-started'],
        ['2026-04-02', 'investigation-started'],
        ['2026-06-30', 'feedback-extended', { reason: 'awaiting-authority' }],
        ['2026-10-05', 'feedback-given'],
        ['2026-10-20', 'decided', { outcome: { kind: 'no-action' } }],
        ['2026-10-25', 'result-told'],
        ['2026-10-26', 'closed'],
        ['2026-11-01', 'keeping-extended', { until: d('2027-05-01'), reason: 'legal-proceedings' }],
      ]).filter((line) => !line.includes('acknowledgement')),
    ).to.deep.equal([
      '2026-03-30 feedback: due 2026-07-06',
      '2026-03-30 access-end: due 2027-03-30',
      '2026-03-30 deletion: due',
      '2026-03-30 route public: shut',
      '2026-03-31 feedback: due 2026-06-30',
      '2026-06-30 feedback: due 2026-09-30',
      '2026-10-01 feedback: late',
      '2026-10-01 route public: open',
      '2026-10-05 feedback: done',
      '2026-10-05 route public: shut',
      '2026-10-20 final-result: due',
      '2026-10-25 final-result: done',
      '2026-10-26 deletion: due 2026-12-25',
      '2026-10-26 access-end: due 2027-01-24',
      '2026-11-01 access-end: due 2027-03-30',
      '2026-11-01 deletion: due 2027-05-01',
      '2027-03-31 sweep: access-ended', // a year from the report
      '2027-03-31 access-end: done',
      '2027-05-01 sweep: content-deleted',
      '2027-05-01 sweep: removed',
    ]);
  });

  it('se-internal: unconfirmed for the reporter’s safety, nothing deleted before the export', () => {
    const rules = rulesOf('se-internal', {}, { within: { months: 1 } });
    expect(
      walk(rules, '2026-01-24', 500, [
        ['2026-01-25', 'acknowledgement-waived', { reason: 'identity-at-risk' }],
        ['2026-01-26', 'assessment-started'],
        ['2026-01-27', 'decided', { outcome: { kind: 'insufficient-information' } }],
        ['2026-04-30', 'feedback-given'], // day 7 is 31 January, so the last day
        ['2026-05-31', 'closed'],
        ['2026-08-15', 'exported'],
      ]).filter((line) => !line.includes('route')),
    ).to.deep.equal([
      '2026-01-24 acknowledgement: due 2026-01-31',
      '2026-01-24 feedback: due 2026-04-30',
      '2026-01-24 access-end: due 2027-01-24',
      '2026-01-24 deletion: due',
      '2026-01-25 acknowledgement: waived',
      '2026-04-30 feedback: done',
      '2026-05-31 deletion: due 2026-06-30',
      '2026-07-01 deletion: late', // blocked until the export
      '2026-08-15 sweep: content-deleted',
      '2026-08-15 deletion: done',
      '2026-08-15 access-end: due 2026-09-14',
      '2026-09-15 sweep: access-ended',
      '2026-09-15 sweep: removed',
    ]);
  });

  it('eu: rejected, its content deleted at once, told, closed and gone', () => {
    const rules = rulesOf('eu');
    expect(
      walk(rules, '2026-12-30', 200, [
        ['2026-12-31', 'assessment-started'],
        ['2026-12-31', 'decided', { outcome: { kind: 'rejected', reason: 'outside-persons' } }],
        ['2026-12-31', 'content-deleted', { reason: 'at-once' }],
        ['2027-01-06', 'feedback-given'],
        ['2027-01-06', 'closed'],
      ]).filter((line) => line.includes('sweep') || line.includes('access')),
    ).to.deep.equal([
      '2026-12-30 access-end: due 2027-12-30',
      '2026-12-31 access-end: due 2027-01-30',
      '2027-01-06 access-end: due 2027-02-05', // 30 days to read what was told
      '2027-02-06 sweep: access-ended',
      '2027-02-06 sweep: removed',
    ]);
  });

  it('no: a slower routine is followed as it was promised', () => {
    const rules = rulesOf('no');
    const log = walk(rules, '2026-08-31', 200, [
      ['2026-09-01', 'acknowledged'],
      ['2026-09-02', 'assessment-started'],
      ['2026-09-03', 'investigation-started'],
      ['2026-11-30', 'feedback-extended', { reason: 'complex' }],
    ]);
    expect(log).to.include.members([
      '2026-09-01 feedback: due 2026-12-01',
      '2026-11-30 feedback: due 2027-03-01',
      '2027-03-02 feedback: late',
    ]);
  });
});
