import type { Case } from './case.ts';
import {
  ACKNOWLEDGEMENT_WAIVERS,
  ADDRESSEES,
  EXTENSION_REASONS,
  FEEDBACK_WAIVERS,
  HANDOVER_REASONS,
  KEEPING_REASONS,
  MINOR_REASONS,
  OUTCOME_KINDS,
  type Outcome,
  PART_DELETION_REASONS,
  REASSESSMENT_REASONS,
  REJECTIONS,
  REOPENING_REASONS,
  type Step,
  type StepKind,
  type StepOf,
} from './case-events.ts';
import type { ChannelRules } from './channel-rules.ts';
import { isAfter } from './day.ts';
import { feedbackClock } from './feedback-clock.ts';
import { type IllegalBecause, IllegalStep } from './illegal-step.ts';
import { blocksAtOnce, mayDelete, mayEndAccess, mayKeepUntil } from './retention.ts';

/** What a step needs besides the right stage. */
type Check<K extends StepKind> = (
  theCase: Case,
  step: StepOf<K>,
  rules: ChannelRules,
) => IllegalBecause | null;

/** The first thing wrong, or null. Pairs read "this is wrong when that holds". */
function firstWrong(...pairs: readonly [IllegalBecause, boolean][]): IllegalBecause | null {
  return pairs.find(([, wrong]) => wrong)?.[0] ?? null;
}

const oneOf = (list: readonly string[], code: unknown): boolean => list.includes(code as string);

const always = (): null => null;

