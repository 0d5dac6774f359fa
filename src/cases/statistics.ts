import { OPEN_STAGES, type OpenStage } from './case.ts';
import {
  ADDRESSEES,
  type Addressee,
  ARRIVALS,
  type Arrival,
  type OutcomeKind,
  REJECTIONS,
  type Rejection,
} from './case-events.ts';
import { type Month, shiftMonth } from './day.ts';
import { type MonthEnd, type OutcomeStub, outcomeKey, type Promptness } from './outcome-stub.ts';

/**
 * The figures of a period (lov 1436/2021 § 27). The balance always holds:
 * carried in + received + reopened = settled + pending, and settled is the sum of the outcomes.
 */
export interface Figures {
  readonly period: FigurePeriod;
  readonly received: {
    readonly all: number;
    /** Without those found to be duplicates by the end of the period. */
    readonly unique: number;
    /** Of all: handed over from another channel on this server. */
    readonly handedOver: number;
    readonly byArrival: Readonly<Record<Arrival, number>>;
    readonly anonymous: number;
    readonly named: number;
  };
  /** Trial reports received; they are in no other figure. */
  readonly testExcluded: number;
  /** Without an outcome when the period began. */
  readonly carriedIn: number;
  /** With an outcome when the period began, and reopened or decided anew since. */
  readonly reopened: number;
  /** With an outcome at the end of the period that they did not have at its beginning. */
  readonly settled: number;
  /** Without an outcome at the end. */
  readonly pending: { readonly all: number; readonly byStage: Readonly<Record<OpenStage, number>> };
  readonly rejected: {
    readonly all: number;
    readonly byReason: Readonly<Record<Rejection, number>>;
  };
  readonly forwarded: {
    readonly all: number;
    readonly byAddressee: Readonly<Record<Addressee, number>>;
  };
  readonly manifestlyUnfounded: number;
  readonly minor: number;
  readonly insufficientInformation: number;
  readonly action: number;
  readonly noAction: number;
  readonly duplicates: number;
  readonly withdrawn: number;
  /** Given substantive processing by the end of the period, whether settled or still pending. */
  readonly substantive: { readonly all: number; readonly pending: number };
  /** Police reports made and authorities informed in the period, whatever became of the case. */
  readonly policeReports: number;
  readonly authoritiesInformed: number;
  /** One case may have several themes. Sorted by code. */
  readonly themes: readonly {
    readonly theme: string;
    readonly received: number;
    readonly substantive: number;
  }[];
  /** Of those received in the period and still with the channel. */
  readonly acknowledgement: Readonly<Record<Compliance, number>>;
  readonly feedback: Readonly<Record<Compliance, number>>;
}

export type Compliance = Exclude<Promptness, 'elsewhere'>;

/** Both months included. Months, because nothing finer is left once a case is deleted. */
export interface FigurePeriod {
  readonly from: Month;
  readonly to: Month;
}

/** A stub and how many there are of it. */
export interface CountedStub {
  readonly stub: OutcomeStub;
  readonly count: number;
}

/** The figures of one channel, or of all that `stubs` hold when `channel` is null. */
export function figuresOf(
  stubs: Iterable<CountedStub>,
  period: FigurePeriod,
  channel: string | null,
): Figures {
  const before = shiftMonth(period.from, -1);
  const sums = emptySums();
  for (const { stub, count } of stubs) {
    if ((channel !== null && stub.channel !== channel) || stub.received > period.to) continue;
    if (stub.test) {
      if (stub.received >= period.from) sums.testExcluded += count;
      continue;
    }
    if (within(stub.policeReported, period)) sums.policeReports += count;
    if (within(stub.authorityInformed, period)) sums.authoritiesInformed += count;
    const entry = entryOf(stub, period, stateAt(stub, before));
    if (entry !== null) addCase(sums, stub, count, entry, stateAt(stub, period.to));
  }
  return {
    ...sums,
    period,
    themes: [...sums.themes.entries()]
      .map(([theme, counts]) => ({ theme, ...counts }))
      .sort((a, b) => (a.theme < b.theme ? -1 : 1)),
  };
}

type Entry = 'received' | 'carriedIn' | 'reopened';

