import { expect } from 'chai';
import fc from 'fast-check';
import { addPeriod, type Day } from '../../src/cases/day.ts';
import { stubKey, stubsOf } from '../../src/cases/outcome-stub.ts';
import { closedLife, d, life, received, rulesOf } from './case-builder.ts';
import { anyLife } from './random-lives.ts';

const rules = rulesOf('dk-internal');

describe('outcome stubs', () => {
  it('keep months and codes', () => {
    const theCase = life(
      rules,
      '2026-06-28',
      ['2026-06-29', 'acknowledged'],
      ['2026-07-02', 'assessment-started'],
      ['2026-07-03', 'investigation-started'],
      ['2026-08-02', 'police-reported'],
      ['2026-08-20', 'themes-set', { themes: ['law', 'eu', 'law'] }],
      ['2026-09-30', 'decided', { outcome: { kind: 'action' } }],
      ['2026-10-15', 'feedback-given'], // due on 29 September
      ['2026-10-15', 'closed'],
    );
    expect(stubsOf(theCase, rules, d('2027-01-01'))).to.deep.equal([
      {
        channel: 'town',
        origin: 'reported',
        arrival: 'web',
        identity: 'anonymous',
        test: false,
        received: '2026-06',
        course: [
          { month: '2026-06', stage: 'received', substantive: false, outcome: null },
          { month: '2026-07', stage: 'investigation', substantive: true, outcome: null },
          {
            month: '2026-09',
            stage: 'investigation',
            substantive: true,
            outcome: { kind: 'action' },
          },
          { month: '2026-10', stage: 'closed', substantive: true, outcome: { kind: 'action' } },
        ],
        policeReported: '2026-08',
        authorityInformed: null,
        themes: ['eu', 'law'],
        acknowledgement: 'in-time',
        feedback: 'late',
      },
    ]);
  });

  it('are two when the case was handed over: forwarded there, come in here', () => {
    const theCase = life(
      rules,
      '2026-06-28',
      ['2026-06-29', 'assessment-started'],
      ['2026-06-30', 'authority-informed'],
      ['2026-06-30', 'themes-set', { themes: ['old'] }],
      ['2026-07-02', 'handed-over', { channel: 'hospital', reason: 'screening-done' }],
      ['2026-07-10', 'feedback-given'],
    );
    const [there, here] = stubsOf(theCase, rules, d('2026-07-11'));
    expect(there).to.deep.include({
      channel: 'town',
      origin: 'reported',
      received: '2026-06',
      authorityInformed: '2026-06',
      themes: ['old'],
      acknowledgement: 'elsewhere',
      feedback: 'elsewhere',
    });
    expect(there?.course.at(-1)).to.deep.equal({
      month: '2026-07',
      stage: 'closed',
      substantive: false,
      outcome: { kind: 'forwarded', to: 'other-channel' },
    });
    expect(here).to.deep.include({
      channel: 'hospital',
      origin: 'handed-over',
      received: '2026-07',
      authorityInformed: null,
      themes: [],
      acknowledgement: 'late',
      feedback: 'in-time',
    });
  });

  for (const [promptness, today] of [
    ['open', '2026-06-08'],
    ['late', '2026-06-09'],
  ] as const) {
    it(`call an unanswered report ${promptness} on ${today}`, () => {
      const [stub] = stubsOf(life(rules, '2026-06-01'), rules, d(today));
      expect(stub?.acknowledgement).to.equal(promptness);
      expect(stub?.feedback).to.equal('open');
    });
  }

  it('hold no day, whatever happened', () => {
    fc.assert(
      fc.property(anyLife, ({ rules: its, theCase }) => {
        const text = JSON.stringify(stubsOf(theCase, its, d('2030-01-01')));
        expect(text).to.not.match(/\d{4}-\d{2}-\d{2}/);
      }),
      { numRuns: 200 },
    );
  });

  it('of a closed case never change again, on whatever day they are made', () => {
    fc.assert(
      fc.property(anyLife, ({ rules: its, theCase }) => {
        if (theCase.stage !== 'closed') return;
        const last = theCase.history.at(-1)?.day as Day;
        const decades = addPeriod(last, { years: 30 });
        expect(stubsOf(theCase, its, last)).to.deep.equal(stubsOf(theCase, its, decades));
      }),
      { numRuns: 300 },
    );
  });

  it('have one key for equal stubs, another for any difference', () => {
    const stub = (start: Parameters<typeof closedLife>[1], day: string) =>
      stubKey(stubsOf(closedLife(rules, start, day), rules, d('2027-01-01'))[0] ?? expect.fail());
    const one = stub('2026-06-01', '2026-06-07');
    expect(stub('2026-06-03', '2026-06-09')).to.equal(one);
    for (const other of [
      stub('2026-05-31', '2026-06-07'),
      stub('2026-06-01', '2026-07-07'),
      stub(received('2026-06-01', { channel: 'hospital' }), '2026-06-07'),
      stub(received('2026-06-01', { identity: 'named' }), '2026-06-07'),
      stub(received('2026-06-01', { identity: null }), '2026-06-07'),
      stub(received('2026-06-01', { arrival: 'phone' }), '2026-06-07'),
      stub(received('2026-06-01', { test: true }), '2026-06-07'),
    ]) {
      expect(other).to.not.equal(one);
    }
  });
});
