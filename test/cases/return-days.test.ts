import { expect } from 'chai';
import fc from 'fast-check';
import type { Case } from '../../src/cases/case.ts';
import type { ChannelRules } from '../../src/cases/channel-rules.ts';
import { addDays } from '../../src/cases/day.ts';
import { returnDays } from '../../src/cases/return-days.ts';
import { closedLife, d, life, received, rulesOf } from './case-builder.ts';

function days(theCase: Case, rules: ChannelRules, today: string): string[] {
  return returnDays(theCase, rules, d(today)).map(({ day, why }) => `${day} ${why}`);
}

describe('days on which to log in again', () => {
  const rules = rulesOf('dk-internal', { scopeWithin: { days: 10 } });

  it('names on the first day every answer to come, each on the day it must be there', () => {
    expect(days(life(rules, '2026-06-01'), rules, '2026-06-01')).to.deep.equal([
      '2026-06-09 acknowledgement', // § 12, stk. 2: within 7 days, by the end of the 8th
      '2026-06-12 scope-decision',
      '2026-06-15 questions',
      '2026-09-09 feedback',
      '2027-05-18 before-end', // access ends on 1 June 2027
    ]);
  });

  it('drops what was answered, and what is over', () => {
    const theCase = life(rules, '2026-06-01', ['2026-06-03', 'acknowledged']);
    expect(days(theCase, rules, '2026-06-20')).to.deep.equal([
      '2026-06-29 questions',
      '2026-09-04 feedback',
      '2027-05-18 before-end',
    ]);
  });

  it('keeps the regular days whenever the page is looked at', () => {
    const theCase = life(rules, '2026-06-01');
    for (const today of ['2026-06-15', '2026-06-20', '2026-06-28']) {
      expect(days(theCase, rules, today)).to.include('2026-06-29 questions');
    }
    expect(days(theCase, rules, '2026-06-29')).to.include('2026-07-13 questions');
  });

  it('after closing names only the last good day before deletion', () => {
    const theCase = closedLife(rules, '2026-06-01', '2026-07-01'); // deleted on 29 September
    expect(days(theCase, rules, '2026-07-02')).to.deep.equal(['2026-09-15 before-end']);
    expect(days(theCase, rules, '2026-09-20')).to.deep.equal(['2026-09-20 before-end']);
  });

  it('does not warn of a deletion that cannot happen while the case is open', () => {
    const short = rulesOf('dk-internal', {}, { from: 'received', within: { days: 90 } });
    const open = days(life(short, '2026-06-01'), short, '2026-06-20');
    expect(open.at(-1)).to.equal('2027-05-18 before-end'); // the access, not 30 August
  });

  it('names none without a mailbox or after the code was destroyed', () => {
    const letter = life(rules, received('2026-06-01', { arrival: 'letter', mailbox: false }));
    expect(days(letter, rules, '2026-06-02')).to.deep.equal([]);
    const gone = life(rules, '2026-06-01', ['2026-06-02', 'access-ended', { by: 'reporter' }]);
    expect(days(gone, rules, '2026-06-03')).to.deep.equal([]);
  });

  it('never names a day that is past', () => {
    const theCase = life(rules, '2026-01-31');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), (after) => {
        const today = addDays(d('2026-01-31'), after);
        for (const { day } of returnDays(theCase, rules, today)) {
          expect(day >= today).to.equal(true);
        }
      }),
    );
  });
});
