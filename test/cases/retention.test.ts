import { expect } from 'chai';
import { step } from '../../src/cases/case-life.ts';
import { addDays, type Day, daysBetween } from '../../src/cases/day.ts';
import { deadlinesOf } from '../../src/cases/deadlines.ts';
import { accessPlan, blocksAtOnce, deletionPlan, mayKeepUntil } from '../../src/cases/retention.ts';
import { planSweep } from '../../src/cases/sweep-plan.ts';
import { closedLife, d, type Entry, life, received, rulesOf, stepOf } from './case-builder.ts';

const rejection: Entry[] = [
  ['2026-06-02', 'assessment-started'],
  ['2026-06-03', 'decided', { outcome: { kind: 'rejected', reason: 'outside-subjects' } }],
];

describe('retention', () => {
  describe('deletes', () => {
    for (const [name, profile, rule, closed, day] of [
      [
        '90 days after closing',
        'dk-internal',
        { from: 'closed', within: { days: 90 } },
        '2026-07-01',
        '2026-09-29',
      ],
      [
        'a month after the 31st',
        'dk-internal',
        { from: 'closed', within: { months: 1 } },
        '2026-08-31',
        '2026-09-30',
      ],
      [
        'a year after leap day',
        'eu',
        { from: 'closed', within: { years: 1 } },
        '2028-02-29',
        '2029-02-28',
      ],
      [
        '180 days after the report',
        'dk-internal',
        { from: 'received', within: { days: 180 } },
        '2026-07-01',
        '2026-11-28',
      ],
      // 90 days from 1 June are over on 30 August; feedback of 20 August must be readable for 30 days.
      [
        'not before the feedback could be read',
        'dk-internal',
        { from: 'received', within: { days: 90 } },
        '2026-08-20',
        '2026-09-19',
      ],
      [
        'two years after closing at most (lag 2021:890 7 kap. 8 §)',
        'se-internal',
        { from: 'closed', within: { years: 5 } },
        '2026-07-01',
        '2028-07-01',
      ],
    ] as const) {
      it(`${name}: closed ${closed}, deleted ${day}`, () => {
        const rules = rulesOf(profile, {}, rule);
        const start = closed.startsWith('2028') ? '2028-02-01' : '2026-06-01';
        expect(deletionPlan(closedLife(rules, start, closed), rules).day).to.equal(day);
      });
    }

    it('counts from the latest closing', () => {
      const rules = rulesOf('dk-internal');
      const again = life(
        rules,
        '2026-06-01',
        ...rejection,
        ['2026-06-04', 'feedback-given'],
        ['2026-06-04', 'closed'],
        ['2026-08-01', 'reopened', { reason: 'complaint' }],
        ['2026-08-02', 'decided', { outcome: { kind: 'insufficient-information' } }],
        ['2026-08-10', 'feedback-given'],
        ['2026-08-11', 'closed'],
      );
      expect(deletionPlan(again, rules).day).to.equal('2026-11-09');
    });
  });

  describe('does not delete', () => {
    it('while the day is not known, nor an open case whose day has come', () => {
      const fromClosing = rulesOf('dk-internal');
      const open = life(fromClosing, '2026-06-01', ...rejection);
      expect(deletionPlan(open, fromClosing)).to.deep.equal({
        day: null,
        blockedBy: ['not-closed', 'feedback-owed'],
      });
      const fromReceipt = rulesOf('dk-internal', {}, { from: 'received', within: { days: 90 } });
      expect(deletionPlan(open, fromReceipt)).to.deep.equal({
        day: '2026-08-30',
        blockedBy: ['not-closed', 'feedback-owed'],
      });
      expect(planSweep(open, fromReceipt, d('2027-01-01')).steps).to.deep.equal([]);
    });

    it('before feedback was given, though 90 days from receipt come before 7 days and 3 months (lov 1436/2021 § 12)', () => {
      const rules = rulesOf('dk-internal', {}, { from: 'received', within: { days: 90 } });
      const feedbackDue = deadlinesOf(life(rules, '2026-06-01'), rules, d('2026-06-01')).find(
        ({ kind }) => kind === 'feedback',
      )?.due as Day;
      expect(daysBetween(d('2026-06-01'), feedbackDue)).to.equal(99);
      const inTime = closedLife(rules, '2026-06-01', feedbackDue);
      expect(deletionPlan(inTime, rules)).to.deep.equal({
        day: addDays(feedbackDue, 30),
        blockedBy: [],
      });
    });

    it('before the export the channel demands, and names that as the reason (Sweden: arkivlagen)', () => {
      const rules = rulesOf('se-internal', {}, { exportFirst: 'before-retention' });
      const theCase = closedLife(rules, '2026-06-01', '2026-07-01');
      expect(deletionPlan(theCase, rules).blockedBy).to.deep.equal(['export-missing']);
      expect(planSweep(theCase, rules, d('2027-05-31')).steps).to.deep.equal([]);
      const overdue = deadlinesOf(theCase, rules, d('2026-10-01')).find(
        ({ kind }) => kind === 'deletion',
      );
      expect(overdue).to.deep.include({
        state: 'late',
        due: '2026-09-29',
        since: '2026-09-30',
        daysLate: 2,
        blockedBy: ['export-missing'],
      });
      const exported = step(theCase, stepOf(['2026-10-01', 'exported']), rules);
      expect(
        planSweep(exported, rules, d('2026-10-01')).steps.map(({ kind }) => kind),
      ).to.deep.equal(['content-deleted']);
    });

    it('what was written after the export', () => {
      const rules = rulesOf('se-internal', {}, { exportFirst: 'before-retention' });
      const theCase = life(
        rules,
        '2026-06-01',
        ...rejection,
        ['2026-06-04', 'feedback-given'],
        ['2026-06-04', 'closed'],
        ['2026-06-05', 'exported'],
        ['2026-06-06', 'reporter-wrote'],
      );
      expect(deletionPlan(theCase, rules).blockedBy).to.deep.equal(['export-missing']);
    });

    it('on a day before the latest step: then the clock is wrong', () => {
      const rules = rulesOf('dk-internal');
      const theCase = step(
        closedLife(rules, '2026-06-01', '2026-07-01'),
        stepOf(['2026-12-01', 'themes-set', { themes: ['law'] }]),
        rules,
      );
      expect(planSweep(theCase, rules, d('2026-11-30')).steps).to.deep.equal([]);
      expect(planSweep(theCase, rules, d('2026-12-01')).steps).to.have.length(1);
    });
  });

  describe('keeps longer, with a reason', () => {
    const rules = rulesOf('se-internal', {}, { exportFirst: 'no' });
    const theCase = closedLife(rules, '2026-06-01', '2026-07-01');

    it('until the day named', () => {
      const kept = step(
        theCase,
        stepOf([
          '2026-09-01',
          'keeping-extended',
          { until: d('2027-03-01'), reason: 'legal-proceedings' },
        ]),
        rules,
      );
      expect(deletionPlan(kept, rules).day).to.equal('2027-03-01');
    });

    it('not shorter than planned, nor longer than two years after closing (lag 2021:890 7 kap. 8 §)', () => {
      expect(mayKeepUntil(theCase, rules, d('2026-09-29'))).to.equal(false);
      expect(mayKeepUntil(theCase, rules, d('2026-09-30'))).to.equal(true);
      expect(mayKeepUntil(theCase, rules, d('2028-07-01'))).to.equal(true);
      expect(mayKeepUntil(theCase, rules, d('2028-07-02'))).to.equal(false);
    });

    it('not longer than that either when it was extended before closing', () => {
      const early = life(
        rules,
        '2026-06-01',
        ['2026-06-02', 'keeping-extended', { until: d('2030-01-01'), reason: 'legal-proceedings' }],
        ...rejection,
        ['2026-06-04', 'feedback-given'],
        ['2026-06-05', 'closed'],
      );
      expect(deletionPlan(early, rules).day).to.equal('2028-06-05');
    });
  });

  describe('lets go at once (directive art. 17)', () => {
    const rules = rulesOf('dk-internal');

    for (const [kind, steps] of [
      ['rejected', rejection],
      [
        'manifestly-unfounded',
        [rejection[0], ['2026-06-03', 'decided', { outcome: { kind: 'manifestly-unfounded' } }]],
      ],
      ['duplicate', [rejection[0], ['2026-06-03', 'decided', { outcome: { kind: 'duplicate' } }]]],
      [
        'withdrawn',
        [
          ['2026-06-02', 'withdrawal-asked'],
          rejection[0],
          ['2026-06-03', 'decided', { outcome: { kind: 'withdrawn' } }],
        ],
      ],
    ] as [string, Entry[]][]) {
      it(`of what was ${kind}, before the reporter is told`, () => {
        expect(blocksAtOnce(life(rules, '2026-06-01', ...steps), rules)).to.deep.equal([]);
      });
    }

    it('not of what was investigated, nor of what is undecided', () => {
      expect(blocksAtOnce(closedLife(rules, '2026-06-01', '2026-07-01'), rules)).to.deep.equal([
        'outcome-keeps-it',
      ]);
      expect(blocksAtOnce(life(rules, '2026-06-01'), rules)).to.deep.equal(['outcome-keeps-it']);
    });

    it('only after the export where every report is a public record', () => {
      const swedish = rulesOf('se-internal');
      const theCase = life(swedish, '2026-06-01', ...rejection);
      expect(blocksAtOnce(theCase, swedish)).to.deep.equal(['export-missing']);
      const exported = step(theCase, stepOf(['2026-06-03', 'exported']), swedish);
      expect(blocksAtOnce(exported, swedish)).to.deep.equal([]);
    });

    it('of single parts at any time, and the rest is kept', () => {
      const theCase = life(rules, '2026-06-01', [
        '2026-06-01',
        'part-deleted',
        { reason: 'irrelevant' },
      ]);
      expect(theCase.contentDeleted).to.equal(null);
      expect(theCase.history.at(-1)?.kind).to.equal('part-deleted');
    });
  });

  describe('ends the reporter’s access', () => {
    const rules = rulesOf('dk-internal');

    it('a year after the report at the latest', () => {
      expect(accessPlan(life(rules, '2026-06-01'), rules)?.day).to.equal('2027-06-01');
      expect(accessPlan(life(rules, '2028-02-29'), rules)?.day).to.equal('2029-02-28');
    });

    it('earlier when everything is deleted, after the notice could be read', () => {
      const theCase = closedLife(rules, '2026-06-01', '2026-07-01');
      expect(accessPlan(theCase, rules)).to.deep.equal({ day: '2026-10-29', heldBy: null });
    });

    it('not while feedback is owed, even after the year', () => {
      const theCase = life(rules, '2026-06-01', rejection[0] as Entry);
      expect(accessPlan(theCase, rules)?.heldBy).to.equal('feedback-owed');
      expect(planSweep(theCase, rules, d('2028-01-01')).steps).to.deep.equal([]);
      const told = step(theCase, stepOf(['2027-06-20', 'feedback-given']), rules);
      expect(accessPlan(told, rules)).to.deep.equal({ day: '2027-07-20', heldBy: null });
    });

    it('after the year though the case goes on, once feedback was given', () => {
      const theCase = life(rules, '2026-06-01', rejection[0] as Entry, [
        '2026-08-01',
        'feedback-given',
      ]);
      expect(planSweep(theCase, rules, d('2027-06-01')).steps).to.deep.equal([]);
      expect(planSweep(theCase, rules, d('2027-06-02')).steps).to.deep.equal([
        { kind: 'access-ended', day: '2027-06-02', by: 'sweep' },
      ]);
    });

    it('does not exist without a mailbox, and is over when the code was destroyed', () => {
      const letter = life(rules, received('2026-06-01', { arrival: 'letter', mailbox: false }));
      expect(accessPlan(letter, rules)).to.equal(null);
      const gone = life(rules, '2026-06-01', ['2026-06-05', 'access-ended', { by: 'reporter' }]);
      expect(accessPlan(gone, rules)).to.deep.equal({ day: '2026-06-05', heldBy: null });
    });
  });
});
