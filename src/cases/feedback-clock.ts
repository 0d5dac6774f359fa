import type { Case } from './case.ts';
import type { ChannelRules } from './channel-rules.ts';
import { addPeriod, type Day, earliest, isAfter } from './day.ts';
import type { Basis } from './statutes.ts';
import { workingDayFrom } from './working-days.ts';

/** From which day the time for feedback runs, and how far. */

/** The day for acknowledging the receipt. */
export function acknowledgementDue(theCase: Case, { profile }: ChannelRules): Day {
  return addPeriod(theCase.received, profile.acknowledgement.within);
}

/**
 * The day on which the reporter's confirmation came: the acknowledgement, anything else the unit told first (who is told the
 * decision knows that the report arrived) or, where the channel counts it, the automatic receipt.
 */
export function confirmedOn(theCase: Case, { confirmedBy }: ChannelRules): Day | null {
  return earliest(
    theCase.acknowledged,
    theCase.scopeTold?.day ?? null,
    theCase.feedbackGiven,
    confirmedBy === 'automatic' ? theCase.receiptIssued : null,
  );
}

export interface FeedbackClock {
  /** The confirmation, or the last day for it. A late confirmation does not buy time: directive art. 9(1)(f). */
  readonly from: Day;
  readonly due: Day;
  readonly lastDay: Day;
  readonly basis: Basis;
  readonly extended: boolean;
}

export function feedbackClock(theCase: Case, rules: ChannelRules): FeedbackClock {
  const { feedback, calendar } = rules.profile;
  const latestConfirmation = acknowledgementDue(theCase, rules);
  const confirmed = confirmedOn(theCase, rules);
  const inTime = confirmed !== null && !isAfter(confirmed, latestConfirmation);
  const from = inTime ? confirmed : latestConfirmation;
  const ordinary = addPeriod(from, feedback.within);
  const longer =
    theCase.feedbackExtended && feedback.extension
      ? addPeriod(from, feedback.extension.within)
      : null;
  const due = longer && isAfter(longer, ordinary) ? longer : ordinary;
  const extended = due !== ordinary;
  return {
    from,
    due,
    lastDay: workingDayFrom(calendar, due),
    basis:
      extended && feedback.extension
        ? feedback.extension.basis
        : inTime
          ? feedback.basis
          : feedback.whenUnconfirmed,
    extended,
  };
}
