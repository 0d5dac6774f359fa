import type { Case, Stage } from './case.ts';
import type { CaseEvent, Received, Step, StepKind } from './case-events.ts';
import type { ChannelRules } from './channel-rules.ts';
import { type Day, isBefore } from './day.ts';
import { IllegalStep } from './illegal-step.ts';
import { checkStep } from './step-checks.ts';
import { effectOf } from './step-effects.ts';

/** The life of a case: which step may follow which. There is no other way to change a case. */

/** The stages in which each kind of step may be taken. */
const IN_STAGES: Readonly<Record<StepKind, readonly Stage[]>> = {
  'receipt-issued': ['received'],
  acknowledged: open(),
  'acknowledgement-waived': open(),
  'assessment-started': ['received'],
  'scope-told': ['assessment', 'investigation', 'feedback-given'],
  'investigation-started': ['assessment', 'feedback-given'],
  'reassessment-started': ['investigation', 'feedback-given'],
  'handed-over': open(),
  'feedback-extended': open(),
  'feedback-given': ['assessment', 'investigation', 'feedback-given'],
  'feedback-waived': open(),
  'result-told': [...open(), 'closed'],
  'withdrawal-asked': open(),
  decided: ['assessment', 'investigation', 'feedback-given'],
  'police-reported': [...open(), 'closed'],
  'authority-informed': [...open(), 'closed'],
  'themes-set': [...open(), 'closed'],
  'reporter-wrote': [...open(), 'closed'],
  'unit-wrote': [...open(), 'closed'],
  'marked-test': open(),
  closed: ['assessment', 'investigation', 'feedback-given'],
  reopened: ['closed'],
  exported: [...open(), 'closed'],
  'keeping-extended': [...open(), 'closed'],
  'part-deleted': [...open(), 'closed'],
  'content-deleted': [...open(), 'closed'],
  'access-ended': [...open(), 'closed'],
};

function open(): Stage[] {
  return ['received', 'assessment', 'investigation', 'feedback-given'];
}

/** A new case. */
export function receive(event: Received): Case {
  return {
    channel: event.channel,
    arrival: event.arrival,
    mailbox: event.mailbox,
    identity: event.identity,
    test: event.test,
    received: event.day,
    stage: 'received',
    substantive: false,
    outcome: null,
    closed: null,
    receiptIssued: null,
    acknowledged: null,
    acknowledgementWaived: null,
    scopeTold: null,
    feedbackExtended: null,
    feedbackGiven: null,
    feedbackWaived: null,
    lastTold: null,
    word: 'owed',
    toldSinceDecision: false,
    withdrawalAsked: null,
    policeReported: null,
    authorityInformed: null,
    themes: [],
    exported: null,
    keepUntil: null,
    contentDeleted: null,
    accessEnded: null,
    history: [event],
  };
}

/**
 * The case after `next`, under the rules of its channel (of the receiving one for `handed-over`). Throws IllegalStep, and
 * nothing has changed, when the step may not be taken.
 */
export function step(theCase: Case, next: Step, rules: ChannelRules): Case {
  // A clock that was set back must not rewrite what came first; whoever looks sees why nothing can be recorded.
  if (isBefore(next.day, lastDay(theCase))) throw new IllegalStep(next.kind, 'before-last-step');
  if (!IN_STAGES[next.kind].includes(theCase.stage))
    throw new IllegalStep(next.kind, 'wrong-stage');
  checkStep(theCase, next, rules);
  return { ...theCase, ...effectOf(theCase, next), history: [...theCase.history, next] };
}

/**
 * The case its stored history adds up to. The rules that applied when a step was taken may have been changed since, so what
 * was recorded is taken as it stands. Throws IllegalStep for a history that does not begin with exactly one receipt.
 */
export function replay(history: readonly CaseEvent[]): Case {
  const [first, ...rest] = history;
  if (first?.kind !== 'received') throw new IllegalStep(first?.kind ?? null, 'not-received');
  // One object filled step by step: figures replay every case there is.
  const theCase = { ...receive(first), history };
  for (const event of rest) {
    if (event.kind === 'received') throw new IllegalStep('received', 'repeated');
    Object.assign(theCase, effectOf(theCase, event));
  }
  return theCase;
}

/** Whether `next` may be taken: for pages that offer only what will be accepted. */
export function mayStep(theCase: Case, next: Step, rules: ChannelRules): boolean {
  try {
    step(theCase, next, rules);
    return true;
  } catch (error) {
    if (error instanceof IllegalStep) return false;
    throw error;
  }
}

function lastDay(theCase: Case): Day {
  return theCase.history.at(-1)?.day ?? theCase.received;
}
