import { expect } from 'chai';
import { deadlinesOf, nextDue } from '../../src/cases/deadlines.ts';
import { PROFILES, withPromises } from '../../src/cases/profiles.ts';
import { STATUTES } from '../../src/cases/statutes.ts';
import { closedLife, d, deadline, type Entry, life, received, rulesOf } from './case-builder.ts';

describe('deadlines', () => {
  describe('tell the scope decision where a channel promises it', () => {
    const rules = rulesOf('dk-internal', { scopeWithin: { days: 14 } });

    it('has no such deadline where it is not promised', () => {
      const plain = rulesOf('dk-internal');
      const kinds = deadlinesOf(life(plain, '2026-06-01'), plain, d('2026-06-01'));
      expect(kinds.map(({ kind }) => kind)).to.not.include('scope-decision');
    });

    it('is a routine of its own, beside the acknowledgement', () => {
      const theCase = life(rules, '2026-06-01', ['2026-06-02', 'acknowledged']);
      expect(deadline(theCase, rules, 'scope-decision', '2026-06-15')).to.deep.include({
        due: '2026-06-15',
        state: 'due',
        basis: { kind: 'routine', statute: null },
      });
      expect(deadline(theCase, rules, 'scope-decision', '2026-06-16').state).to.equal('late');
    });

    it('counts the first answer', () => {
      const theCase = life(
        rules,
        '2026-06-01',
        ['2026-06-02', 'assessment-started'],
        ['2026-06-12', 'scope-told', { inScope: true }],
        ['2026-06-20', 'scope-told', { inScope: false }],
      );
      expect(deadline(theCase, rules, 'scope-decision', '2026-07-01')).to.deep.include({
        state: 'done',
        since: '2026-06-12',
        daysLate: 0,
      });
    });
  });

  describe('tell the final result (lov 1436/2021 § 20, stk. 2, nr. 4; directive art. 11(2)(e))', () => {
    const rules = rulesOf('dk-external');
    const start: Entry[] = [
      ['2026-06-02', 'assessment-started'],
      ['2026-06-03', 'investigation-started'],
      ['2026-08-01', 'feedback-given'],
      ['2026-10-01', 'decided', { outcome: { kind: 'action' } }],
    ];

    it('is due once the outcome is decided after the feedback', () => {
      const theCase = life(rules, '2026-06-01', ...start);
      expect(deadline(theCase, rules, 'final-result', '2026-10-02')).to.deep.include({
        due: null,
        state: 'due',
        since: '2026-10-01',
      });
    });

    it('is done when it is told, or when the feedback told it', () => {
      const told = life(rules, '2026-06-01', ...start, ['2026-10-05', 'result-told']);
      expect(deadline(told, rules, 'final-result', '2026-11-01')).to.deep.include({
        state: 'done',
        since: '2026-10-05',
      });
      const closed = closedLife(rules, '2026-06-01', '2026-08-01');
      expect(deadline(closed, rules, 'final-result', '2026-11-01').state).to.equal('done');
    });

    it('does not exist in internal schemes', () => {
      const internal = rulesOf('dk-internal');
      const theCase = life(internal, '2026-06-01', ...start);
      const kinds = deadlinesOf(theCase, internal, d('2026-10-02')).map(({ kind }) => kind);
      expect(kinds).to.not.include('final-result');
    });
  });

  it('lists what is due first, and what has no day last', () => {
    const rules = rulesOf('dk-external', { scopeWithin: { days: 3 } });
    const theCase = life(
      rules,
      '2026-06-01',
      ['2026-06-02', 'assessment-started'],
      ['2026-06-02', 'decided', { outcome: { kind: 'insufficient-information' } }],
    );
    expect(deadlinesOf(theCase, rules, d('2026-06-02')).map(({ kind }) => kind)).to.deep.equal([
      'scope-decision',
      'acknowledgement',
      'feedback',
      'access-end',
      'final-result',
      'deletion',
    ]);
  });

  it('names the next thing to do whatever day it is, and nothing once all is told', () => {
    const rules = rulesOf('dk-internal');
    expect(nextDue(life(rules, '2026-06-01'), rules)).to.deep.equal({
      kind: 'acknowledgement',
      due: '2026-06-08',
    });
    const acknowledged = life(rules, '2026-06-01', ['2026-06-03', 'acknowledged']);
    expect(nextDue(acknowledged, rules)).to.deep.equal({ kind: 'feedback', due: '2026-09-03' });
    expect(nextDue(closedLife(rules, '2026-06-01', '2026-06-05'), rules)).to.equal(null);
    const keeper = rulesOf('se-internal');
    const unexported = closedLife(keeper, '2026-06-01', '2026-06-05');
    expect(nextDue(unexported, keeper)).to.deep.equal({ kind: 'deletion', due: '2026-09-03' });
  });

  it('keeps counting from the first receipt when another channel takes over', () => {
    const rules = rulesOf('dk-internal');
    const theCase = life(rules, received('2026-06-01'), [
      '2026-06-05',
      'handed-over',
      { channel: 'hospital', reason: 'screening-done' },
    ]);
    expect(deadline(theCase, rules, 'acknowledgement', '2026-06-09').state).to.equal('late');
  });

  it('can cite every provision it names', () => {
    for (const citation of Object.values(STATUTES)) expect(citation).to.match(/§|art\./);
  });

  it('follows an organisation’s shorter promise (routine within lov 1436/2021 § 12)', () => {
    const base = rulesOf('dk-internal');
    const rules = {
      ...base,
      profile: withPromises(PROFILES['dk-internal'], { acknowledgementDays: 3, feedbackMonths: 1 }),
    };
    const theCase = life(rules, '2026-01-28', ['2026-01-31', 'acknowledged']);
    expect(deadline(theCase, rules, 'acknowledgement', '2026-01-31').due).to.equal('2026-01-31');
    expect(deadline(theCase, rules, 'feedback', '2026-01-31').due).to.equal('2026-02-28');
  });
});
