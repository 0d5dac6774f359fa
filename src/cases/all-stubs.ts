import type { Channel } from '../config/schema.ts';
import type { Store } from '../store/store.ts';
import { replay } from './case-life.ts';
import { caseEvent } from './case-record.ts';
import { dayOf } from './day.ts';
import { stubKey, stubsOf } from './outcome-stub.ts';
import { readStub } from './read-stub.ts';
import { rulesOf } from './rules-of-channel.ts';
import type { CountedStub } from './statistics.ts';

/**
 * What the figures of these channels are made from: the stubs of deleted cases, and of living ones the stubs that they
 * would leave today. A living case in a channel that is no longer configured has no rules to reckon with and counts with
 * those of the first channel.
 */
export async function allStubs(
  store: Pick<Store, 'stubs' | 'histories'>,
  channels: readonly Channel[],
  wanted: readonly string[],
  now: Date,
): Promise<CountedStub[]> {
  const counts = new Map<string, CountedStub>();
  const add = (key: string, count: number) => {
    const known = counts.get(key);
    const stub = known?.stub ?? readStub(key);
    if (!wanted.includes(stub.channel)) return;
    counts.set(key, { stub, count: (known?.count ?? 0) + count });
  };
  for (const { stub, count } of await store.stubs()) add(stub, count);
  const settings = channels.map((channel) => ({
    id: channel.id,
    rules: rulesOf(channel),
    today: dayOf(now, channel.timeZone),
  }));
  for await (const { events } of store.histories()) {
    const theCase = replay(events.map(caseEvent));
    const here = settings.find(({ id }) => id === theCase.channel) ?? settings[0];
    if (here === undefined) continue;
    for (const stub of stubsOf(theCase, here.rules, here.today)) add(stubKey(stub), 1);
  }
  return [...counts.values()];
}
