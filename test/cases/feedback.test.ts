import { expect } from 'chai';
import type { ProfileKey } from '../../src/cases/profiles.ts';
import { deadline, type Entry, life, rulesOf } from './case-builder.ts';

describe('give feedback within 3 months', () => {
  // Profile, report, confirmation, day, last day in time, provision.
  for (const [name, row] of Object.entries({
    'lov 1436/2021 § 12, stk. 2': 'dk-internal 2026-06-01 2026-06-03 2026-09-03 2026-09-03 dk-12-2',
    'lov 1436/2021 § 12, stk. 2, month’s end':
      'dk-internal 2026-01-29 2026-01-31 2026-04-30 2026-04-30 dk-12-2',
    'lov 1436/2021 § 12, stk. 2, February ends on a Sunday':
      'dk-internal 2026-11-27 2026-11-30 2027-02-28 2027-03-01 dk-12-2',
    'lov 1436/2021 § 20, stk. 2, nr. 3, leap day':
      'dk-external 2027-11-28 2027-11-30 2028-02-29 2028-02-29 dk-20-2-3',
    'lag 2021:890 5 kap. 8 § 3': 'se-internal 2026-06-01 2026-06-08 2026-09-08 2026-09-08 se-5-8-3',
    'directive art. 9(1)(f)': 'eu 2026-06-01 2026-06-01 2026-09-01 2026-09-01 eu-9-1-f',
    'directive art. 11(2)(d), a Saturday':
      'eu-external 2026-06-01 2026-06-05 2026-09-05 2026-09-07 eu-11-2-d',
    'arbeidsmiljøloven § 2 A-3 (routine), a Saturday':
      'no 2026-06-01 2026-06-05 2026-09-05 2026-09-05 no-2a-3',
    'directive art. 9(1)(f) in Denmark: never confirmed, from day 7':
      'dk-internal 2026-06-01 never 2026-09-08 2026-09-08 eu-9-1-f',
    'lag 2021:890 5 kap. 8 § 3: never confirmed, from day 7':
      'se-internal 2026-02-21 never 2026-05-28 2026-05-28 se-5-8-3',
    'directive art. 9(1)(f): never confirmed, day 7 is 29 February':
      'eu 2028-02-22 never 2028-05-29 2028-05-29 eu-9-1-f',
    'directive art. 9(1)(f): a confirmation on day 20 does not buy time':
      'dk-internal 2026-06-01 2026-06-21 2026-09-08 2026-09-08 eu-9-1-f',
  })) {
    it(`${name}: ${row}`, () => {
      const [profile, report, confirmed, due, lastDay, statute] = row.split(' ') as [
        ProfileKey,
        ...string[],
      ];
      const rules = rulesOf(profile);
      const steps: Entry[] = confirmed === 'never' ? [] : [[confirmed as string, 'acknowledged']];
      const theCase = life(rules, report as string, ...steps);
      const found = deadline(theCase, rules, 'feedback', report as string);
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

  it('is not late when it is given after all though it was waived', () => {
    const rules = rulesOf('dk-internal');
    const theCase = life(
      rules,
      '2026-06-01',
      ['2026-06-02', 'feedback-waived', { reason: 'reporter-asked' }],
      ['2026-06-02', 'assessment-started'],
      ['2026-12-01', 'feedback-given'],
    );
    expect(deadline(theCase, rules, 'feedback', '2027-01-01')).to.deep.include({
      state: 'done',
      since: '2026-12-01',
      daysLate: 0,
    });
  });

  it('leaves a waived acknowledgement waived', () => {
    const rules = rulesOf('se-internal');
    const theCase = life(
      rules,
      '2026-06-01',
      ['2026-06-02', 'acknowledgement-waived', { reason: 'identity-at-risk' }],
      ['2026-06-02', 'assessment-started'],
      ['2026-09-01', 'feedback-given'],
    );
    expect(deadline(theCase, rules, 'acknowledgement', '2027-01-01')).to.deep.include({
      state: 'waived',
      since: '2026-06-02',
      daysLate: 0,
    });
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
