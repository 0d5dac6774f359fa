import type { StepKind } from '../../cases/case-events.ts';

/** Steps that members choose, as the history tells them: done, not to be done. The others read the same both ways. */
export const happened = {
  'acknowledgement-waived': 'No acknowledgement is sent',
  'assessment-started': 'Initial assessment begun',
  'investigation-started': 'Substantive processing begun',
  'reassessment-started': 'Assessed again',
  'feedback-extended': 'More time taken for feedback',
  'feedback-waived': 'No feedback is given',
  decided: 'Outcome decided',
  'marked-test': 'Marked as a trial',
  closed: 'Case closed',
  reopened: 'Opened again',
} as const satisfies Partial<Record<StepKind, string>>;

export type HappenedTexts = Record<keyof typeof happened, string>;
