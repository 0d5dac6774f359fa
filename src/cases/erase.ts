import type { PartDeletionReason } from './case-events.ts';
import { type Decided, decide } from './case-record.ts';
import type { CaseTools } from './tools.ts';

/** Deleting before the channel's time is over (directive art. 17; lag 2021:890 7 kap. 7 §). */

type Tools = Pick<CaseTools, 'store' | 'channels' | 'clock'>;

/**
 * Deletes everything the reporter sent, at once, when the outcome leaves nothing to keep. The unit's replies stay until the
 * access ends, so that the reporter can still be told why.
 * @throws IllegalStep when the outcome, or a demanded export, keeps it
 */
export async function eraseAtOnce(tools: Tools, caseId: string): Promise<Decided> {
  const messages = await tools.store.messages(caseId);
  const reports = messages.filter(
    ({ audience, kind }) => audience === 'unit' || kind === 'receipt',
  );
  const decided = await decide(tools, caseId, ({ today }) => ({
    steps: [{ kind: 'content-deleted', day: today, reason: 'at-once' }],
    deleteMessages: reports.map(({ id }) => id),
  }));
  await tools.store.forget();
  return decided;
}

/**
 * Deletes single sealed parts of a case, by their ids. The history says that something went and why, not what.
 * @returns `gone` also when a part is not one of this case's
 */
export async function eraseParts(
  tools: Tools,
  caseId: string,
  partIds: readonly string[],
  reason: PartDeletionReason,
): Promise<Decided> {
  const messages = await tools.store.messages(caseId);
  const own = new Set(messages.flatMap(({ parts }) => parts.map(({ id }) => id)));
  if (partIds.length === 0 || partIds.some((id) => !own.has(id))) return 'gone';
  const decided = await decide(tools, caseId, ({ today }) => ({
    steps: [{ kind: 'part-deleted', day: today, reason }],
    deleteParts: partIds,
  }));
  await tools.store.forget();
  return decided;
}
