import type { Case } from './case.ts';
import type { Step } from './case-events.ts';
import { step } from './case-life.ts';
import type { ChannelRules } from './channel-rules.ts';
import { type Day, isBefore } from './day.ts';
import { mayDelete, mayEndAccess, mayRemove } from './retention.ts';

/** What the sweep has to do with one case on one day. */
export interface SweepPlan {
  /**
   * The steps to record, in this order, together with what they stand for: `content-deleted` deletes every message and file,
   * `access-ended` the mailbox's keys.
   */
  readonly steps: readonly Step[];
  /** Then the case itself goes, and its outcome stubs come in its place, in one transaction. */
  readonly remove: boolean;
  /** The case after the steps: what the outcome stubs are to be made from. */
  readonly after: Case;
}

/**
 * Reckons from what is stored alone, so a sweep that was cut off is simply made again. Nothing is deleted while the clock
 * shows an earlier day than the case's latest step: then the clock is wrong.
 */
export function planSweep(theCase: Case, rules: ChannelRules, today: Day): SweepPlan {
  const last = theCase.history.at(-1)?.day ?? theCase.received;
  if (isBefore(today, last)) return { steps: [], remove: false, after: theCase };
  const steps: Step[] = [];
  let after = theCase;
  const take = (next: Step): void => {
    after = step(after, next, rules);
    steps.push(next);
  };
  if (mayDelete(after, rules, today)) {
    take({ kind: 'content-deleted', day: today, reason: 'retention' });
  }
  if (mayEndAccess(after, rules, today)) take({ kind: 'access-ended', day: today, by: 'sweep' });
  return { steps, remove: mayRemove(after), after };
}
