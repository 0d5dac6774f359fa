import type { Stage } from '../../cases/case.ts';
import type { ExtensionReason, StepKind } from '../../cases/case-events.ts';
import type { DeadlineKind } from '../../cases/deadlines.ts';
import type { Route } from '../../cases/profiles.ts';
import type { ReturnDay } from '../../cases/return-days.ts';
import type { ReplyKind } from '../../seal/reply-bundle.ts';

/** A case in the reporter's words: where it stands, what happened, what is due. */

/** Steps that a reporter is told of; the others are the unit's own work. */
export type ToldStep = Extract<
  StepKind,
  | 'receipt-issued'
  | 'acknowledged'
  | 'acknowledgement-waived'
  | 'assessment-started'
  | 'investigation-started'
  | 'reassessment-started'
  | 'handed-over'
  | 'feedback-extended'
  | 'feedback-given'
  | 'feedback-waived'
  | 'result-told'
  | 'withdrawal-asked'
  | 'closed'
  | 'reopened'
  | 'keeping-extended'
  | 'part-deleted'
  | 'content-deleted'
>;

const stages: Record<Stage, string> = {
  received: 'Received. The assessment has not begun.',
  assessment: 'It is being assessed.',
  investigation: 'It is being investigated.',
  'feedback-given': 'You have been given feedback. The case is not closed yet.',
  closed: 'Closed.',
};

const steps: Record<ToldStep, string> = {
  'receipt-issued': 'The mailbox confirmed by itself that your report arrived.',
  acknowledged: 'The people who handle reports confirmed that they have it.',
  'acknowledgement-waived': 'No confirmation is sent, to protect you or at your wish.',
  'assessment-started': 'The assessment began.',
  'investigation-started': 'An investigation began.',
  'reassessment-started': 'The case is being assessed again.',
  'handed-over': 'The case was handed to another unit of this service.',
  'feedback-extended': 'More time is needed for the feedback.',
  'feedback-given': 'You were given feedback.',
  'feedback-waived': 'No feedback is given.',
  'result-told': 'You were told the final result.',
  'withdrawal-asked': 'You asked to withdraw the report.',
  closed: 'The case was closed.',
  reopened: 'The case was opened again.',
  'keeping-extended': 'It was decided to keep the case longer.',
  'part-deleted': 'Parts that do not belong to the case were deleted.',
  'content-deleted': 'Everything you sent was deleted.',
};

const extensions: Record<ExtensionReason, string> = {
  complex: 'the case is complex',
  'awaiting-authority': 'an authority has to answer first',
  'awaiting-reporter': 'your answer is needed',
  'awaiting-expert': 'an expert has to answer first',
};

const deadlines: Record<DeadlineKind, string> = {
  acknowledgement: 'Confirmation that they have your report',
  'scope-decision': 'Answer on whether your report belongs here',
  feedback: 'Feedback on what was done and why',
  'final-result': 'Final result',
  deletion: 'Deletion of what you sent',
  'access-end': 'Last day of this mailbox',
};

const routes: Record<Route['to'], string> = {
  external: 'You may turn to an external channel.',
  'any-authority': 'You may turn to another authority.',
  public: 'You may make the matter public.',
};

const returns: Record<ReturnDay['why'], string> = {
  acknowledgement: 'the confirmation must be here',
  'scope-decision': 'the answer on whether it belongs here must be here',
  feedback: 'the feedback must be here',
  questions: 'there may be questions to you',
  'before-end': 'before something is deleted or closed',
};

const replies: Record<ReplyKind, string> = {
  message: 'Message',
  question: 'Question to you',
  acknowledgement: 'Confirmation of receipt',
  'scope-decision': 'Answer on whether your report belongs here',
  feedback: 'Feedback',
  minutes: 'Minutes to check',
  'consent-request': 'Request for your consent',
};

export const caseTexts = {
  stages,
  steps,
  scopeTold: {
    in: 'You were told that your report belongs here.',
    out: 'You were told that your report does not belong here.',
  },
  extensions,
  deadlines,
  routes,
  returns,
  replies,
  stageTitle: 'Where the case stands',
  happenedTitle: 'What happened',
  dueTitle: 'What is due',
  due: (p: { day: string }) => `by ${p.day}`,
  planned: (p: { day: string }) => `planned for ${p.day}`,
  noDay: 'no date yet',
  waived: 'not given',
  late: (p: { day: string }) => `LATE: it was due by ${p.day}`,
  lateText:
    'This should have been done by now. You can write a message and ask. The service does not hide that it is late.',
  routesTitle: 'Other ways',
  returnsTitle: 'Log in again on',
  deleted: (p: { day: string }) =>
    `Everything you sent was deleted on ${p.day}. Only numbers without any detail remain for the yearly figures.`,
};

export type CaseTexts = typeof caseTexts;
