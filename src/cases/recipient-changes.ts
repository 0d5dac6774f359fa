import type { Channel } from '../config/schema.ts';
import { fingerprint } from '../seal/recipients.ts';
import type { RecipientChange, SeenRecipient, Store } from '../store/store.ts';
import type { Ledger } from './ledger.ts';

/** Keys that reports are sealed to, and the alarm when they are others than before. */

type KeysOfChannel = Pick<Channel, 'id' | 'recipients'>;

/**
 * Compares what each channel is sealed to with what it was at the last call, notes the difference in the register, and keeps
 * it until a member says to know of it. What a channel has at its first call is entered without an alarm: there is nothing
 * to compare it with. To be called at every start, and by whatever changes the configuration.
 * @param day YYYY-MM-DD
 * @returns the changes found now
 */
export async function noteRecipients(
  store: Pick<Store, 'recipients'>,
  ledger: Ledger,
  channels: readonly KeysOfChannel[],
  day: string,
): Promise<Omit<RecipientChange, 'number'>[]> {
  const all = await store.recipients.seen();
  const found: Omit<RecipientChange, 'number'>[] = [];
  for (const { id, recipients } of channels) {
    const before = all.filter(({ channel }) => channel === id);
    const now = recipients.map(
      ({ name, key }): SeenRecipient => ({ channel: id, name, fingerprint: fingerprint(key) }),
    );
    const changes = [
      ...missingFrom(before, now).map((seen) => ({ ...seen, day, change: 'added' }) as const),
      ...missingFrom(now, before).map((seen) => ({ ...seen, day, change: 'removed' }) as const),
    ];
    if (changes.length === 0 && sameNames(before, now)) continue;
    const entries = changes.map(({ change, channel, fingerprint: print }) =>
      ledger.writer({
        day,
        actor: 'sysadmin',
        action: change === 'added' ? 'recipient-added' : 'recipient-removed',
        about: null,
        detail: [channel, print],
      }),
    );
    const alarming = before.length === 0 ? [] : changes;
    await store.recipients.note(id, now, alarming, entries);
    found.push(...alarming);
  }
  return found;
}

/** Those of `these` whose key is not among `known`. */
function missingFrom(known: readonly SeenRecipient[], these: readonly SeenRecipient[]) {
  const prints = new Set(known.map((one) => one.fingerprint));
  return these.filter((one) => !prints.has(one.fingerprint));
}

function sameNames(before: readonly SeenRecipient[], now: readonly SeenRecipient[]): boolean {
  return now.every((one) =>
    before.some((other) => other.fingerprint === one.fingerprint && other.name === one.name),
  );
}
