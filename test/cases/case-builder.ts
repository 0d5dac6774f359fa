import type { Case } from '../../src/cases/case.ts';
import type { Received, Step, StepKind, StepOf } from '../../src/cases/case-events.ts';
import { receive, step } from '../../src/cases/case-life.ts';
import {
  type ChannelRules,
  defaultRules,
  type RetentionRule,
} from '../../src/cases/channel-rules.ts';
import { type Day, parseDay } from '../../src/cases/day.ts';
import { type Deadline, type DeadlineKind, deadlinesOf } from '../../src/cases/deadlines.ts';
import { type IllegalBecause, IllegalStep } from '../../src/cases/illegal-step.ts';
import { PROFILES, type ProfileKey } from '../../src/cases/profiles.ts';

/** Cases for tests, made as the server makes them: one step after another. */

export const d = parseDay;

export function rulesOf(
  profile: ProfileKey,
  changes: Partial<Omit<ChannelRules, 'profile' | 'retention'>> = {},
  retention: Partial<RetentionRule> = {},
): ChannelRules {
  const rules = defaultRules(PROFILES[profile]);
  return { ...rules, ...changes, retention: { ...rules.retention, ...retention } };
}

export function received(day: Day | string, changes: Partial<Received> = {}): Received {
  return {
    kind: 'received',
    day: d(day),
    channel: 'town',
    arrival: 'web',
    mailbox: true,
    identity: 'anonymous',
    test: false,
    ...changes,
  };
}

type Fields<K extends StepKind> = Omit<StepOf<K>, 'kind' | 'day'>;

/** `[day, kind]`, or `[day, kind, fields]` for kinds that carry more. */
export type Entry = {
  [K in StepKind]: object extends Fields<K>
    ? readonly [day: string, kind: K]
    : readonly [day: string, kind: K, fields: Fields<K>];
}[StepKind];

export function stepOf([day, kind, fields]: Entry): Step {
  return { kind, day: d(day), ...fields } as Step;
}

/** The case after all steps, each of which must be legal. */
export function life(rules: ChannelRules, start: Received | string, ...steps: Entry[]): Case {
  return steps.reduce(
    (theCase, entry) => step(theCase, stepOf(entry), rules),
    receive(typeof start === 'string' ? received(start) : start),
  );
}

/** From receipt to an outcome of substantive processing, told and closed on `day`. */
export function closedLife(rules: ChannelRules, start: Received | string, day: string): Case {
  return life(
    rules,
    start,
    [day, 'assessment-started'],
    [day, 'investigation-started'],
    [day, 'decided', { outcome: { kind: 'action' } }],
    [day, 'feedback-given'],
    [day, 'closed'],
  );
}

export function deadline(
  theCase: Case,
  rules: ChannelRules,
  kind: DeadlineKind,
  today: string,
): Deadline {
  const found = deadlinesOf(theCase, rules, d(today)).find((each) => each.kind === kind);
  if (!found) throw new Error(`no deadline ${kind}`);
  return found;
}

/** Why a step may not be taken, or null when it may. */
export function refusal(theCase: Case, entry: Entry, rules: ChannelRules): IllegalBecause | null {
  try {
    step(theCase, stepOf(entry), rules);
    return null;
  } catch (error) {
    if (error instanceof IllegalStep) return error.because;
    throw error;
  }
}
