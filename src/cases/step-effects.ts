import type { Case } from './case.ts';
import type { Step, StepKind, StepOf } from './case-events.ts';

/** What a step changes, given that it may be taken. */
type Effect = Partial<Omit<Case, 'history'>>;

const EFFECTS: { readonly [K in StepKind]: (theCase: Case, step: StepOf<K>) => Effect } = {
  'receipt-issued': (_, { day }) => ({ receiptIssued: day }),
  acknowledged: (_, { day }) => ({ acknowledged: day }),
  'acknowledgement-waived': (_, { day, reason }) => ({ acknowledgementWaived: { day, reason } }),
  'assessment-started': () => ({ stage: 'assessment' }),
  // The day of the first answer counts for the promise, the latest answer for what it says.
  'scope-told': (theCase, { day, inScope }) => ({
    scopeTold: { day: theCase.scopeTold?.day ?? day, inScope },
  }),
  'investigation-started': () => ({ stage: 'investigation', substantive: true }),
  'reassessment-started': () => ({
    stage: 'assessment',
    substantive: false,
    outcome: null,
    toldSinceDecision: false,
  }),
  // The new channel has an archive and themes of its own.
  'handed-over': (_, { channel }) => ({ channel, exported: null, themes: [] }),
  'feedback-extended': (_, { day }) => ({ feedbackExtended: day }),
  'feedback-given': (theCase, { day }) => ({
    stage: 'feedback-given',
    feedbackGiven: theCase.feedbackGiven ?? day,
    lastTold: day,
    word: 'told',
    toldSinceDecision: theCase.outcome !== null,
  }),
  'feedback-waived': (theCase, { day, reason }) => ({
    feedbackWaived: theCase.feedbackWaived ?? { day, reason },
    word: 'waived',
    toldSinceDecision: true,
  }),
  'result-told': (_, { day }) => ({
    lastTold: day,
    word: 'told',
    toldSinceDecision: true,
  }),
  'withdrawal-asked': (_, { day }) => ({ withdrawalAsked: day }),
  // Who gets no feedback is owed no final result either.
  decided: (theCase, { outcome }) => ({
    outcome,
    toldSinceDecision: theCase.word === 'waived',
  }),
  'police-reported': (_, { day }) => ({ policeReported: day }),
  'authority-informed': (_, { day }) => ({ authorityInformed: day }),
  'themes-set': (_, { themes }) => ({ themes }),
  'reporter-wrote': () => ({ exported: null }),
  'unit-wrote': () => ({ exported: null }),
  'marked-test': () => ({ test: true }),
  closed: (_, { day }) => ({ stage: 'closed', closed: day }),
  reopened: (theCase) => ({
    stage: theCase.substantive ? 'investigation' : 'assessment',
    outcome: null,
    closed: null,
    word: 'owed',
    toldSinceDecision: false,
  }),
  exported: (_, { day }) => ({ exported: day }),
  'keeping-extended': (_, { until }) => ({ keepUntil: until }),
  'part-deleted': () => ({}),
  'content-deleted': (_, { day, reason }) => ({ contentDeleted: { day, reason } }),
  'access-ended': (_, { day }) => ({ accessEnded: day }),
};

export function effectOf(theCase: Case, step: Step): Effect {
  const effect = EFFECTS[step.kind] as (theCase: Case, step: Step) => Effect;
  return effect(theCase, step);
}
