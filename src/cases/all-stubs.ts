import type { Channel } from '../config/schema.ts';
import type { Store } from '../store/store.ts';
import { dayOf } from './day.ts';
import type { OutcomeStub, Promptness } from './outcome-stub.ts';
import { readStub } from './read-stub.ts';
import type { CountedStub } from './statistics.ts';

/**
 * What the figures of these channels are made from: the stubs of deleted cases, and of living ones the stubs that they would
 * leave today, which are kept with them (reckoned.ts): to replay 100 000 histories takes seconds.
 */
export async function allStubs(
  store: Pick<Store, 'stubs' | 'reckoned'>,
  channels: readonly Channel[],
  wanted: readonly string[],
  now: Date,
): Promise<CountedStub[]> {
  const read = reader();
  const found: CountedStub[] = [];
  for (const { stub: key, count } of await store.stubs()) {
    const stub = read(key);
    if (wanted.includes(stub.channel)) found.push({ stub, count });
  }
  for (const id of wanted) {
    const today = dayOf(now, channels.find((channel) => channel.id === id)?.timeZone ?? 'UTC');
    for (const { stub: key, count, ...prompt } of await store.reckoned.livingStubs(id, today)) {
      const { acknowledgement, feedback } = prompt as Record<keyof typeof prompt, Promptness>;
      found.push({ stub: { ...read(key), acknowledgement, feedback }, count });
    }
  }
  return found;
}

/** Many living cases have the same stub but for how prompt they were. */
function reader(): (key: string) => OutcomeStub {
  const known = new Map<string, OutcomeStub>();
  return (key) => {
    const stub = known.get(key) ?? readStub(key);
    known.set(key, stub);
    return stub;
  };
}
