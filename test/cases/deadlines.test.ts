import { expect } from 'chai';
import type { Case } from '../../src/cases/case.ts';
import type { ChannelRules } from '../../src/cases/channel-rules.ts';
import {
  type Deadline,
  type DeadlineKind,
  deadlinesOf,
  nextDue,
} from '../../src/cases/deadlines.ts';
import { PROFILES, withPromises } from '../../src/cases/profiles.ts';
import { STATUTES } from '../../src/cases/statutes.ts';
import { closedLife, d, type Entry, life, received, rulesOf } from './case-builder.ts';

function deadline(theCase: Case, rules: ChannelRules, kind: DeadlineKind, today: string): Deadline {
  const found = deadlinesOf(theCase, rules, d(today)).find((each) => each.kind === kind);
  if (!found) throw new Error(`no deadline ${kind}`);
  return found;
}

describe('deadlines', () => {
  describe('acknowledge within 7 days', () => {
    // Monday 1 June 2026 + 7 = Monday 8 June. Saturday 30 May + 7 = Saturday 6 June.
    for (const [name, profile, receivedOn, due, lastDay] of [
      ['lov 1436/2021 § 12, stk. 2', 'dk-internal', '2026-06-01', '2026-06-08', '2026-06-08'],
      [
        'lov 1436/2021 § 12, stk. 2 over grundlovsdag and a weekend',
        'dk-internal',
        '2026-05-29',
        '2026-06-05',
        '2026-06-08',
      ],
      [
        'lov 1436/2021 § 20, stk. 2, nr. 1',
        'dk-external',
        '2026-12-17',
        '2026-12-24',
        '2026-12-28',
      ],
      [
        'lag 2021:890 5 kap. 8 § 2, with lag 1930:173 2 §',
        'se-internal',
        '2026-06-12',
        '2026-06-19',
        '2026-06-22',
      ],
      ['lag 2021:890 5 kap. 8 § 2', 'se-internal', '2028-02-22', '2028-02-29', '2028-02-29'],
      [
        'directive art. 9(1)(b), Reg. 1182/71 art. 3(4)',
        'eu',
        '2026-05-30',
        '2026-06-06',
        '2026-06-08',
      ],
      ['directive art. 11(2)(b)', 'eu-external', '2026-12-28', '2027-01-04', '2027-01-04'],
      ['arbeidsmiljøloven § 2 A-6 (routine)', 'no', '2026-05-30', '2026-06-06', '2026-06-06'],
    ] as const) {
      it(`${name}: ${receivedOn} gives ${due}, in time until ${lastDay}`, () => {
        const rules = rulesOf(profile);
        const theCase = life(rules, receivedOn);
        expect(deadline(theCase, rules, 'acknowledgement', receivedOn)).to.deep.include({
          due,
          lastDay,
          state: 'due',
          since: receivedOn,
          daysLate: 0,
        });
      });
    }

    const rules = rulesOf('dk-internal');
    const theCase = life(rules, '2026-05-29'); // due Friday 5 June, in time until Monday 8 June
    for (const [today, state, since, daysLate] of [
      ['2026-06-05', 'due', '2026-05-29', 0],
      ['2026-06-08', 'due', '2026-05-29', 0],
      ['2026-06-09', 'late', '2026-06-09', 1],
      ['2026-07-08', 'late', '2026-06-09', 30],
    ] as const) {
      it(`is ${state} on ${today}`, () => {
        expect(deadline(theCase, rules, 'acknowledgement', today)).to.deep.include({
          state,
          since,
          daysLate,
        });
      });
    }

    it('is done by the acknowledgement, and says how late it was', () => {
      const inTime = life(rules, '2026-06-01', ['2026-06-03', 'acknowledged']);
      expect(deadline(inTime, rules, 'acknowledgement', '2026-12-01')).to.deep.include({
        state: 'done',
        since: '2026-06-03',
        daysLate: 0,
      });
      const late = life(rules, '2026-06-01', ['2026-06-10', 'acknowledged']);
      expect(deadline(late, rules, 'acknowledgement', '2026-12-01')).to.deep.include({
        state: 'done',
        since: '2026-06-10',
        daysLate: 2,
      });
    });

    it('is not done by the automatic receipt, unless the channel counts it', () => {
      const steps: Entry[] = [['2026-06-01', 'receipt-issued']];
      const counted = rulesOf('dk-internal', { confirmedBy: 'automatic' });
      expect(
        deadline(life(rules, '2026-06-01', ...steps), rules, 'acknowledgement', '2026-06-01').state,
      ).to.equal('due');
      expect(
        deadline(life(counted, '2026-06-01', ...steps), counted, 'acknowledgement', '2026-06-01')
          .state,
      ).to.equal('done');
    });

    it('is done by whatever the unit tells first', () => {
      const told = life(
        rules,
        '2026-06-01',
        ['2026-06-02', 'assessment-started'],
        ['2026-06-04', 'scope-told', { inScope: true }],
      );
      expect(deadline(told, rules, 'acknowledgement', '2026-06-30')).to.deep.include({
        state: 'done',
        since: '2026-06-04',
      });
    });

    for (const [name, profile, reason] of [
      ['lag 2021:890 5 kap. 8 § 2', 'se-internal', 'reporter-asked'],
      ['lag 2021:890 5 kap. 8 § 2', 'se-internal', 'identity-at-risk'],
      ['lov 1436/2021 § 20, stk. 2, nr. 1', 'dk-external', 'identity-at-risk'],
      ['directive art. 11(2)(b)', 'eu-external', 'reporter-asked'],
    ] as const) {
      it(`${name} lets it be waived: ${reason}`, () => {
        const external = rulesOf(profile);
        const waived = life(external, '2026-06-01', [
          '2026-06-02',
          'acknowledgement-waived',
          { reason },
        ]);
        expect(deadline(waived, external, 'acknowledgement', '2027-01-01')).to.deep.include({
          state: 'waived',
          since: '2026-06-02',
          daysLate: 0,
        });
      });
    }
  });

  describe('give feedback within 3 months', () => {
    for (const [name, profile, receivedOn, acknowledgedOn, due, lastDay, statute] of [
      // from the confirmation
      [
        'lov 1436/2021 § 12, stk. 2',
        'dk-internal',
        '2026-06-01',
        '2026-06-03',
        '2026-09-03',
        '2026-09-03',
        'dk-12-2',
      ],
      [
        'lov 1436/2021 § 12, stk. 2, month’s end',
        'dk-internal',
        '2026-01-29',
        '2026-01-31',
        '2026-04-30',
        '2026-04-30',
        'dk-12-2',
      ],
      [
        'lov 1436/2021 § 12, stk. 2, February',
        'dk-internal',
        '2026-11-27',
        '2026-11-30',
        '2027-02-28',
        '2027-03-01',
        'dk-12-2',
      ],
      [
        'lov 1436/2021 § 20, stk. 2, nr. 3, leap day',
        'dk-external',
        '2027-11-28',
        '2027-11-30',
        '2028-02-29',
        '2028-02-29',
        'dk-20-2-3',
      ],
      [
        'lag 2021:890 5 kap. 8 § 3',
        'se-internal',
        '2026-06-01',
        '2026-06-08',
        '2026-09-08',
        '2026-09-08',
        'se-5-8-3',
      ],
      [
        'directive art. 9(1)(f)',
        'eu',
        '2026-06-01',
        '2026-06-01',
        '2026-09-01',
        '2026-09-01',
        'eu-9-1-f',
      ],
      [
        'directive art. 11(2)(d)',
        'eu-external',
        '2026-06-01',
        '2026-06-05',
        '2026-09-05',
        '2026-09-07',
        'eu-11-2-d',
      ],
      [
        'arbeidsmiljøloven § 2 A-3 (routine)',
        'no',
        '2026-06-01',
        '2026-06-05',
        '2026-09-05',
        '2026-09-05',
        'no-2a-3',
      ],
      // from day 7 when none was sent
      [
        'directive art. 9(1)(f) in Denmark, no confirmation',
        'dk-internal',
        '2026-06-01',
        null,
        '2026-09-08',
        '2026-09-08',
        'eu-9-1-f',
      ],
      [
        'lag 2021:890 5 kap. 8 § 3, no confirmation',
        'se-internal',
        '2026-02-21',
        null,
        '2026-05-28',
        '2026-05-28',
        'se-5-8-3',
      ],
      [
        'directive art. 9(1)(f), day 7 is 29 February',
        'eu',
        '2028-02-22',
        null,
        '2028-05-29',
        '2028-05-29',
        'eu-9-1-f',
      ],
      // a late confirmation does not buy time
      [
        'directive art. 9(1)(f), confirmed on day 20',
        'dk-internal',
        '2026-06-01',
        '2026-06-21',
        '2026-09-08',
        '2026-09-08',
        'eu-9-1-f',
      ],
    ] as const) {
      it(`${name}: ${receivedOn}, confirmed ${acknowledgedOn}, gives ${due}`, () => {
        const rules = rulesOf(profile);
        const theCase = acknowledgedOn
          ? life(rules, receivedOn, [acknowledgedOn, 'acknowledged'])
          : life(rules, receivedOn);
        const found = deadline(theCase, rules, 'feedback', acknowledgedOn ?? receivedOn);
        expect(found).to.deep.include({ due, lastDay, state: 'due', extended: false });
        expect(found.basis.statute).to.equal(statute);
      });
    }

    it('counts from day 7 when the acknowledgement was waived (lag 2021:890 5 kap. 8 § 3)', () => {
      const rules = rulesOf('se-internal');
      const waived = life(rules, '2026-06-01', [
        '2026-06-01',
        'acknowledgement-waived',
        { reason: 'reporter-asked' },
      ]);
      expect(deadline(waived, rules, 'feedback', '2026-06-01').due).to.equal('2026-09-08');
    });

    it('counts from the day of the report where the automatic receipt confirms', () => {
      const rules = rulesOf('dk-internal', { confirmedBy: 'automatic' });
      const theCase = life(rules, '2026-06-01', ['2026-06-01', 'receipt-issued']);
      expect(deadline(theCase, rules, 'feedback', '2026-06-01').due).to.equal('2026-09-01');
    });

    for (const [name, profile, statute] of [
      ['lov 1436/2021 § 20, stk. 2, nr. 3', 'dk-external', 'dk-20-2-3'],
      ['directive art. 11(2)(d)', 'eu-external', 'eu-11-2-d'],
    ] as const) {
      it(`${name}: 6 months from the same confirmation when there is reason`, () => {
        const rules = rulesOf(profile);
        const theCase = life(
          rules,
          '2026-08-28',
          ['2026-08-31', 'acknowledged'],
          ['2026-11-20', 'feedback-extended', { reason: 'complex' }],
        );
        const found = deadline(theCase, rules, 'feedback', '2026-12-24');
        expect(found).to.deep.include({
          due: '2027-02-28',
          lastDay: '2027-03-01',
          state: 'due',
          extended: true,
        });
        expect(found.basis).to.deep.equal({ kind: 'law', statute });
        expect(deadline(theCase, rules, 'feedback', '2027-03-02').state).to.equal('late');
      });
    }

    it('says when it was given and how late', () => {
      const rules = rulesOf('dk-internal');
      const theCase = life(
        rules,
        '2026-06-01',
        ['2026-06-03', 'acknowledged'],
        ['2026-06-04', 'assessment-started'],
        ['2026-09-13', 'feedback-given'],
        ['2026-10-01', 'feedback-given'], // more of it later changes nothing
      );
      expect(deadline(theCase, rules, 'feedback', '2027-01-01')).to.deep.include({
        state: 'done',
        since: '2026-09-13',
        daysLate: 10,
      });
    });

    it('is waived with everything else that would be told', () => {
      const rules = rulesOf('dk-internal', { scopeWithin: { days: 7 } });
      const theCase = life(
        rules,
        '2026-06-01',
        ['2026-06-02', 'access-ended', { by: 'reporter' }],
        ['2026-06-03', 'feedback-waived', { reason: 'no-mailbox' }],
      );
      for (const kind of ['acknowledgement', 'scope-decision', 'feedback'] as const) {
        expect(deadline(theCase, rules, kind, '2027-01-01')).to.deep.include({
          state: 'waived',
          since: '2026-06-03',
          daysLate: 0,
        });
      }
    });

    it('remembers that the time was over when it was waived', () => {
      const rules = rulesOf('dk-internal');
      const theCase = life(
        rules,
        '2026-06-01',
        ['2026-09-18', 'access-ended', { by: 'reporter' }],
        ['2026-09-18', 'feedback-waived', { reason: 'no-mailbox' }],
      );
      expect(deadline(theCase, rules, 'feedback', '2027-01-01')).to.deep.include({
        state: 'waived',
        daysLate: 10,
      });
    });
  });

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
