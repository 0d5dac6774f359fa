import fc from 'fast-check';
import type { Case } from '../../src/cases/case.ts';
import {
  ACKNOWLEDGEMENT_WAIVERS,
  ADDRESSEES,
  ARRIVALS,
  EXTENSION_REASONS,
  FEEDBACK_WAIVERS,
  HANDOVER_REASONS,
  KEEPING_REASONS,
  MINOR_REASONS,
  type Outcome,
  PART_DELETION_REASONS,
  REASSESSMENT_REASONS,
  REJECTIONS,
  REOPENING_REASONS,
  type Received,
  type Step,
} from '../../src/cases/case-events.ts';
import { receive, step } from '../../src/cases/case-life.ts';
import { type ChannelRules, defaultRules } from '../../src/cases/channel-rules.ts';
import { addDays, type Day, parseDay } from '../../src/cases/day.ts';
import { IllegalStep } from '../../src/cases/illegal-step.ts';
import { PROFILE_KEYS, PROFILES } from '../../src/cases/profiles.ts';

/** Cases that live at random: any step at any time, the illegal ones refused. */

const period = fc.oneof(
  fc.record({ days: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ months: fc.integer({ min: 1, max: 24 }) }),
  fc.record({ years: fc.integer({ min: 1, max: 2 }) }),
);

export const anyRules: fc.Arbitrary<ChannelRules> = fc
  .record({
    key: fc.constantFrom(...PROFILE_KEYS),
    confirmedBy: fc.constantFrom('automatic' as const, 'unit' as const),
    scopeWithin: fc.option(period),
    from: fc.constantFrom('received' as const, 'closed' as const),
    within: period,
    accessAtMost: period,
    noticeFor: period,
    exportFirst: fc.constantFrom('no' as const, 'before-retention' as const, 'always' as const),
  })
  .map(({ key, confirmedBy, scopeWithin, ...retention }) => {
    const rules = defaultRules(PROFILES[key]);
    return {
      ...rules,
      confirmedBy,
      scopeWithin,
      retention: { ...rules.retention, ...retention },
    };
  });

const anyDay = fc
  .integer({ min: 0, max: 1200 })
  .map((after) => addDays(parseDay('2025-01-01'), after));

export const anyReceipt: fc.Arbitrary<Received> = fc.record({
  kind: fc.constant('received' as const),
  day: anyDay,
  channel: fc.constantFrom('town', 'hospital'),
  arrival: fc.constantFrom(...ARRIVALS),
  mailbox: fc.constantFrom(true, true, true, false),
  identity: fc.constantFrom('anonymous' as const, 'named' as const, null),
  test: fc.constantFrom(false, false, false, false, true),
});

const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ kind: fc.constant('rejected' as const), reason: fc.constantFrom(...REJECTIONS) }),
  fc.record({ kind: fc.constant('forwarded' as const), to: fc.constantFrom(...ADDRESSEES) }),
  fc.record({ kind: fc.constant('minor' as const), reason: fc.constantFrom(...MINOR_REASONS) }),
  fc.record({
    kind: fc.constantFrom(
      'manifestly-unfounded' as const,
      'insufficient-information' as const,
      'action' as const,
      'no-action' as const,
      'duplicate' as const,
      'withdrawn' as const,
    ),
  }),
);

type Undated = Step extends infer S ? (S extends Step ? Omit<S, 'day'> : never) : never;

const plain = (...kinds: Step['kind'][]) => fc.constantFrom(...kinds).map((kind) => ({ kind }));

const because = <K extends string>(kind: K, reasons: readonly string[]) =>
  fc.record({ kind: fc.constant(kind), reason: fc.constantFrom(...reasons) });

const anyUndated = fc.oneof(
  // Weighted so that many lives come to an end, and some begin again.
  {
    weight: 12,
    arbitrary: plain('assessment-started', 'investigation-started', 'feedback-given', 'closed'),
  },
  {
    weight: 8,
    arbitrary: plain(
      'receipt-issued',
      'acknowledged',
      'result-told',
      'withdrawal-asked',
      'police-reported',
      'authority-informed',
      'reporter-wrote',
      'unit-wrote',
      'exported',
    ),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('decided'), outcome: anyOutcome }) },
  plain('marked-test'),
  because('acknowledgement-waived', ACKNOWLEDGEMENT_WAIVERS),
  fc.record({ kind: fc.constant('scope-told'), inScope: fc.boolean() }),
  because('reassessment-started', REASSESSMENT_REASONS),
  fc.record({
    kind: fc.constant('handed-over'),
    channel: fc.constantFrom('town', 'hospital'),
    reason: fc.constantFrom(...HANDOVER_REASONS),
  }),
  because('feedback-extended', EXTENSION_REASONS),
  because('feedback-waived', FEEDBACK_WAIVERS),
  fc.record({
    kind: fc.constant('themes-set'),
    themes: fc.subarray(['law', 'eu', 'harassment']),
  }),
  { weight: 2, arbitrary: because('reopened', REOPENING_REASONS) },
  fc.record({
    kind: fc.constant('keeping-extended'),
    until: anyDay,
    reason: fc.constantFrom(...KEEPING_REASONS),
  }),
  because('part-deleted', PART_DELETION_REASONS),
  { weight: 2, arbitrary: because('content-deleted', ['retention', 'at-once']) },
  fc.record({ kind: fc.constant('access-ended'), by: fc.constantFrom('reporter', 'sweep') }),
) as unknown as fc.Arbitrary<Undated>;

/** Steps to try, each some days after the one tried before it; now and then dated before it. */
export const anyTries = fc.array(
  fc.record({
    next: anyUndated,
    gap: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 12 }) },
      { weight: 2, arbitrary: fc.integer({ min: 13, max: 150 }) },
      { weight: 1, arbitrary: fc.integer({ min: -3, max: -1 }) },
    ),
  }),
  { minLength: 1, maxLength: 60, size: 'max' },
);
export type Tries = typeof anyTries extends fc.Arbitrary<infer T> ? T : never;

/** Lives through the tries; `watch` sees the case after each, and whether the step was taken. */
export function liveThrough(
  rules: ChannelRules,
  receipt: Received,
  tries: Tries,
  watch: (after: Case, tried: Step, taken: boolean) => void = () => {},
): Case {
  let theCase = receive(receipt);
  let day: Day = receipt.day;
  for (const { next, gap } of tries) {
    const tried = { ...next, day: addDays(day, gap) } as Step;
    if (gap > 0) day = tried.day;
    let taken = true;
    try {
      theCase = step(theCase, tried, rules);
    } catch (error) {
      if (!(error instanceof IllegalStep)) throw error;
      taken = false;
    }
    watch(theCase, tried, taken);
  }
  return theCase;
}

export const anyLife = fc
  .record({ rules: anyRules, receipt: anyReceipt, tries: anyTries })
  .map(({ rules, receipt, tries }) => ({ rules, theCase: liveThrough(rules, receipt, tries) }));
