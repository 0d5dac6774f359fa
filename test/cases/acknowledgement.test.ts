import { expect } from 'chai';
import { deadline, type Entry, life, refusal, rulesOf } from './case-builder.ts';

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
    ['lov 1436/2021 § 20, stk. 2, nr. 1', 'dk-external', '2026-12-17', '2026-12-24', '2026-12-28'],
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

  it('cannot be waived once it was sent', () => {
    const swedish = rulesOf('se-internal');
    const sent = life(swedish, '2026-06-01', ['2026-06-02', 'acknowledged']);
    expect(
      refusal(
        sent,
        ['2026-06-03', 'acknowledgement-waived', { reason: 'reporter-asked' }],
        swedish,
      ),
    ).to.equal('confirmed-already');
  });
});
