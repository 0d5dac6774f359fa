import { OPEN_STAGES } from '../cases/case.ts';
import { dayOf } from '../cases/day.ts';
import { type Ledger, verifyLedger } from '../cases/ledger.ts';
import type { Channel } from '../config/schema.ts';
import type { Store } from '../store/store.ts';
import { type Finding, ok, unsafe, warning } from './finding.ts';

/** Deadlines that have passed: a number, and nothing of the cases. */
export async function checkDeadlines(
  store: Pick<Store, 'lists'>,
  channels: readonly Pick<Channel, 'id' | 'timeZone'>[],
  now: Date,
): Promise<Finding[]> {
  let late = 0;
  for (const { id, timeZone } of channels) {
    const dueBefore = dayOf(now, timeZone);
    const query = { channels: [id], stages: OPEN_STAGES, duties: [], dueBefore };
    late += await store.lists.countDue(query);
  }
  const subject = 'deadlines';
  if (late === 0) return [ok(subject, 'none has passed')];
  const says = `${late} ${late === 1 ? 'case is' : 'cases are'} late`;
  return [warning(subject, says, 'tell the unit; the desk shows which')];
}

export async function checkLedger(
  store: Pick<Store, 'ledger' | 'allCases'>,
  ledger: Ledger,
): Promise<Finding[]> {
  const { entries, head, problems } = await verifyLedger(store, ledger);
  const subject = 'register';
  if (problems.length === 0) return [ok(subject, `${entries} entries, head ${head || 'none'}`)];
  const says = `${problems.length} things in it are not as they were written`;
  return [unsafe(subject, says, 'npm run --silent ledger -- verify names them; tell the unit')];
}

/** Keys that came or went, and that no administrator of the desk has said to know of. */
export async function checkChangedKeys(store: Pick<Store, 'recipients'>): Promise<Finding[]> {
  const changes = await store.recipients.changes();
  const subject = 'changed keys';
  if (changes.length === 0) return [ok(subject, 'the unit knows of every key')];
  const says = `${changes.length} came or went, and the unit has not yet said that it knows`;
  return [warning(subject, says, 'an administrator of the desk compares the fingerprints there')];
}
