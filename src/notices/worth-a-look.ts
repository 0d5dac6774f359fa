import { OPEN_STAGES } from '../cases/case.ts';
import { addDays, dayOf } from '../cases/day.ts';
import { roleMark } from '../cases/left-out.ts';
import type { CaseTools } from '../cases/tools.ts';
import type { Notices } from '../config/notices-schema.ts';

type Tools = Pick<CaseTools, 'store' | 'channels' | 'clock' | 'pepper'>;

/**
 * Whether a receiver should look: something came that nobody of the unit has seen, something is due by tomorrow or late, or
 * keys were changed. Cases that leave the receiver out are passed over: the mail must not tell of them either.
 */
export async function worthALook(
  { store, channels, clock, pepper }: Tools,
  receiver: Notices['to'][number],
): Promise<boolean> {
  const wanted = channels
    .map(({ id }) => id)
    .filter((id) => receiver.channels?.includes(id) ?? true);
  const duties = receiver.duties.map((duty) => roleMark(pepper, duty));
  if (await store.lists.anythingUnseen(wanted, duties)) return true;
  const tomorrow = addDays(dayOf(clock(), channels[0]?.timeZone ?? 'UTC'), 1);
  const query = { channels: wanted, stages: OPEN_STAGES, duties };
  if ((await store.lists.countDue({ ...query, dueBefore: addDays(tomorrow, 1) })) > 0) return true;
  const changes = await store.recipients.changes();
  return changes.some(({ channel }) => wanted.includes(channel));
}
