import { createHash } from 'node:crypto';
import type { Channel } from '../config/schema.ts';
import type { CaseListing, CaseStub, Reckoned, Store } from '../store/store.ts';
import type { Case } from './case.ts';
import { replay } from './case-life.ts';

import type { ChannelRules } from './channel-rules.ts';
import { addDays } from './day.ts';
import { type DeadlineKind, deadlinesOf, nextDue } from './deadlines.ts';
import { stubKey, stubsOf } from './outcome-stub.ts';
import { nextSweep } from './retention.ts';
import { rulesOf } from './rules-of-channel.ts';
import { caseEvent } from './stored-events.ts';

/** What lists, figures and the sweep need of a case, reckoned when something happens to it and kept until then. */
export function reckon(theCase: Case, rules: ChannelRules): Reckoned {
  return {
    nextSweep: nextSweep(theCase, rules),
    listing: listingOf(theCase, rules),
    stubs: keptStubs(theCase, rules),
  };
}

/** How the desk's lists show a case until something else happens to it. */
function listingOf(theCase: Case, rules: ChannelRules): CaseListing {
  const next = nextDue(theCase, rules);
  return {
    stage: theCase.stage,
    due: next && { kind: next.kind, day: next.due },
    test: theCase.test,
  };
}

const NEVER = '9999-12-31';

/** The stubs of a living case, with the days on which they become others by themselves. */
export function keptStubs(theCase: Case, rules: ChannelRules): CaseStub[] {
  const asOf = theCase.history.at(-1)?.day ?? theCase.received;
  const deadlines = deadlinesOf(theCase, rules, asOf);
  const lateFrom = (kind: DeadlineKind) => {
    const lastDay = deadlines.find((deadline) => deadline.kind === kind)?.lastDay;
    return lastDay ? addDays(lastDay, 1) : NEVER;
  };
  return stubsOf(theCase, rules, asOf).map((stub) => ({
    channel: stub.channel,
    stub: stubKey({ ...stub, acknowledgement: 'open', feedback: 'open' }),
    acknowledgement: stub.acknowledgement,
    acknowledgementLate: lateFrom('acknowledgement'),
    feedback: stub.feedback,
    feedbackLate: lateFrom('feedback'),
  }));
}

/** Another number reckons every case anew, for a version of this software that reckons otherwise. */
const WAY = 1;
const AT_ONCE = 500;

/**
 * Reckons the cases of those channels anew whose rules are others than at the last start: lists, figures and the sweep go by
 * the rules of today. To be done before anything looks at them. Gives the number of cases.
 */
export async function reckonAnew(
  store: Pick<Store, 'histories' | 'reckoned'>,
  channels: readonly Channel[],
): Promise<number> {
  const before = await store.reckoned.rules();
  const changed = channels
    .map((channel) => ({ id: channel.id, rules: rulesOf(channel), text: textOf(channel) }))
    .filter(({ id, text }) => before.get(id) !== text);
  if (changed.length === 0) return 0;
  let count = 0;
  let batch: (Reckoned & { id: string })[] = [];
  const write = async () => {
    await store.reckoned.reckon(batch);
    count += batch.length;
    batch = [];
  };
  for await (const { caseId, events } of store.histories()) {
    const theCase = replay(events.map(caseEvent));
    const here = changed.find(({ id }) => id === theCase.channel);
    if (here === undefined) continue;
    batch.push({ id: caseId, ...reckon(theCase, here.rules) });
    if (batch.length === AT_ONCE) await write();
  }
  await write();
  for (const { id, text } of changed) await store.reckoned.noteRules(id, text);
  return count;
}

function textOf(channel: Channel): string {
  const text = JSON.stringify([WAY, rulesOf(channel), channel.timeZone]);
  return createHash('sha256').update(text).digest('hex');
}
