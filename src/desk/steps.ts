import type { Case } from '../cases/case.ts';
import {
  ACKNOWLEDGEMENT_WAIVERS,
  ADDRESSEES,
  EXTENSION_REASONS,
  FEEDBACK_WAIVERS,
  HANDOVER_REASONS,
  MINOR_REASONS,
  type Outcome,
  REASSESSMENT_REASONS,
  REJECTIONS,
  REOPENING_REASONS,
  type Step,
} from '../cases/case-events.ts';
import { mayStep } from '../cases/case-life.ts';
import type { CaseRecord } from '../cases/case-record.ts';
import type { Day } from '../cases/day.ts';
import { mayTake, sameKeys } from '../cases/hand-over.ts';

/** Every step that a member can choose from a list; those that come with a reply or a form of their own are not here. */
export function everyStep(theCase: Case, channels: readonly string[], day: Day): Step[] {
  const outcomes: Outcome[] = [
    ...REJECTIONS.map((reason): Outcome => ({ kind: 'rejected', reason })),
    ...ADDRESSEES.map((to): Outcome => ({ kind: 'forwarded', to })),
    { kind: 'manifestly-unfounded' },
    ...MINOR_REASONS.map((reason): Outcome => ({ kind: 'minor', reason })),
    { kind: 'insufficient-information' },
    { kind: 'action' },
    { kind: 'no-action' },
    { kind: 'duplicate' },
    { kind: 'withdrawn' },
  ];
  return [
    { kind: 'assessment-started', day },
    { kind: 'investigation-started', day },
    ...REASSESSMENT_REASONS.map((reason): Step => ({ kind: 'reassessment-started', day, reason })),
    ...(reachableHere(theCase) ? [] : toldElsewhere(day)),
    ...ACKNOWLEDGEMENT_WAIVERS.map(
      (reason): Step => ({ kind: 'acknowledgement-waived', day, reason }),
    ),
    ...EXTENSION_REASONS.map((reason): Step => ({ kind: 'feedback-extended', day, reason })),
    ...FEEDBACK_WAIVERS.map((reason): Step => ({ kind: 'feedback-waived', day, reason })),
    ...outcomes.map((outcome): Step => ({ kind: 'decided', day, outcome })),
    { kind: 'police-reported', day },
    { kind: 'authority-informed', day },
    { kind: 'closed', day },
    ...REOPENING_REASONS.map((reason): Step => ({ kind: 'reopened', day, reason })),
    { kind: 'exported', day },
    { kind: 'marked-test', day },
    ...channels.flatMap((channel) =>
      HANDOVER_REASONS.map((reason): Step => ({ kind: 'handed-over', day, channel, reason })),
    ),
  ];
}

/** Who has a mailbox is told there, and the reply records it; nobody may claim it by a click. */
function reachableHere(theCase: Case): boolean {
  return theCase.mailbox && theCase.accessEnded === null && theCase.arrival === 'web';
}

function toldElsewhere(day: Day): Step[] {
  return [
    { kind: 'acknowledged', day },
    { kind: 'feedback-given', day },
    { kind: 'result-told', day },
  ];
}

/** The steps that would be accepted now. */
export function offeredSteps(
  { case: theCase, rules, today }: CaseRecord,
  channels: readonly string[],
) {
  return everyStep(theCase, channels, today).filter((step) => mayStep(theCase, step, rules));
}

/** A step's name in a form: its codes without its day. */
export function stepValue({ day: _, ...step }: Step): string {
  return JSON.stringify(step);
}

/** Channels that can take the case by a click, because their keys open it as it is. */
export function withSameKeys(
  { tools }: { tools: Parameters<typeof sameKeys>[0] },
  record: CaseRecord,
): string[] {
  return tools.channels
    .filter((channel) => mayTake(record, channel) && sameKeys(tools, record, channel))
    .map(({ id }) => id);
}
