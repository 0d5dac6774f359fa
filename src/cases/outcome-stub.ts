import type { Case, Stage } from './case.ts';
import type { Arrival, CaseEvent, Outcome } from './case-events.ts';
import { receive } from './case-life.ts';
import type { ChannelRules } from './channel-rules.ts';
import { type Day, type Month, monthOf } from './day.ts';
import { type Deadline, type DeadlineKind, deadlinesOf } from './deadlines.ts';
import { IllegalStep } from './illegal-step.ts';
import { effectOf } from './step-effects.ts';

/**
 * What remains of a case for the yearly figures (lov 1436/2021 § 27): months and codes, no id and no day, so that it leads
 * back to nobody. Figures are made from stubs only, of living cases as of deleted ones; that is why they do not change
 * when a case is swept.
 */
export interface OutcomeStub {
  readonly channel: string;
  /** Whether the report came in here or was handed over from another channel on this server. */
  readonly origin: 'reported' | 'handed-over';
  readonly arrival: Arrival;
  readonly identity: 'anonymous' | 'named' | null;
  readonly test: boolean;
  /** The month in which the report, or the case handed over, came in. */
  readonly received: Month;
  /** Where the case stood at the end of each month that changed it, so that figures of any past period can be made again. */
  readonly course: readonly MonthEnd[];
  readonly policeReported: Month | null;
  readonly authorityInformed: Month | null;
  /** Sorted. */
  readonly themes: readonly string[];
  readonly acknowledgement: Promptness;
  readonly feedback: Promptness;
}

export interface MonthEnd {
  readonly month: Month;
  readonly stage: Stage;
  readonly substantive: boolean;
  readonly outcome: Outcome | null;
}

/** `open`: neither done nor late yet. `elsewhere`: the case went on to another channel, which answers for it. */
export type Promptness = 'in-time' | 'late' | 'waived' | 'open' | 'elsewhere';

/**
 * One stub for each channel the case was in, in that order. Those of a closed case are final: no later day changes them.
 * `rules` are those of the channel it is in now.
 */
export function stubsOf(theCase: Case, rules: ChannelRules, today: Day): readonly OutcomeStub[] {
  const stays = staysOf(theCase.history);
  const deadlines = deadlinesOf(theCase, rules, today);
  return stays.map((stay, index) => {
    const here = index === stays.length - 1;
    return {
      ...stay,
      themes: [...new Set(stay.themes)].sort(),
      acknowledgement: here ? promptness(deadlines, 'acknowledgement') : 'elsewhere',
      feedback: here ? promptness(deadlines, 'feedback') : 'elsewhere',
    };
  });
}

/**
 * A text that is equal for equal stubs. Stored as a key with a count, stubs have no order of their own and do not tell
 * which of them came last.
 */
export function stubKey(stub: OutcomeStub): string {
  return JSON.stringify([
    stub.channel,
    stub.origin,
    stub.arrival,
    stub.identity,
    stub.test,
    stub.received,
    stub.course.map(({ month, stage, substantive, outcome }) => [
      month,
      stage,
      substantive,
      outcomeKey(outcome),
    ]),
    stub.policeReported,
    stub.authorityInformed,
    stub.themes,
    stub.acknowledgement,
    stub.feedback,
  ]);
}

type Stay = Omit<OutcomeStub, 'acknowledgement' | 'feedback'> & { readonly course: MonthEnd[] };
type Writable<T> = { -readonly [K in keyof T]: T[K] };

function staysOf(history: readonly CaseEvent[]): Stay[] {
  const [first, ...steps] = history;
  if (first?.kind !== 'received') throw new IllegalStep(null, 'not-received');
  const theCase = { ...receive(first) };
  const start = (month: Month, origin: OutcomeStub['origin']): Writable<Stay> => ({
    channel: theCase.channel,
    origin,
    arrival: first.arrival,
    identity: first.identity,
    test: first.test || steps.some(({ kind }) => kind === 'marked-test'),
    received: month,
    course: [monthEnd(month, theCase)],
    policeReported: null,
    authorityInformed: null,
    themes: [],
  });
  let stay = start(monthOf(first.day), 'reported');
  const stays = [stay];
  for (const event of steps) {
    if (event.kind === 'received') throw new IllegalStep('received', 'repeated');
    const month = monthOf(event.day);
    Object.assign(theCase, effectOf(theCase, event));
    if (event.kind === 'handed-over') {
      const outcome: Outcome = { kind: 'forwarded', to: 'other-channel' };
      note(stay.course, monthEnd(month, { ...theCase, stage: 'closed', outcome }));
      stay = start(month, 'handed-over');
      stays.push(stay);
    } else {
      note(stay.course, monthEnd(month, theCase));
      if (event.kind === 'police-reported') stay.policeReported = month;
      if (event.kind === 'authority-informed') stay.authorityInformed = month;
      if (event.kind === 'themes-set') stay.themes = event.themes;
    }
  }
  return stays;
}

function monthEnd(
  month: Month,
  { stage, substantive, outcome }: Omit<MonthEnd, 'month'>,
): MonthEnd {
  return { month, stage, substantive, outcome };
}

/** Only the end of a month counts, and only when it differs from what was before: the less kept, the fewer stubs are alone. */
function note(course: MonthEnd[], end: MonthEnd): void {
  if (course.at(-1)?.month === end.month) course.pop();
  const before = course.at(-1);
  const same =
    before !== undefined &&
    before.stage === end.stage &&
    before.substantive === end.substantive &&
    outcomeKey(before.outcome) === outcomeKey(end.outcome);
  if (!same) course.push(end);
}

/** A text that is equal for equal outcomes. */
export function outcomeKey(outcome: Outcome | null): string {
  if (outcome === null) return '';
  if (outcome.kind === 'forwarded') return `${outcome.kind}:${outcome.to}`;
  return 'reason' in outcome ? `${outcome.kind}:${outcome.reason}` : outcome.kind;
}

function promptness(deadlines: readonly Deadline[], kind: DeadlineKind): Promptness {
  const deadline = deadlines.find((found) => found.kind === kind);
  if (!deadline || deadline.state === 'due') return 'open';
  if (deadline.daysLate > 0) return 'late';
  return deadline.state === 'waived' ? 'waived' : 'in-time';
}
