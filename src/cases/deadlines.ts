import type { Case } from './case.ts';
import type { Step } from './case-events.ts';
import type { ChannelRules } from './channel-rules.ts';
import {
  addDays,
  addPeriod,
  compareDays,
  type Day,
  daysBetween,
  earliest,
  isAfter,
  isBefore,
} from './day.ts';
import { acknowledgementDue, confirmedOn, feedbackClock } from './feedback-clock.ts';
import { accessPlan, type DeletionBlock, deletionPlan } from './retention.ts';
import type { Basis } from './statutes.ts';
import { workingDayFrom } from './working-days.ts';

/** Everything that is due on a case, in a form that any page can put into words. Nothing here knows a language. */

export const DEADLINE_KINDS = [
  'acknowledgement',
  'scope-decision',
  'feedback',
  'final-result',
  'deletion',
  'access-end',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

export interface Deadline {
  readonly kind: DeadlineKind;
  /** The day to plan by; null where the law sets none (final result) or the event it counts from is still to come. */
  readonly due: Day | null;
  /** The last day on which it is still in time: `due`, or the next working day. */
  readonly lastDay: Day | null;
  readonly state: 'due' | 'done' | 'late' | 'waived';
  /** When the state began: the clock, the deed, the waiver, or the first day too late. */
  readonly since: Day;
  /** Days past `lastDay`: of the deed or the waiver, or of today while it is late. 0 when in time. */
  readonly daysLate: number;
  readonly basis: Basis;
  /** The longer time was taken. */
  readonly extended: boolean;
  /** What keeps a deletion from being carried out. */
  readonly blockedBy: readonly DeletionBlock[];
}

/**
 * The next thing somebody must do, whatever day it is, and its last day: an answer still owed, or a deletion that something
 * blocks. Null when there is none. After that day it is late. For an index, so that a list of cases can be sorted without reckoning each of them.
 */
export function nextDue(
  theCase: Case,
  rules: ChannelRules,
): { kind: DeadlineKind; due: Day } | null {
  for (const { kind, lastDay, state, blockedBy } of deadlinesOf(theCase, rules, theCase.received)) {
    const open = state === 'due' || state === 'late';
    const ours = kind === 'deletion' ? blockedBy.length > 0 : kind !== 'access-end';
    if (open && ours && lastDay) return { kind, due: lastDay };
  }
  return null;
}

/** All deadlines of a case, earliest first, those without a day last. */
export function deadlinesOf(theCase: Case, rules: ChannelRules, today: Day): readonly Deadline[] {
  return [
    acknowledgement(theCase, rules, today),
    scopeDecision(theCase, rules, today),
    feedback(theCase, rules, today),
    finalResult(theCase, rules),
    deletion(theCase, rules, today),
    accessEnd(theCase, rules, today),
  ]
    .filter((deadline) => deadline !== null)
    .sort((a, b) => (a.due && b.due ? compareDays(a.due, b.due) : a.due ? -1 : b.due ? 1 : 0));
}

function acknowledgement(theCase: Case, rules: ChannelRules, today: Day): Deadline {
  return timed('acknowledgement', rules, today, {
    start: theCase.received,
    due: acknowledgementDue(theCase, rules),
    // What is told later confirms nothing that was not to be confirmed.
    done: theCase.acknowledgementWaived ? null : confirmedOn(theCase, rules),
    waived: theCase.acknowledgementWaived?.day ?? waivedFeedback(theCase),
    basis: rules.profile.acknowledgement.basis,
  });
}

function scopeDecision(theCase: Case, rules: ChannelRules, today: Day): Deadline | null {
  if (rules.scopeWithin === null) return null;
  return timed('scope-decision', rules, today, {
    start: theCase.received,
    due: addPeriod(theCase.received, rules.scopeWithin),
    done: earliest(theCase.scopeTold?.day ?? null, theCase.feedbackGiven),
    waived: waivedFeedback(theCase),
    basis: { kind: 'routine', statute: null },
  });
}

function feedback(theCase: Case, rules: ChannelRules, today: Day): Deadline {
  const { from, due, basis, extended } = feedbackClock(theCase, rules);
  const deadline = timed('feedback', rules, today, {
    start: isAfter(from, today) ? theCase.received : from,
    due,
    done: theCase.feedbackGiven,
    waived: waivedFeedback(theCase),
    basis,
  });
  return { ...deadline, extended };
}

/** Nothing else is owed to a reporter who is owed no feedback. */
function waivedFeedback(theCase: Case): Day | null {
  return theCase.feedbackWaived?.day ?? null;
}

/** No law read here sets a day for it, only that it must come. */
function finalResult(theCase: Case, { profile }: ChannelRules): Deadline | null {
  if (profile.finalResult === null || theCase.outcome === null) return null;
  const last = (kind: Step['kind']) =>
    theCase.history.findLast((event) => event.kind === kind)?.day;
  const waived = theCase.word === 'waived';
  const told = theCase.toldSinceDecision
    ? waived
      ? last('feedback-waived')
      : theCase.lastTold
    : null;
  return {
    kind: 'final-result',
    due: null,
    lastDay: null,
    state: !told ? 'due' : waived ? 'waived' : 'done',
    since: told ?? last('decided') ?? theCase.received,
    daysLate: 0,
    basis: profile.finalResult,
    extended: false,
    blockedBy: [],
  };
}

function deletion(theCase: Case, rules: ChannelRules, today: Day): Deadline {
  const { day, blockedBy } = deletionPlan(theCase, rules);
  const { keepAtMost } = rules.profile;
  const done = theCase.contentDeleted?.day ?? null;
  const late = done === null && day !== null && isBefore(day, today);
  return {
    kind: 'deletion',
    due: day,
    lastDay: day,
    state: done ? 'done' : late ? 'late' : 'due',
    since: done ?? (late ? addDays(day, 1) : (theCase.closed ?? theCase.received)),
    daysLate: late ? daysBetween(day, today) : 0,
    basis: keepAtMost?.basis ?? { kind: 'routine', statute: null },
    extended: theCase.keepUntil !== null,
    blockedBy,
  };
}

function accessEnd(theCase: Case, rules: ChannelRules, today: Day): Deadline | null {
  const plan = accessPlan(theCase, rules);
  if (plan === null) return null;
  // Held open, it has no day: it ends some time after the feedback that is owed.
  const over = plan.heldBy !== null && isBefore(plan.day, today);
  return {
    kind: 'access-end',
    due: over ? null : plan.day,
    lastDay: over ? null : plan.day,
    state: theCase.accessEnded ? 'done' : 'due',
    since: theCase.accessEnded ?? theCase.received,
    daysLate: 0,
    basis: { kind: 'routine', statute: null },
    extended: false,
    blockedBy: [],
  };
}

interface Timing {
  readonly start: Day;
  readonly due: Day;
  readonly done: Day | null;
  readonly waived: Day | null;
  readonly basis: Basis;
}

function timed(kind: DeadlineKind, rules: ChannelRules, today: Day, timing: Timing): Deadline {
  const { start, due, done, waived, basis } = timing;
  const lastDay = workingDayFrom(rules.profile.calendar, due);
  const fixed = { kind, due, lastDay, basis, extended: false, blockedBy: [] };
  // Given though it was waived, it was never late.
  const daysLate = Math.max(0, daysBetween(lastDay, earliest(done, waived) ?? today));
  if (done) return { ...fixed, state: 'done', since: done, daysLate };
  if (waived) return { ...fixed, state: 'waived', since: waived, daysLate };
  return daysLate > 0
    ? { ...fixed, state: 'late', since: addDays(lastDay, 1), daysLate }
    : { ...fixed, state: 'due', since: start, daysLate };
}
