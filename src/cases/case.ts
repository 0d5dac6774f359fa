import type {
  AcknowledgementWaiver,
  Arrival,
  CaseEvent,
  DeletionReason,
  FeedbackWaiver,
  Outcome,
} from './case-events.ts';
import type { Day } from './day.ts';

/**
 * `feedback-given` is the time between the feedback and closing, when measures or a final result may still be pending.
 * The outcome is decided apart from the stage: it is known before the reporter is told and the case is closed.
 */
export const STAGES = [
  'received',
  'assessment',
  'investigation',
  'feedback-given',
  'closed',
] as const;
export type Stage = (typeof STAGES)[number];
export type OpenStage = Exclude<Stage, 'closed'>;
export const OPEN_STAGES = STAGES.filter((stage) => stage !== 'closed');

/**
 * A case as the rules see it: what its history adds up to. Store the history and `replay` it; every other field follows
 * from it. There is no id and nothing of what the report says.
 */
export interface Case {
  readonly channel: string;
  readonly arrival: Arrival;
  readonly mailbox: boolean;
  readonly identity: 'anonymous' | 'named' | null;
  readonly test: boolean;
  readonly received: Day;

  readonly stage: Stage;
  /** Whether the case is or was substantively processed (realitetsbehandlet). */
  readonly substantive: boolean;
  readonly outcome: Outcome | null;
  readonly closed: Day | null;

  readonly receiptIssued: Day | null;
  readonly acknowledged: Day | null;
  readonly acknowledgementWaived: {
    readonly day: Day;
    readonly reason: AcknowledgementWaiver;
  } | null;
  readonly scopeTold: { readonly day: Day; readonly inScope: boolean } | null;
  readonly feedbackExtended: Day | null;
  /** The first feedback, and the first waiver of it; who waived it may still get one. */
  readonly feedbackGiven: Day | null;
  readonly feedbackWaived: { readonly day: Day; readonly reason: FeedbackWaiver } | null;
  /** The latest day on which the reporter was told where the case stands or ends. */
  readonly lastTold: Day | null;
  /** What the reporter was told since the case came in or was last reopened. */
  readonly word: 'owed' | 'told' | 'waived';
  /** Whether that came after the outcome was decided, or was waived. */
  readonly toldSinceDecision: boolean;

  readonly withdrawalAsked: Day | null;
  readonly policeReported: Day | null;
  readonly authorityInformed: Day | null;
  readonly themes: readonly string[];

  /** The day of an export that holds everything; null again as soon as somebody writes. */
  readonly exported: Day | null;
  readonly keepUntil: Day | null;
  readonly contentDeleted: { readonly day: Day; readonly reason: DeletionReason } | null;
  readonly accessEnded: Day | null;

  /** First the receipt, then every step in the order in which it was taken. */
  readonly history: readonly CaseEvent[];
}
