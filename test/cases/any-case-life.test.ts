import { expect } from 'chai';
import fc from 'fast-check';
import { type Case, OPEN_STAGES } from '../../src/cases/case.ts';
import type { Step, StepKind } from '../../src/cases/case-events.ts';
import { mayStep, receive, step } from '../../src/cases/case-life.ts';
import type { ChannelRules } from '../../src/cases/channel-rules.ts';
import { anyLife, anyReceipt, anyRules, anyTries, liveThrough } from './random-lives.ts';

describe('the life of a case, whatever is tried,', () => {
  it('never changes the case it is given', () => {
    fc.assert(
      fc.property(anyRules, anyReceipt, anyTries, (its, receipt, tries) => {
        let before = receive(receipt);
        let frozen = JSON.stringify(before);
        liveThrough(its, receipt, tries, (after) => {
          expect(JSON.stringify(before)).to.equal(frozen);
          before = after;
          frozen = JSON.stringify(after);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('reaches no illegal state', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(anyRules, anyReceipt, anyTries, (its, receipt, tries) => {
        let before = receive(receipt);
        liveThrough(its, receipt, tries, (after, tried, taken) => {
          if (taken) reached.add(`${tried.kind} in ${before.stage}`);
          else expect(after).to.deep.equal(before);
          expectLegal(after, its);
          if (taken) expectLegalChange(before, after, tried);
          before = after;
        });
      }),
      { numRuns: 800 },
    );
    // The property says nothing about what it never reached.
    const kinds = new Set([...reached].map((each) => each.split(' ')[0]));
    expect([...kinds].sort()).to.deep.equal(Object.keys(EVERY_KIND).sort());
    for (const stage of OPEN_STAGES) {
      expect(
        [...reached].some((each) => each.endsWith(stage)),
        stage,
      ).to.equal(true);
    }
  });

  it('can be brought to closing from every open stage', () => {
    fc.assert(
      fc.property(anyLife, ({ rules: its, theCase }) => {
        const closed = theCase.stage === 'closed' ? theCase : shortestWayToClosing(theCase, its);
        expect(closed?.stage).to.equal('closed');
      }),
      { numRuns: 300 },
    );
  });
});

const EVERY_KIND: Record<StepKind, true> = {
  'marked-test': true,
  'receipt-issued': true,
  acknowledged: true,
  'acknowledgement-waived': true,
  'assessment-started': true,
  'scope-told': true,
  'investigation-started': true,
  'reassessment-started': true,
  'handed-over': true,
  'feedback-extended': true,
  'feedback-given': true,
  'feedback-waived': true,
  'result-told': true,
  'withdrawal-asked': true,
  decided: true,
  'police-reported': true,
  'authority-informed': true,
  'themes-set': true,
  'reporter-wrote': true,
  'unit-wrote': true,
  closed: true,
  reopened: true,
  exported: true,
  'keeping-extended': true,
  'part-deleted': true,
  'content-deleted': true,
  'access-ended': true,
};

/** What must hold of every case, read off its history rather than its fields. */
function expectLegal(theCase: Case, rules: ChannelRules): void {
  const { history, stage, outcome } = theCase;
  const days = history.map(({ day }) => day);
  expect(days).to.deep.equal([...days].sort());
  expect(history.filter(({ kind }) => kind === 'received')).to.have.length(1);

  const lastIndex = (...kinds: string[]) =>
    history.findLastIndex(({ kind }) => kinds.includes(kind));
  const reopened = lastIndex('reopened');
  const closed = lastIndex('closed');
  expect(stage === 'closed').to.equal(closed > reopened);
  expect(theCase.closed).to.equal(stage === 'closed' ? days[closed] : null);
  if (stage === 'closed') {
    expect(outcome).to.not.equal(null);
    const word = lastIndex('feedback-given', 'feedback-waived', 'result-told');
    expect(word).to.be.greaterThan(reopened);
    if (rules.profile.finalResult) {
      const waived = history.slice(reopened + 1).some(({ kind }) => kind === 'feedback-waived');
      expect(waived || word > lastIndex('decided')).to.equal(true);
    }
  }
  if (outcome?.kind === 'action' || outcome?.kind === 'no-action') {
    expect(theCase.substantive).to.equal(true);
  }
  if (outcome?.kind === 'rejected' || outcome?.kind === 'manifestly-unfounded') {
    expect(theCase.substantive).to.equal(false);
  }
  if (stage === 'received') expect(outcome).to.equal(null);
  if (theCase.contentDeleted) {
    const deleted = lastIndex('content-deleted');
    expect(lastIndex('reporter-wrote', 'exported', 'reopened')).to.be.lessThan(deleted);
    if (theCase.contentDeleted.reason === 'retention') expect(stage).to.equal('closed');
  }
  if (theCase.acknowledgementWaived) {
    expect(rules.profile.acknowledgement.waivers).to.have.property(
      theCase.acknowledgementWaived.reason,
    );
  }
  if (theCase.feedbackExtended) expect(rules.profile.feedback.extension).to.not.equal(null);
  if (!theCase.mailbox) expect(theCase.accessEnded).to.equal(null);
}

function expectLegalChange(before: Case, after: Case, taken: Step): void {
  expect(after.history).to.deep.equal([...before.history, taken]);
  // Once given, a first feedback keeps its day, and what is gone stays gone.
  if (before.feedbackGiven) expect(after.feedbackGiven).to.equal(before.feedbackGiven);
  if (before.contentDeleted) expect(after.contentDeleted).to.equal(before.contentDeleted);
  if (before.accessEnded) expect(after.accessEnded).to.equal(before.accessEnded);
  expect(after.received).to.equal(before.received);
  expect(after.test).to.equal(before.test || taken.kind === 'marked-test');
}

/** Breadth first over the ordinary ways to end a case; null when none leads to closing. */
function shortestWayToClosing(start: Case, rules: ChannelRules): Case | null {
  const day = start.history.at(-1)?.day ?? start.received;
  const ways: Step[] = [
    { kind: 'assessment-started', day },
    { kind: 'decided', day, outcome: { kind: 'insufficient-information' } },
    { kind: 'feedback-given', day },
    { kind: 'closed', day },
  ];
  let reached = [start];
  for (let steps = 0; steps < ways.length; steps += 1) {
    reached = reached.flatMap((theCase) =>
      ways.filter((way) => mayStep(theCase, way, rules)).map((way) => step(theCase, way, rules)),
    );
    const closed = reached.find(({ stage }) => stage === 'closed');
    if (closed) return closed;
  }
  return null;
}