/** How a case comes into the balance of a period; null when it was settled before and stayed so. */
function entryOf(stub: OutcomeStub, period: FigurePeriod, before: MonthEnd | null): Entry | null {
  if (stub.received >= period.from) return 'received';
  if (before === null || before.outcome === null) return 'carriedIn';
  const settledAs = outcomeKey(before.outcome);
  const changed = stub.course.some(
    ({ month, outcome }) => within(month, period) && outcomeKey(outcome) !== settledAs,
  );
  return changed ? 'reopened' : null;
}

/** Where a case stood at the end of `month`; null before it came in. */
function stateAt(stub: OutcomeStub, month: Month): MonthEnd | null {
  return stub.course.findLast((end) => end.month <= month) ?? null;
}

function within(month: Month | null, { from, to }: FigurePeriod): boolean {
  return month !== null && month >= from && month <= to;
}

type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;
type Sums = Omit<Writable<Figures>, 'themes' | 'period'> & {
  themes: Map<string, { received: number; substantive: number }>;
};

function addCase(
  sums: Sums,
  stub: OutcomeStub,
  count: number,
  entry: Entry,
  end: MonthEnd | null,
): void {
  if (end === null) return;
  if (entry === 'received') addReceived(sums, stub, count, end);
  else sums[entry] += count;
  if (end.outcome === null) {
    sums.pending.all += count;
    if (end.stage !== 'closed') sums.pending.byStage[end.stage] += count;
  } else {
    sums.settled += count;
    addOutcome(sums, end.outcome, count);
  }
  if (end.substantive) {
    sums.substantive.all += count;
    if (end.outcome === null) sums.substantive.pending += count;
  }
  for (const theme of stub.themes) {
    const counts = sums.themes.get(theme) ?? { received: 0, substantive: 0 };
    if (entry === 'received') counts.received += count;
    if (end.substantive) counts.substantive += count;
    sums.themes.set(theme, counts);
  }
}

function addReceived(sums: Sums, stub: OutcomeStub, count: number, end: MonthEnd): void {
  sums.received.all += count;
  if (end.outcome?.kind !== 'duplicate') sums.received.unique += count;
  if (stub.origin === 'handed-over') sums.received.handedOver += count;
  sums.received.byArrival[stub.arrival] += count;
  if (stub.identity !== null) sums.received[stub.identity] += count;
  if (stub.acknowledgement !== 'elsewhere') sums.acknowledgement[stub.acknowledgement] += count;
  if (stub.feedback !== 'elsewhere') sums.feedback[stub.feedback] += count;
}

const PLAIN_OUTCOMES = {
  'manifestly-unfounded': 'manifestlyUnfounded',
  minor: 'minor',
  'insufficient-information': 'insufficientInformation',
  action: 'action',
  'no-action': 'noAction',
  duplicate: 'duplicates',
  withdrawn: 'withdrawn',
} as const satisfies Record<Exclude<OutcomeKind, 'rejected' | 'forwarded'>, keyof Figures>;

function addOutcome(sums: Sums, outcome: NonNullable<MonthEnd['outcome']>, count: number): void {
  if (outcome.kind === 'rejected') {
    sums.rejected.all += count;
    sums.rejected.byReason[outcome.reason] += count;
  } else if (outcome.kind === 'forwarded') {
    sums.forwarded.all += count;
    sums.forwarded.byAddressee[outcome.to] += count;
  } else {
    sums[PLAIN_OUTCOMES[outcome.kind]] += count;
  }
}

function emptySums(): Sums {
  const zeros = <K extends string>(keys: readonly K[]): Record<K, number> =>
    Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  const compliance = () => zeros(['in-time', 'late', 'waived', 'open']);
  return {
    received: {
      all: 0,
      unique: 0,
      handedOver: 0,
      byArrival: zeros(ARRIVALS),
      anonymous: 0,
      named: 0,
    },
    testExcluded: 0,
    carriedIn: 0,
    reopened: 0,
    settled: 0,
    pending: { all: 0, byStage: zeros(OPEN_STAGES) },
    rejected: { all: 0, byReason: zeros(REJECTIONS) },
    forwarded: { all: 0, byAddressee: zeros(ADDRESSEES) },
    manifestlyUnfounded: 0,
    minor: 0,
    insufficientInformation: 0,
    action: 0,
    noAction: 0,
    duplicates: 0,
    withdrawn: 0,
    substantive: { all: 0, pending: 0 },
    policeReports: 0,
    authoritiesInformed: 0,
    themes: new Map(),
    acknowledgement: compliance(),
    feedback: compliance(),
  };
}
