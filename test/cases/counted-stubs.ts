import type { Case } from '../../src/cases/case.ts';
import type { ChannelRules } from '../../src/cases/channel-rules.ts';
import { parseDay } from '../../src/cases/day.ts';
import { type OutcomeStub, stubKey, stubsOf } from '../../src/cases/outcome-stub.ts';
import type { CountedStub } from '../../src/cases/statistics.ts';

/** Figures are made from stubs: here from those of living cases, and of swept ones as the store keeps them. */

/** After everything the tests let happen. */
const TODAY = parseDay('2035-01-01');

export interface Lived {
  readonly theCase: Case;
  readonly rules: ChannelRules;
}

export function stubs(cases: readonly Lived[]): CountedStub[] {
  return cases.flatMap(({ theCase, rules: its }) =>
    stubsOf(theCase, its, TODAY).map((stub) => ({ stub, count: 1 })),
  );
}

/** As the store keeps them: by their key, with a count, through JSON. */
export function store(kept: Map<string, CountedStub>, stub: OutcomeStub): void {
  const key = stubKey(stub);
  const count = (kept.get(key)?.count ?? 0) + 1;
  kept.set(key, { stub: JSON.parse(JSON.stringify(stub)), count });
}
