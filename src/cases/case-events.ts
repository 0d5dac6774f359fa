import type { Day } from './day.ts';
import { ACKNOWLEDGEMENT_WAIVERS, type AcknowledgementWaiver } from './profiles.ts';

/**
 * What can happen to a case, as the history keeps it. A reason is a code from a list, never free text: no row may hold a
 * word of a report, and codes can be told in every language. What is to be said in words goes into a sealed message.
 */

/** How the report came in. Only `web` gets the automatic receipt. */
export const ARRIVALS = ['web', 'phone', 'letter', 'meeting', 'other'] as const;
export type Arrival = (typeof ARRIVALS)[number];

/** Why a report is rejected as out of scope (afvist; lov 1436/2021 § 12, stk. 3 and § 20, stk. 3). */
export const REJECTIONS = [
  'outside-persons',
  'outside-subjects',
  'not-serious',
  'other-scheme',
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** To whom a case was handed without being processed here. `other-channel` is kept for moves on this server. */
export const ADDRESSEES = [
  'police',
  'authority',
  'external-scheme',
  'organisation',
  'other-channel',
] as const;
export type Addressee = (typeof ADDRESSEES)[number];

/** Why a case is closed as minor (lov 1436/2021 § 21, directive art. 11(3)–(4)). */
export const MINOR_REASONS = ['clearly-minor', 'repetitive'] as const;
export type MinorReason = (typeof MINOR_REASONS)[number];

export type Outcome =
  | { readonly kind: 'rejected'; readonly reason: Rejection }
  | { readonly kind: 'forwarded'; readonly to: Addressee }
  /** Henlagt som åbenbart grundløs. */
  | { readonly kind: 'manifestly-unfounded' }
  | { readonly kind: 'minor'; readonly reason: MinorReason }
  | { readonly kind: 'insufficient-information' }
  /** Substantively processed, with and without action taken. */
  | { readonly kind: 'action' }
  | { readonly kind: 'no-action' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'withdrawn' };
export type OutcomeKind = Outcome['kind'];
export const OUTCOME_KINDS = [
  'rejected',
  'forwarded',
  'manifestly-unfounded',
  'minor',
  'insufficient-information',
  'action',
  'no-action',
  'duplicate',
  'withdrawn',
] as const satisfies readonly OutcomeKind[];

/** Why feedback takes longer ("behørigt begrundede tilfælde"). */
export const EXTENSION_REASONS = [
  'complex',
  'awaiting-authority',
  'awaiting-reporter',
  'awaiting-expert',
] as const;
export type ExtensionReason = (typeof EXTENSION_REASONS)[number];

/** Why no feedback is given. `no-mailbox`: there is no way left to reach the reporter. */
export const FEEDBACK_WAIVERS = [
  'reporter-asked',
  'identity-at-risk',
  'withdrawn',
  'duplicate',
  'no-mailbox',
] as const;
export type FeedbackWaiver = (typeof FEEDBACK_WAIVERS)[number];

export const REASSESSMENT_REASONS = ['admitted-by-mistake', 'new-information'] as const;
export type ReassessmentReason = (typeof REASSESSMENT_REASONS)[number];

export const REOPENING_REASONS = [
  'new-information',
  'mistake',
  'complaint',
  'authority-asked',
] as const;
export type ReopeningReason = (typeof REOPENING_REASONS)[number];

export const HANDOVER_REASONS = [
  'competent-unit',
  'conflict-of-interest',
  'screening-done',
] as const;
export type HandoverReason = (typeof HANDOVER_REASONS)[number];

/** Why a case is kept longer than its channel's rule. */
export const KEEPING_REASONS = [
  'legal-proceedings',
  'staff-case',
  'authority-asked',
  'follow-up',
  'complaint',
] as const;
export type KeepingReason = (typeof KEEPING_REASONS)[number];

/** Why single parts went before the rest (directive art. 17; lag 2021:890 7 kap. 7 §). */
export const PART_DELETION_REASONS = ['irrelevant', 'out-of-scope', 'reporter-asked'] as const;
export type PartDeletionReason = (typeof PART_DELETION_REASONS)[number];

/** `retention`: the channel's time is over. `at-once`: the outcome leaves nothing to keep. */
export const DELETION_REASONS = ['retention', 'at-once'] as const;
export type DeletionReason = (typeof DELETION_REASONS)[number];

export { ACKNOWLEDGEMENT_WAIVERS, type AcknowledgementWaiver };

export interface Received {
  readonly kind: 'received';
  /** The day the report came in, for a letter the day of its arrival, not of its registration. */
  readonly day: Day;
  readonly channel: string;
  readonly arrival: Arrival;
  /** Whether the reporter has a code. */
  readonly mailbox: boolean;
  /** Null where the channel does not keep it. */
  readonly identity: 'anonymous' | 'named' | null;
  /** A trial report: handled like any other, in no figure. */
  readonly test: boolean;
}

/** What each kind of step carries beside its kind and day. */
interface StepFields {
  /** The mailbox showed the automatic receipt. Not the unit's acknowledgement. */
  'receipt-issued': object;
  /** A person of the unit confirmed the receipt to the reporter. */
  acknowledged: object;
  'acknowledgement-waived': { readonly reason: AcknowledgementWaiver };
  'assessment-started': object;
  /** The reporter was told whether the report is within the scheme. */
  'scope-told': { readonly inScope: boolean };
  'investigation-started': object;
  'reassessment-started': { readonly reason: ReassessmentReason };
  'handed-over': { readonly channel: string; readonly reason: HandoverReason };
  'feedback-extended': { readonly reason: ExtensionReason };
  /** The reporter was told what was done or is planned, and why (directive art. 5(13)). */
  'feedback-given': object;
  'feedback-waived': { readonly reason: FeedbackWaiver };
  /** The final result was told after the feedback. */
  'result-told': object;
  'withdrawal-asked': object;
  decided: { readonly outcome: Outcome };
  'police-reported': object;
  'authority-informed': object;
  /** The channel's theme codes, replacing those before. */
  'themes-set': { readonly themes: readonly string[] };
  'reporter-wrote': object;
  'unit-wrote': object;
  closed: object;
  /** Found to be a trial: it is in no figure from then on. */
  'marked-test': object;
  reopened: { readonly reason: ReopeningReason };
  /** Everything the case holds was taken over by the unit's own archive. */
  exported: object;
  'keeping-extended': { readonly until: Day; readonly reason: KeepingReason };
  'part-deleted': { readonly reason: PartDeletionReason };
  /** Everything the reporter sent is gone; the mailbox still tells so. */
  'content-deleted': { readonly reason: DeletionReason };
  /** The code opens nothing any more. */
  'access-ended': { readonly by: 'reporter' | 'sweep' };
}

export type StepKind = keyof StepFields;
export type StepOf<K extends StepKind> = { readonly kind: K; readonly day: Day } & StepFields[K];
/** Anything that can happen after the report came in. */
export type Step = { [K in StepKind]: StepOf<K> }[StepKind];
export type CaseEvent = Received | Step;
