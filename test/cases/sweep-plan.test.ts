import { expect } from 'chai';
import fc from 'fast-check';
import type { Case } from '../../src/cases/case.ts';
import { replay, step } from '../../src/cases/case-life.ts';
import type { ChannelRules } from '../../src/cases/channel-rules.ts';
import { addDays, addPeriod, type Day } from '../../src/cases/day.ts';
import { nextSweep } from '../../src/cases/retention.ts';
import { planSweep } from '../../src/cases/sweep-plan.ts';
import { closedLife, d, type Entry, life, rulesOf } from './case-builder.ts';
import { anyLife } from './random-lives.ts';

const rejection: Entry[] = [
  ['2026-06-02', 'assessment-started'],
  ['2026-06-03', 'decided', { outcome: { kind: 'rejected', reason: 'outside-subjects' } }],
];

/** Sweeps on each day on which there is work, as the server would; the days with what was done on them. */
function sweepToTheEnd(theCase: Case, rules: ChannelRules): { log: string[]; after: Case } {
  const log: string[] = [];
  let after = theCase;
  for (let turn = 0; turn < 10; turn += 1) {
    const today = nextSweep(after, rules);
    if (today === null) return { log, after };
    const plan = planSweep(after, rules, today);
    log.push(...plan.steps.map(({ kind }) => `${today} ${kind}`));
    after = plan.after;
    if (plan.remove) {
      log.push(`${today} removed`);
      return { log, after };
    }
  }
  throw new Error('sweeping does not end');
}

describe('the sweep', () => {
  describe('sweeps a case to its end', () => {
    it('deletes, shows the notice, ends the access, removes', () => {
      const rules = rulesOf('dk-internal');
      const theCase = closedLife(rules, '2026-06-01', '2026-07-01');
      expect(sweepToTheEnd(theCase, rules).log).to.deep.equal([
        '2026-09-29 content-deleted',
        '2026-10-30 access-ended',
        '2026-10-30 removed',
      ]);
    });

    it('gives the whole notice when the server was off for months', () => {
      const rules = rulesOf('dk-internal');
      const theCase = closedLife(rules, '2026-06-01', '2026-07-01');
      const late = planSweep(theCase, rules, d('2027-01-15'));
      expect(late.steps.map(({ kind }) => kind)).to.deep.equal(['content-deleted']);
      expect(nextSweep(late.after, rules)).to.equal('2027-02-15');
    });

    it('does it all at once when the access is over and nobody is left to be told', () => {
      const rules = rulesOf('se-internal', {}, { exportFirst: 'no', within: { years: 2 } });
      const theCase = closedLife(rules, '2026-06-01', '2026-07-01');
      expect(sweepToTheEnd(theCase, rules).log).to.deep.equal([
        '2027-06-02 access-ended',
        '2028-07-01 content-deleted',
        '2028-07-01 removed',
      ]);
    });

    it('keeps a rejected case, its content gone at once, until the reporter could read why', () => {
      const rules = rulesOf('dk-internal');
      const theCase = life(
        rules,
        '2026-06-01',
        ...rejection,
        ['2026-06-03', 'content-deleted', { reason: 'at-once' }],
        ['2026-06-20', 'feedback-given'],
        ['2026-06-20', 'closed'],
      );
      expect(sweepToTheEnd(theCase, rules).log).to.deep.equal([
        '2026-07-21 access-ended',
        '2026-07-21 removed',
      ]);
    });
  });

  describe('whatever happened to a case', () => {
    it('has work on the day named, and on none before it', () => {
      fc.assert(
        fc.property(anyLife, fc.nat({ max: 900 }), ({ rules, theCase }, earlier) => {
          const next = nextSweep(theCase, rules);
          const last = theCase.history.at(-1)?.day as Day;
          const works = (day: Day) => {
            const plan = planSweep(theCase, rules, day);
            return plan.remove || plan.steps.length > 0;
          };
          if (next === null) {
            expect(works(addPeriod(last, { years: 30 }))).to.equal(false);
          } else {
            expect(next >= last).to.equal(true);
            expect(works(next), 'on its day').to.equal(true);
            expect(works(addDays(next, 100)), 'after it').to.equal(true);
            const before = addDays(next, -1 - earlier);
            expect(works(before), 'before it').to.equal(false);
          }
        }),
        { numRuns: 400 },
      );
    });

    it('deletes nothing before the reporter was told and the unit has its export', () => {
      let deleted = 0;
      fc.assert(
        fc.property(anyLife, ({ rules, theCase }) => {
          const { history } = sweepToTheEnd(theCase, rules).after;
          const at = history.findIndex(
            (event) => event.kind === 'content-deleted' && event.reason === 'retention',
          );
          if (at === -1) return;
          deleted += 1;
          const kept = replay(history.slice(0, at));
          const reopened = kept.history.findLastIndex(({ kind }) => kind === 'reopened');
          const told = kept.history.findLast(
            ({ kind }, index) =>
              index > reopened &&
              ['feedback-given', 'feedback-waived', 'result-told'].includes(kind),
          );
          expect(told).to.not.equal(undefined);
          if (rules.retention.exportFirst !== 'no') expect(kept.exported).to.not.equal(null);
          const day = history[at]?.day as Day;
          const start = rules.retention.from === 'closed' ? kept.closed : kept.received;
          const ruled = addPeriod(start as Day, rules.retention.within);
          const lawful = rules.profile.keepAtMost
            ? addPeriod(kept.closed as Day, rules.profile.keepAtMost.within)
            : ruled;
          expect(day >= (ruled < lawful ? ruled : lawful)).to.equal(true);
        }),
        { numRuns: 500 },
      );
      expect(deleted).to.be.greaterThan(10);
    });

    it('is gone in the end once it is closed and exported', () => {
      fc.assert(
        fc.property(anyLife, ({ rules, theCase }) => {
          if (theCase.stage !== 'closed') return;
          const day = theCase.history.at(-1)?.day as Day;
          const exported = theCase.contentDeleted
            ? theCase
            : step(theCase, { kind: 'exported', day }, rules);
          const { log } = sweepToTheEnd(exported, rules);
          expect(log.at(-1)).to.match(/removed$/);
        }),
        { numRuns: 300 },
      );
    });

    it('is swept the same when the sweep was cut off after any step', () => {
      fc.assert(
        fc.property(anyLife, ({ rules, theCase }) => {
          const day = nextSweep(theCase, rules);
          if (day === null) return;
          const whole = planSweep(theCase, rules, day);
          let half = theCase;
          for (const each of whole.steps) {
            half = step(half, each, rules);
            const again = planSweep(replay(half.history), rules, day);
            expect(again.after).to.deep.equal(whole.after);
            expect(again.remove).to.equal(whole.remove);
          }
        }),
        { numRuns: 200 },
      );
    });
  });
});
