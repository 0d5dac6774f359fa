import { expect } from 'chai';
import fc from 'fast-check';
import { allStubs } from '../../src/cases/all-stubs.ts';
import { addDays } from '../../src/cases/day.ts';
import { stubKey, stubsOf } from '../../src/cases/outcome-stub.ts';
import { keptStubs, reckonAnew } from '../../src/cases/reckoned.ts';
import { type CaseWorld, caseWorld } from '../support/case-tools.ts';
import { anyLife } from './random-lives.ts';

describe('what is kept of a living case', () => {
  it('says on every later day what replaying its history says', () => {
    const late = new Set<string>();
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 0, max: 600 }), ({ rules, theCase }, after) => {
        const last = theCase.history.at(-1)?.day ?? theCase.received;
        const today = addDays(last, after);
        const kept = keptStubs(theCase, rules).map((stub) => {
          const as = (state: string, from: string) =>
            state === 'open' && from <= today ? 'late' : state;
          late.add(as(stub.feedback, stub.feedbackLate));
          return [
            stub.stub,
            as(stub.acknowledgement, stub.acknowledgementLate),
            as(stub.feedback, stub.feedbackLate),
          ];
        });
        const replayed = stubsOf(theCase, rules, today).map((stub) => [
          stubKey({ ...stub, acknowledgement: 'open', feedback: 'open' }),
          stub.acknowledgement,
          stub.feedback,
        ]);
        expect(kept).to.deep.equal(replayed);
      }),
      { numRuns: 300 },
    );
    expect([...late]).to.include.members(['open', 'late', 'in-time', 'waived']);
  });

  describe('in the store', () => {
    let world: CaseWorld;
    before(async () => {
      world = await caseWorld();
    });
    after(() => world.close());

    const figures = async (day: string) =>
      allStubs(world.tools.store, world.tools.channels, ['trial'], new Date(`${day}T12:00:00Z`));

    it('turns late by itself on the day after the last one', async () => {
      await world.report();
      await world.report();
      const [stub] = await figures('2026-01-08');
      expect(stub).to.nested.include({ count: 2, 'stub.acknowledgement': 'open' });
      expect((await figures('2026-01-09'))[0]).to.nested.include({
        'stub.acknowledgement': 'late',
      });
    });

    it('is reckoned anew when the rules of its channel change, and only then', async () => {
      const { store, channels } = world.tools;
      await reckonAnew(store, channels);
      expect(await reckonAnew(store, channels)).to.equal(0);
      const [channel] = channels;
      if (channel === undefined) throw new Error('no channel');
      const stricter = { ...channel, promises: { ...channel.promises, acknowledgementDays: 1 } };
      expect(await reckonAnew(store, [stricter])).to.equal(2);
      expect((await figures('2026-01-05'))[0]).to.nested.include({
        'stub.acknowledgement': 'late',
      });
      const query = { memberId: 'x', channels: ['trial'], stages: ['received'], duties: [] };
      const rest = { unreadOnly: false, dueBefore: '~', after: { due: '', id: '' }, most: 1 };
      expect((await store.lists.cases({ ...query, ...rest }))[0]?.due).to.equal('2026-01-02');
    });
  });
});
