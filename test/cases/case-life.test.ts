import { expect } from 'chai';
import fc from 'fast-check';
import { replay, step } from '../../src/cases/case-life.ts';
import { IllegalStep } from '../../src/cases/illegal-step.ts';
import { d, type Entry, life, received, refusal, rulesOf, stepOf } from './case-builder.ts';
import { anyLife } from './random-lives.ts';

const assessed: Entry = ['2026-06-02', 'assessment-started'];
const investigated: Entry = ['2026-06-03', 'investigation-started'];
const told: Entry = ['2026-06-20', 'feedback-given'];
const rejected: Entry = [
  '2026-06-10',
  'decided',
  { outcome: { kind: 'rejected', reason: 'not-serious' } },
];

describe('the life of a case', () => {
  const rules = rulesOf('dk-internal');

  it('goes from receipt over assessment, investigation and feedback to closing', () => {
    const theCase = life(
      rules,
      '2026-06-01',
      ['2026-06-01', 'receipt-issued'],
      ['2026-06-02', 'acknowledged'],
      assessed,
      investigated,
      ['2026-06-18', 'decided', { outcome: { kind: 'action' } }],
      ['2026-06-18', 'police-reported'],
      told,
      ['2026-06-21', 'closed'],
    );
    expect(theCase).to.deep.include({
      stage: 'closed',
      substantive: true,
      outcome: { kind: 'action' },
      receiptIssued: '2026-06-01', // the mailbox's own receipt …
      acknowledged: '2026-06-02', // … is not the unit's acknowledgement
      policeReported: '2026-06-18',
      closed: '2026-06-21',
    });
    expect(theCase.history.map(({ day, kind }) => `${day} ${kind}`)).to.deep.equal([
      '2026-06-01 received',
      '2026-06-01 receipt-issued',
      '2026-06-02 acknowledged',
      '2026-06-02 assessment-started',
      '2026-06-03 investigation-started',
      '2026-06-18 decided',
      '2026-06-18 police-reported',
      '2026-06-20 feedback-given',
      '2026-06-21 closed',
    ]);
  });

  it('rejects a report out of scope without investigating (lov 1436/2021 § 12, stk. 3)', () => {
    const theCase = life(rules, '2026-06-01', assessed, rejected, told, ['2026-06-20', 'closed']);
    expect(theCase).to.deep.include({
      stage: 'closed',
      substantive: false,
      outcome: { kind: 'rejected', reason: 'not-serious' },
    });
  });

  it('goes on investigating after an interim feedback', () => {
    const theCase = life(rules, '2026-06-01', assessed, told, [
      '2026-06-25',
      'investigation-started',
    ]);
    expect(theCase.stage).to.equal('investigation');
    expect(theCase.feedbackGiven).to.equal('2026-06-20');
  });

  it('changes its outcome while it is open, but not to the same', () => {
    const theCase = life(rules, '2026-06-01', assessed, rejected);
    expect(refusal(theCase, rejected, rules)).to.equal('repeated');
    const other: Entry = [
      '2026-06-11',
      'decided',
      { outcome: { kind: 'rejected', reason: 'outside-persons' } },
    ];
    expect(refusal(theCase, other, rules)).to.equal(null);
  });

  it('takes an admission back, with its reason', () => {
    const theCase = life(rules, '2026-06-01', assessed, investigated, [
      '2026-06-05',
      'reassessment-started',
      { reason: 'admitted-by-mistake' },
    ]);
    expect(theCase).to.include({ stage: 'assessment', substantive: false });
  });

  it('refuses anything that would write to a case whose content is gone', () => {
    const gone = life(rules, '2026-06-01', assessed, rejected, [
      '2026-06-11',
      'content-deleted',
      { reason: 'at-once' },
    ]);
    for (const entry of [
      ['2026-06-12', 'reporter-wrote'],
      ['2026-06-12', 'exported'],
      ['2026-06-12', 'part-deleted', { reason: 'irrelevant' }],
      ['2026-06-12', 'decided', { outcome: { kind: 'duplicate' } }],
      ['2026-06-12', 'keeping-extended', { until: d('2027-01-01'), reason: 'complaint' }],
    ] as Entry[]) {
      expect(refusal(gone, entry, rules), entry[1]).to.equal('content-deleted');
    }
    // The reporter can still be told, and the case be closed.
    const end = [told, ['2026-06-20', 'closed'] as Entry].reduce(
      (theCase, entry) => step(theCase, stepOf(entry), rules),
      gone,
    );
    expect(refusal(end, ['2026-06-21', 'reopened', { reason: 'mistake' }], rules)).to.equal(
      'content-deleted',
    );
  });

  describe('waives feedback', () => {
    for (const [reason, ...steps] of [
      ['reporter-asked'],
      ['withdrawn', ['2026-06-04', 'withdrawal-asked']],
      ['duplicate', ['2026-06-04', 'decided', { outcome: { kind: 'duplicate' } }]],
      ['no-mailbox', ['2026-06-04', 'access-ended', { by: 'reporter' }]],
    ] as ['reporter-asked' | 'withdrawn' | 'duplicate' | 'no-mailbox', ...Entry[]][]) {
      it(`when ${reason}`, () => {
        const theCase = life(rules, '2026-06-01', assessed, ...steps, [
          '2026-06-05',
          'feedback-waived',
          { reason },
        ]);
        expect(theCase.feedbackWaived).to.deep.equal({ day: '2026-06-05', reason });
      });
    }

    it('and gives it nevertheless, if it can', () => {
      const theCase = life(
        rules,
        '2026-06-01',
        assessed,
        ['2026-06-05', 'feedback-waived', { reason: 'reporter-asked' }],
        ['2026-06-09', 'feedback-given'],
      );
      expect(theCase.feedbackGiven).to.equal('2026-06-09');
    });
  });

  describe('reopens', () => {
    const substantive = life(
      rules,
      '2026-06-01',
      assessed,
      investigated,
      ['2026-06-18', 'decided', { outcome: { kind: 'no-action' } }],
      told,
      ['2026-06-21', 'closed'],
      ['2026-07-01', 'reopened', { reason: 'new-information' }],
    );

    it('where it stood, without its outcome', () => {
      expect(substantive).to.deep.include({
        stage: 'investigation',
        outcome: null,
        closed: null,
        feedbackGiven: '2026-06-20',
      });
      const shelved = life(
        rules,
        '2026-06-01',
        assessed,
        rejected,
        told,
        ['2026-06-21', 'closed'],
        ['2026-07-01', 'reopened', { reason: 'complaint' }],
      );
      expect(shelved.stage).to.equal('assessment');
    });

    it('and closes again only when the reporter is told anew', () => {
      const decided = step(
        substantive,
        stepOf(['2026-07-02', 'decided', { outcome: { kind: 'action' } }]),
        rules,
      );
      expect(refusal(decided, ['2026-07-03', 'closed'], rules)).to.equal('reporter-not-told');
      const retold = step(decided, stepOf(['2026-07-03', 'result-told']), rules);
      expect(step(retold, stepOf(['2026-07-03', 'closed']), rules).closed).to.equal('2026-07-03');
    });
  });

  describe('under lov 1436/2021 § 20, stk. 2, nr. 4', () => {
    const external = rulesOf('dk-external');
    const waived: Entry = ['2026-06-03', 'feedback-waived', { reason: 'reporter-asked' }];
    const decided: Entry = ['2026-06-10', 'decided', { outcome: { kind: 'withdrawn' } }];
    const start: Entry[] = [assessed, ['2026-06-02', 'withdrawal-asked'], waived, decided];

    it('closes without a final result told when the reporter waived all of it', () => {
      const theCase = life(external, '2026-06-01', ...start, ['2026-06-11', 'closed']);
      expect(theCase.closed).to.equal('2026-06-11');
    });

    it('does not let a waiver from before a reopening count for a decision after it', () => {
      const theCase = life(
        external,
        '2026-06-01',
        ...start,
        ['2026-06-11', 'closed'],
        ['2026-07-01', 'reopened', { reason: 'new-information' }],
        ['2026-07-02', 'feedback-given'],
        ['2026-07-10', 'decided', { outcome: { kind: 'insufficient-information' } }],
      );
      expect(refusal(theCase, ['2026-07-11', 'closed'], external)).to.equal('reporter-not-told');
    });
  });

  it('leaves the themes of the old channel behind when it is handed over', () => {
    const theCase = life(
      rules,
      '2026-06-01',
      ['2026-06-02', 'themes-set', { themes: ['harassment'] }],
      ['2026-06-03', 'handed-over', { channel: 'hospital', reason: 'screening-done' }],
    );
    expect(theCase).to.deep.include({ channel: 'hospital', themes: [] });
  });

  it('forgets an export as soon as somebody writes or the case moves on', () => {
    const exported: Entry = ['2026-06-05', 'exported'];
    expect(life(rules, '2026-06-01', exported).exported).to.equal('2026-06-05');
    for (const entry of [
      ['2026-06-05', 'reporter-wrote'],
      ['2026-06-06', 'unit-wrote'],
      ['2026-06-06', 'handed-over', { channel: 'hospital', reason: 'screening-done' }],
    ] as Entry[]) {
      expect(life(rules, '2026-06-01', exported, entry).exported, entry[1]).to.equal(null);
    }
  });

  describe('stored as its history', () => {
    it('comes back the same from JSON', () => {
      fc.assert(
        fc.property(anyLife, ({ theCase }) => {
          const stored = JSON.parse(JSON.stringify(theCase.history));
          expect(replay(stored)).to.deep.equal(theCase);
        }),
        { numRuns: 200 },
      );
    });

    it('stays what was recorded when the channel’s rules change', () => {
      const { history } = life(rulesOf('dk-external'), '2026-06-01', [
        '2026-06-02',
        'acknowledgement-waived',
        { reason: 'reporter-asked' },
      ]);
      expect(replay(history).acknowledgementWaived?.day).to.equal('2026-06-02');
    });

    it('must begin with one receipt', () => {
      const receipt = received('2026-06-01');
      expect(() => replay([])).to.throw(IllegalStep, 'not-received');
      expect(() => replay([stepOf(assessed)])).to.throw(IllegalStep, 'not-received');
      expect(() => replay([receipt, receipt])).to.throw(IllegalStep, 'repeated');
    });
  });
});
