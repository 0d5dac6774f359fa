import { expect } from 'chai';
import fc from 'fast-check';
import type { Case } from '../../src/cases/case.ts';
import { replay } from '../../src/cases/case-life.ts';
import { firstDayOf, lastDayOf, type Month, parseMonth, shiftMonth } from '../../src/cases/day.ts';
import { stubsOf } from '../../src/cases/outcome-stub.ts';
import { nextSweep } from '../../src/cases/retention.ts';
import {
  type CountedStub,
  type FigurePeriod,
  type Figures,
  figuresOf,
} from '../../src/cases/statistics.ts';
import { planSweep } from '../../src/cases/sweep-plan.ts';
import { type Lived, store, stubs } from './counted-stubs.ts';
import { anyLife } from './random-lives.ts';

describe('figures of any cases', () => {
  const anyCases = fc.array(anyLife, { maxLength: 12, size: 'max' });
  const anyPeriod = fc
    .record({ start: fc.integer({ min: -3, max: 60 }), months: fc.integer({ min: 1, max: 18 }) })
    .map(({ start, months }): FigurePeriod => {
      const from = shiftMonth(parseMonth('2025-01'), start);
      return { from, to: shiftMonth(from, months - 1) };
    });
  const anyChannel = fc.constantFrom(null, 'town', 'hospital');

  it('balance: carried in, received and reopened are settled or pending', () => {
    fc.assert(
      fc.property(anyCases, anyPeriod, anyChannel, (cases, period, channel) => {
        const sums = figuresOf(stubs(cases), period, channel);
        expect(sums.carriedIn + sums.received.all + sums.reopened).to.equal(
          sums.settled + sums.pending.all,
        );
        expect(sum(sums.pending.byStage)).to.equal(sums.pending.all);
        expect(outcomes(sums)).to.equal(sums.settled);
      }),
      { numRuns: 150 },
    );
  });

  it('go on where the period before left off', () => {
    fc.assert(
      fc.property(anyCases, anyPeriod, anyChannel, (cases, period, channel) => {
        const before = { from: shiftMonth(period.from, -6), to: shiftMonth(period.from, -1) };
        const earlier = figuresOf(stubs(cases), before, channel);
        expect(figuresOf(stubs(cases), period, channel).carriedIn).to.equal(earlier.pending.all);
      }),
      { numRuns: 100 },
    );
  });

  it('agree with the cases as they stood on the last day of the period', () => {
    fc.assert(
      fc.property(anyCases, anyPeriod, (cases, period) => {
        const staying = cases
          .filter(noTrialFound)
          .filter(({ theCase }) => !theCase.history.some(({ kind }) => kind === 'handed-over'));
        const sums = figuresOf(stubs(staying), period, null);
        const end = standing(staying, period.to).filter(({ test }) => !test);
        const start = standing(staying, shiftMonth(period.from, -1)).filter(({ test }) => !test);
        expect(sums.pending.all).to.equal(end.filter(({ outcome }) => !outcome).length);
        expect(sums.carriedIn).to.equal(start.filter(({ outcome }) => !outcome).length);
        const inPeriod = end.filter(({ received: day }) => day >= firstDayOf(period.from));
        expect(sums.received.all).to.equal(inPeriod.length);
        for (const stage of [
          'received',
          'assessment',
          'investigation',
          'feedback-given',
        ] as const) {
          expect(sums.pending.byStage[stage]).to.equal(
            end.filter((theCase) => !theCase.outcome && theCase.stage === stage).length,
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are the same before and after sweeping, on every day of it', () => {
    let removed = 0;
    fc.assert(
      fc.property(anyCases, anyPeriod, anyChannel, (cases, period, channel) => {
        const before = figuresOf(stubs(cases), period, channel);
        const kept = new Map<string, CountedStub>();
        let living: Lived[] = cases;
        for (let turn = 0; turn < 4; turn += 1) {
          living = living.flatMap((lived) => {
            const today = nextSweep(lived.theCase, lived.rules);
            if (today === null) return [lived];
            const { after, remove } = planSweep(lived.theCase, lived.rules, today);
            if (!remove) return [{ ...lived, theCase: after }];
            removed += 1;
            for (const stub of stubsOf(after, lived.rules, today)) store(kept, stub);
            return [];
          });
          const after = figuresOf([...stubs(living), ...kept.values()], period, channel);
          expect(after).to.deep.equal(before);
        }
      }),
      { numRuns: 150 },
    );
    expect(removed).to.be.greaterThan(50);
  });

  it('of a past period are not changed by what happens later, but for themes and late answers', () => {
    fc.assert(
      fc.property(anyCases, anyPeriod, (all, period) => {
        const cases = all.filter(noTrialFound);
        const cut = lastDayOf(period.to);
        const then = cases.flatMap((lived) => {
          const history = lived.theCase.history.filter(({ day }) => day <= cut);
          return history.length === 0 ? [] : [{ ...lived, theCase: replay(history) }];
        });
        expect(lasting(figuresOf(stubs(cases), period, null))).to.deep.equal(
          lasting(figuresOf(stubs(then), period, null)),
        );
      }),
      { numRuns: 150 },
    );
  });
});

/** Who finds a case to be a trial takes it out of past figures too; that has a test of its own. */
const noTrialFound = ({ theCase }: Lived) =>
  !theCase.history.some(({ kind }) => kind === 'marked-test');

function standing(cases: readonly Lived[], month: Month): Case[] {
  return cases.flatMap(({ theCase }) => {
    const history = theCase.history.filter(({ day }) => day <= lastDayOf(month));
    return history.length === 0 ? [] : [replay(history)];
  });
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function outcomes(sums: Figures): number {
  expect(sum(sums.rejected.byReason)).to.equal(sums.rejected.all);
  expect(sum(sums.forwarded.byAddressee)).to.equal(sums.forwarded.all);
  return (
    sums.rejected.all +
    sums.forwarded.all +
    sums.manifestlyUnfounded +
    sums.minor +
    sums.insufficientInformation +
    sums.action +
    sums.noAction +
    sums.duplicates +
    sums.withdrawn
  );
}

function lasting({ themes, acknowledgement, feedback, ...rest }: Figures): Partial<Figures> {
  return rest;
}
