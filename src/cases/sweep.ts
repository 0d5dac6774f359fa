import { setImmediate } from 'node:timers/promises';
import { decide, findCase } from './case-record.ts';
import { dayOf } from './day.ts';
import { stubKey, stubsOf } from './outcome-stub.ts';
import { planSweep } from './sweep-plan.ts';
import type { CaseTools } from './tools.ts';

/** What one sweep did: numbers only, because a log must not say which case was deleted when. */
export interface Swept {
  contentDeleted: number;
  accessEnded: number;
  removed: number;
  heldDropped: number;
}

/** Cases looked up, and made unreadable in the database's log, at a time: more would hold up pages for longer. */
const BATCH = 25;

type Tools = Pick<CaseTools, 'store' | 'channels' | 'clock'>;

/**
 * Carries out retention: deletes what is due for real and leaves outcome stubs. It reckons from the store alone, so one
 * that was cut off is simply made again. Case after case, so that pages are answered in between.
 */
export async function sweep(tools: Tools): Promise<Swept> {
  const swept: Swept = { contentDeleted: 0, accessEnded: 0, removed: 0, heldDropped: 0 };
  swept.heldDropped = await tools.store.dropExpiredHeld(tools.clock());
  // A case that stays due after it was looked at (its clock was set back, say) must not be looked at for ever.
  const stuck = new Set<string>();
  for (;;) {
    const due = await tools.store.casesToSweep(latestDay(tools), BATCH + stuck.size);
    const fresh = due.filter((id) => !stuck.has(id));
    if (fresh.length === 0) break;
    for (const id of fresh) {
      const removed = await sweepCase(tools, id, swept);
      if (!removed) stuck.add(id);
      await setImmediate();
    }
    await tools.store.forget();
  }
  return swept;
}

/** The latest day it is in any channel: which cases are due there is decided with each case's own day. */
function latestDay({ channels, clock }: Tools): string {
  const days = channels.map(({ timeZone }) => dayOf(clock(), timeZone)).sort();
  return days.at(-1) ?? dayOf(clock(), 'UTC');
}

/** True when the case is gone. */
async function sweepCase(tools: Tools, id: string, swept: Swept): Promise<boolean> {
  const record = await findCase(tools, id);
  if (record === null) return true;
  const { steps, remove, after } = planSweep(record.case, record.rules, record.today);
  const deleted = steps.some(({ kind }) => kind === 'content-deleted');
  const ended = steps.some(({ kind }) => kind === 'access-ended');
  if (remove) {
    // The steps go with the case; only what they add up to is kept.
    await tools.store.removeCase(id, stubsOf(after, record.rules, record.today).map(stubKey));
    swept.removed += 1;
  } else {
    const messages = await tools.store.messages(id);
    await decide(tools, id, (now) => {
      // Somebody was faster; the next sweep looks again.
      if (now.case.history.length !== record.case.history.length) return { steps: [] };
      return {
        steps,
        // What the unit still keeps stays when only the reporter's access ends.
        deleteMessages: messages
          .filter(({ audience }) => deleted || (ended && audience === 'reporter'))
          .map((message) => message.id),
        endAccess: ended,
      };
    });
  }
  if (deleted) swept.contentDeleted += 1;
  if (ended) swept.accessEnded += 1;
  return remove;
}
