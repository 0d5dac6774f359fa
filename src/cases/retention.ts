import type { Case } from './case.ts';
import type { OutcomeKind } from './case-events.ts';
import type { ChannelRules } from './channel-rules.ts';
import { addDays, addPeriod, type Day, earliest, isAfter, isBefore, latest } from './day.ts';

/**
 * When a case is deleted and when its code stops working. Two things keep a case past its day, because deleting too early
 * cannot be mended: it is not closed, feedback is still owed, or a demanded export is missing. Then it stands on the
 * desk as overdue instead.
 */

export type DeletionBlock = 'not-closed' | 'feedback-owed' | 'export-missing' | 'outcome-keeps-it';

export interface DeletionPlan {
  /** The day on which the sweep deletes; null while the event it counts from has not happened. */
  readonly day: Day | null;
  /** What forbids it on that day and after, as things stand. */
  readonly blockedBy: readonly DeletionBlock[];
}

/** Outcomes after which nothing needs to be kept (directive art. 17; lov 1436/2021 § 23; lag 2021:890 7 kap. 7 §). */
const LEAVES_NOTHING_TO_KEEP: readonly OutcomeKind[] = [
  'rejected',
  'manifestly-unfounded',
  'duplicate',
  'withdrawn',
];

/** The deletion by the channel's rule. Once it is done, the day on which it was done. */
export function deletionPlan(theCase: Case, rules: ChannelRules): DeletionPlan {
  if (theCase.contentDeleted) return { day: theCase.contentDeleted.day, blockedBy: [] };
  return { day: plannedDay(theCase, rules), blockedBy: blocks(theCase, rules) };
}

function plannedDay(theCase: Case, { profile, retention }: ChannelRules): Day | null {
  const start = retention.from === 'received' ? theCase.received : theCase.closed;
  if (start === null) return null;
  const wanted = latest(
    addPeriod(start, retention.within),
    theCase.keepUntil,
    // Deleting what was told on the day it was told would keep it from the reporter.
    theCase.lastTold && addPeriod(theCase.lastTold, retention.readingTime),
  );
  return earliest(wanted, lawfulEnd(theCase, profile));
}

/** The last day the law lets anything be kept, where it names one and the case is closed. */
function lawfulEnd(theCase: Case, profile: ChannelRules['profile']): Day | null {
  return theCase.closed && profile.keepAtMost
    ? addPeriod(theCase.closed, profile.keepAtMost.within)
    : null;
}

function blocks(theCase: Case, { retention }: ChannelRules): DeletionBlock[] {
  const found: DeletionBlock[] = [];
  if (theCase.stage !== 'closed') found.push('not-closed');
  if (owesFeedback(theCase)) found.push('feedback-owed');
  if (retention.exportFirst !== 'no' && theCase.exported === null) found.push('export-missing');
  return found;
}

/** Whether the reporter still has to be told how the case stands: for the first time, or since it was reopened. */
export function owesFeedback(theCase: Case): boolean {
  return theCase.word === 'owed';
}

export function mayDelete(theCase: Case, rules: ChannelRules, today: Day): boolean {
  const { day, blockedBy } = deletionPlan(theCase, rules);
  return !theCase.contentDeleted && day !== null && !isAfter(day, today) && blockedBy.length === 0;
}

/**
 * What forbids deleting everything the reporter sent at once, before the channel's time. The unit's replies stay until the
 * access ends, so that the reporter can still be told why.
 */
export function blocksAtOnce(theCase: Case, { retention }: ChannelRules): DeletionBlock[] {
  const found: DeletionBlock[] = [];
  if (theCase.outcome === null || !LEAVES_NOTHING_TO_KEEP.includes(theCase.outcome.kind)) {
    found.push('outcome-keeps-it');
  }
  if (retention.exportFirst === 'always' && theCase.exported === null) found.push('export-missing');
  return found;
}

/** Whether a case may be kept until `until`: later than planned, and not longer than the law has it. */
export function mayKeepUntil(theCase: Case, rules: ChannelRules, until: Day): boolean {
  const planned = plannedDay(theCase, rules);
  const lawful = lawfulEnd(theCase, rules.profile);
  return (
    (planned === null || isAfter(until, planned)) && (lawful === null || !isAfter(until, lawful))
  );
}

export interface AccessPlan {
  /** The last day on which the code opens the mailbox. */
  readonly day: Day;
  /** Holds the mailbox open past that day: the code is the only way to give the feedback that is owed. */
  readonly heldBy: 'feedback-owed' | null;
}

/** The end of the reporter's access, as planned today; null for a reporter without a code. */
export function accessPlan(theCase: Case, rules: ChannelRules): AccessPlan | null {
  if (!theCase.mailbox) return null;
  if (theCase.accessEnded) return { day: theCase.accessEnded, heldBy: null };
  const { day, blockedBy } = deletionPlan(theCase, rules);
  return {
    day: lastAccess(theCase, rules, blockedBy.length === 0 ? day : null),
    heldBy: owesFeedback(theCase) ? 'feedback-owed' : null,
  };
}

function lastAccess(theCase: Case, { retention }: ChannelRules, deleted: Day | null): Day {
  const cap = addPeriod(theCase.received, retention.accessAtMost);
  const end =
    deleted && isBefore(addPeriod(deleted, retention.noticeFor), cap)
      ? addPeriod(deleted, retention.noticeFor)
      : cap;
  const read = theCase.lastTold && addPeriod(theCase.lastTold, retention.readingTime);
  return read && isAfter(read, end) ? read : end;
}

/** Whether the sweep may end the access today. While there is something to read, only the longest time counts. */
export function mayEndAccess(theCase: Case, rules: ChannelRules, today: Day): boolean {
  if (!theCase.mailbox || theCase.accessEnded || owesFeedback(theCase)) return false;
  return isAfter(today, lastAccess(theCase, rules, theCase.contentDeleted?.day ?? null));
}

/** Whether nothing is left that anybody may see: the case itself can go, and its outcome stub comes in its place. */
export function mayRemove(theCase: Case): boolean {
  return (
    theCase.stage === 'closed' &&
    theCase.contentDeleted !== null &&
    (theCase.accessEnded !== null || !theCase.mailbox)
  );
}

/**
 * The earliest day on which the sweep has work on this case if nothing else happens; null when it never has. For an index,
 * so that a sweep reads only the cases it must.
 */
export function nextSweep(theCase: Case, rules: ChannelRules): Day | null {
  const last = theCase.history.at(-1)?.day ?? theCase.received;
  if (mayRemove(theCase)) return last;
  const { day, blockedBy } = deletionPlan(theCase, rules);
  const deletion = theCase.contentDeleted || blockedBy.length > 0 ? null : day;
  const access =
    theCase.mailbox && !theCase.accessEnded && !owesFeedback(theCase)
      ? addDays(lastAccess(theCase, rules, theCase.contentDeleted?.day ?? null), 1)
      : null;
  const next = earliest(deletion, access);
  return next && latest(next, last);
}
