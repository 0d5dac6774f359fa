import type { Case } from './case.ts';
import type { ChannelRules } from './channel-rules.ts';
import { addDays, addPeriod, compareDays, type Day, isAfter, isBefore } from './day.ts';
import { type Deadline, deadlinesOf } from './deadlines.ts';

/** The days a reporter should write down: whoever is anonymous can be reached in no other way. */
export interface ReturnDay {
  readonly day: Day;
  /** `questions`: the unit may have asked something. `before-end`: the last good day before things are deleted or closed. */
  readonly why: 'acknowledgement' | 'scope-decision' | 'feedback' | 'questions' | 'before-end';
}

/** Time enough to come a second time, should the mailbox be out of reach on the first. */
const DAYS_BEFORE_END = 14;

/** The days from today on, earliest first, at most one for each reason. Empty when there is no mailbox to look into. */
export function returnDays(theCase: Case, rules: ChannelRules, today: Day): readonly ReturnDay[] {
  if (!theCase.mailbox || theCase.accessEnded) return [];
  const deadlines = deadlinesOf(theCase, rules, today);
  const found = [
    ...answers(deadlines, today),
    ...questions(theCase, rules, today),
    ...beforeEnd(deadlines, today),
  ];
  return found.sort((a, b) => compareDays(a.day, b.day));
}

/** The day after the last day of each answer that is still to come: on that day it must be there. */
function answers(deadlines: readonly Deadline[], today: Day): ReturnDay[] {
  const found: ReturnDay[] = [];
  for (const { kind, state, lastDay } of deadlines) {
    if (kind !== 'acknowledgement' && kind !== 'scope-decision' && kind !== 'feedback') continue;
    if (state === 'due' && lastDay && !isBefore(lastDay, today)) {
      found.push({ day: addDays(lastDay, 1), why: kind });
    }
  }
  return found;
}

/** The next of the regular days, counted from receipt so that it does not depend on when the page is looked at. */
function questions(theCase: Case, rules: ChannelRules, today: Day): ReturnDay[] {
  if (theCase.stage === 'closed') return [];
  let day = theCase.received;
  for (let times = 1; !isAfter(day, today); times += 1) {
    day = addPeriod(theCase.received, repeated(rules.lookEvery, times));
  }
  return [{ day, why: 'questions' }];
}

function repeated(period: ChannelRules['lookEvery'], times: number): ChannelRules['lookEvery'] {
  if ('days' in period) return { days: Math.max(1, period.days) * times };
  if ('months' in period) return { months: Math.max(1, period.months) * times };
  return { years: Math.max(1, period.years) * times };
}

function beforeEnd(deadlines: readonly Deadline[], today: Day): ReturnDay[] {
  const ends = deadlines.flatMap(({ kind, state, due, blockedBy }) =>
    (kind === 'deletion' || kind === 'access-end') &&
    state === 'due' &&
    blockedBy.length === 0 &&
    due
      ? [due]
      : [],
  );
  const end = ends.sort(compareDays)[0];
  if (!end || isBefore(end, today)) return [];
  const wanted = addDays(end, -DAYS_BEFORE_END);
  return [{ day: isBefore(wanted, today) ? today : wanted, why: 'before-end' }];
}