const CHECKS: { readonly [K in StepKind]: Check<K> } = {
  'receipt-issued': (theCase) =>
    firstWrong(['no-mailbox', !theCase.mailbox], ['repeated', theCase.receiptIssued !== null]),
  acknowledged: (theCase) =>
    firstWrong(
      ['repeated', theCase.acknowledged !== null],
      ['waived-already', theCase.acknowledgementWaived !== null],
    ),
  'acknowledgement-waived': (theCase, { reason }, { profile }) =>
    firstWrong(
      ['unknown-reason', !oneOf(ACKNOWLEDGEMENT_WAIVERS, reason)],
      ['not-in-this-profile', profile.acknowledgement.waivers[reason] === undefined],
      ['confirmed-already', theCase.acknowledged !== null],
      ['repeated', theCase.acknowledgementWaived !== null],
    ),
  'assessment-started': always,
  'scope-told': (theCase, { inScope }) =>
    firstWrong(['repeated', theCase.scopeTold?.inScope === inScope]),
  'investigation-started': (theCase) => firstWrong(['decided', theCase.outcome !== null]),
  'reassessment-started': (theCase, { reason }) =>
    firstWrong(
      ['unknown-reason', !oneOf(REASSESSMENT_REASONS, reason)],
      ['content-deleted', theCase.contentDeleted !== null],
      ['wrong-stage', !theCase.substantive],
    ),
  'handed-over': (theCase, { channel, reason }) =>
    firstWrong(
      ['unknown-reason', !oneOf(HANDOVER_REASONS, reason)],
      ['repeated', channel === theCase.channel],
      ['decided', theCase.outcome !== null],
    ),
  'feedback-extended': (theCase, { day, reason }, rules) =>
    firstWrong(
      ['unknown-reason', !oneOf(EXTENSION_REASONS, reason)],
      ['not-in-this-profile', rules.profile.feedback.extension === null],
      ['told-already', theCase.feedbackGiven !== null || theCase.feedbackWaived !== null],
      ['repeated', theCase.feedbackExtended !== null],
      // A delay cannot be justified after the fact.
      ['too-late', isAfter(day, feedbackClock(theCase, rules).lastDay)],
    ),
  'feedback-given': always,
  'feedback-waived': (theCase, { reason }, { profile }) =>
    firstWrong(
      ['unknown-reason', !oneOf(FEEDBACK_WAIVERS, reason)],
      ['not-asked', reason === 'withdrawn' && theCase.withdrawalAsked === null],
      ['not-a-duplicate', reason === 'duplicate' && theCase.outcome?.kind !== 'duplicate'],
      ['reachable', reason === 'no-mailbox' && theCase.mailbox && theCase.accessEnded === null],
      [
        'not-in-this-profile',
        reason === 'identity-at-risk' && !profile.acknowledgement.waivers['identity-at-risk'],
      ],
      ['told-already', !owesWord(theCase, profile)],
    ),
  'result-told': (theCase) =>
    firstWrong(
      ['undecided', theCase.outcome === null],
      ['reporter-not-told', theCase.feedbackGiven === null && theCase.feedbackWaived === null],
    ),
  'withdrawal-asked': (theCase) => firstWrong(['repeated', theCase.withdrawalAsked !== null]),
  decided: (theCase, { outcome }, { profile }) =>
    firstWrong(
      ['unknown-outcome', !isOutcome(outcome)],
      ['repeated', sameOutcome(outcome, theCase.outcome)],
      ['content-deleted', theCase.contentDeleted !== null],
      ['not-in-this-profile', outcome.kind === 'minor' && profile.minorClosing === null],
      ['not-asked', outcome.kind === 'withdrawn' && theCase.withdrawalAsked === null],
      [
        'needs-investigation',
        (outcome.kind === 'action' || outcome.kind === 'no-action') && !theCase.substantive,
      ],
      [
        'investigated',
        (outcome.kind === 'rejected' || outcome.kind === 'manifestly-unfounded') &&
          theCase.substantive,
      ],
    ),
  'police-reported': (theCase) => firstWrong(['repeated', theCase.policeReported !== null]),
  'authority-informed': (theCase) => firstWrong(['repeated', theCase.authorityInformed !== null]),
  'themes-set': (_, { themes }) =>
    firstWrong(['unknown-theme', !themes.every((theme) => /^[a-z0-9][a-z0-9-]*$/.test(theme))]),
  'reporter-wrote': (theCase) =>
    firstWrong(
      ['no-mailbox', !theCase.mailbox],
      ['access-ended', theCase.accessEnded !== null],
      // What was promised to be gone would be there again.
      ['content-deleted', theCase.contentDeleted !== null],
    ),
  'unit-wrote': (theCase) =>
    firstWrong(['no-mailbox', !theCase.mailbox], ['access-ended', theCase.accessEnded !== null]),
  'marked-test': (theCase) => firstWrong(['repeated', theCase.test]),
  closed: (theCase, _, { profile }) =>
    firstWrong(
      ['undecided', theCase.outcome === null],
      ['reporter-not-told', owesWord(theCase, profile)],
    ),
  reopened: (theCase, { reason }) =>
    firstWrong(
      ['unknown-reason', !oneOf(REOPENING_REASONS, reason)],
      ['content-deleted', theCase.contentDeleted !== null],
    ),
  exported: (theCase) => firstWrong(['content-deleted', theCase.contentDeleted !== null]),
  'keeping-extended': (theCase, { day, until, reason }, rules) =>
    firstWrong(
      ['unknown-reason', !oneOf(KEEPING_REASONS, reason)],
      ['content-deleted', theCase.contentDeleted !== null],
      ['not-longer', !isAfter(until, day)],
      ['not-longer', theCase.keepUntil !== null && !isAfter(until, theCase.keepUntil)],
      ['not-longer', !mayKeepUntil(theCase, rules, until)],
    ),
  'part-deleted': (theCase, { reason }) =>
    firstWrong(
      ['unknown-reason', !oneOf(PART_DELETION_REASONS, reason)],
      ['content-deleted', theCase.contentDeleted !== null],
    ),
  'content-deleted': (theCase, { day, reason }, rules) =>
    firstWrong(
      ['repeated', theCase.contentDeleted !== null],
      ['unknown-reason', reason !== 'retention' && reason !== 'at-once'],
      ['kept', reason === 'retention' && !mayDelete(theCase, rules, day)],
      ['kept', reason === 'at-once' && blocksAtOnce(theCase, rules).length > 0],
    ),
  'access-ended': (theCase, { by, day }, rules) =>
    firstWrong(
      ['no-mailbox', !theCase.mailbox],
      ['repeated', theCase.accessEnded !== null],
      ['unknown-reason', by !== 'reporter' && by !== 'sweep'],
      ['kept', by === 'sweep' && !mayEndAccess(theCase, rules, day)],
    ),
};

/** Throws IllegalStep when something but the stage or the day forbids the step. */
export function checkStep(theCase: Case, step: Step, rules: ChannelRules): void {
  const check = CHECKS[step.kind] as Check<StepKind>;
  const because = check(theCase, step, rules);
  if (because !== null) throw new IllegalStep(step.kind, because);
}

/** Whether closing must wait until the reporter is told: feedback, and where the law has it the final result after it. */
function owesWord(theCase: Case, profile: ChannelRules['profile']): boolean {
  return theCase.word === 'owed' || (profile.finalResult !== null && !theCase.toldSinceDecision);
}

function isOutcome(outcome: Outcome): boolean {
  if (!oneOf(OUTCOME_KINDS, outcome.kind)) return false;
  if (outcome.kind === 'rejected') return oneOf(REJECTIONS, outcome.reason);
  if (outcome.kind === 'minor') return oneOf(MINOR_REASONS, outcome.reason);
  // A move to another channel here is `handed-over`, which takes the case along.
  if (outcome.kind === 'forwarded') {
    return oneOf(ADDRESSEES, outcome.to) && outcome.to !== 'other-channel';
  }
  return true;
}

function sameOutcome(a: Outcome, b: Outcome | null): boolean {
  return (
    a.kind === b?.kind &&
    ('reason' in a ? a.reason : null) === ('reason' in b ? b.reason : null) &&
    ('to' in a ? a.to : null) === ('to' in b ? b.to : null)
  );
}
