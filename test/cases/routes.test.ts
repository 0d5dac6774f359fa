import { expect } from 'chai';
import { routesOf } from '../../src/cases/routes.ts';
import { d, life, rulesOf } from './case-builder.ts';

/** Open routes on a day, each with the day since which it is open. */
function open(profile: Parameters<typeof rulesOf>[0], today: string): string[] {
  const rules = rulesOf(profile);
  return routesOf(life(rules, '2026-06-01'), rules, d(today))
    .filter((route) => route.open)
    .map(({ to, since }) => `${to} since ${since}`);
}

describe('routes beside the channel', () => {
  // Received 1 June 2026, never confirmed: feedback due on Tuesday 8 September.
  for (const [name, profile, today, routes] of [
    [
      'lov 1436/2021 § 13: external reporting is free',
      'dk-internal',
      '2026-06-01',
      ['external since 2026-06-01'],
    ],
    [
      '§ 5: an internal scheme’s lateness alone does not open publication',
      'dk-internal',
      '2027-06-01',
      ['external since 2026-06-01'],
    ],
    ['§ 5: an external scheme still in time', 'dk-external', '2026-09-08', []],
    [
      '§ 5: an external scheme that is late',
      'dk-external',
      '2026-09-09',
      ['public since 2026-09-09'],
    ],
    ['lag 2021:890 5 kap. 9 §', 'se-internal', '2026-09-08', ['external since 2026-06-01']],
    [
      'lag 2021:890 4 kap. 7 §',
      'se-internal',
      '2026-09-09',
      ['external since 2026-06-01', 'any-authority since 2026-09-09'],
    ],
    ['directive art. 15(1)(a)', 'eu-external', '2026-09-09', ['public since 2026-09-09']],
    ['directive art. 10', 'eu', '2026-12-09', ['external since 2026-06-01']],
    ['arbeidsmiljøloven § 2 A-2', 'no', '2026-12-09', ['external since 2026-06-01']],
  ] as const) {
    it(`${name} (${profile}, ${today})`, () => {
      expect(open(profile, today)).to.deep.equal(routes);
    });
  }

  it('does not open before the next working day is over (lag 1930:173 2 §)', () => {
    const rules = rulesOf('se-internal');
    // Confirmed on 5 June, due on Saturday 5 September: in time until Monday.
    const theCase = life(rules, '2026-06-01', ['2026-06-05', 'acknowledged']);
    const late = (today: string) =>
      routesOf(theCase, rules, d(today)).find(({ opens }) => opens === 'feedback-late');
    expect(late('2026-09-07')).to.deep.include({ open: false, since: null });
    expect(late('2026-09-08')).to.deep.include({ open: true, since: '2026-09-08' });
  });

  it('is closed again once feedback was given, late or not, and stays closed when it was waived', () => {
    const rules = rulesOf('dk-external');
    const given = life(
      rules,
      '2026-06-01',
      ['2026-06-02', 'assessment-started'],
      ['2026-10-01', 'feedback-given'],
    );
    const waived = life(rules, '2026-06-01', [
      '2026-06-02',
      'feedback-waived',
      { reason: 'reporter-asked' },
    ]);
    for (const theCase of [given, waived]) {
      expect(routesOf(theCase, rules, d('2026-10-02')).every((route) => !route.open)).to.equal(
        true,
      );
    }
  });
});
