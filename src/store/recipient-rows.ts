import type { Database } from './database.ts';
import { type LedgerWriter, ledgerRows } from './ledger-rows.ts';

/** A key that a channel's reports are, or were, sealed to. */
export interface SeenRecipient {
  channel: string;
  /** As src/seal/recipients.ts makes it. */
  fingerprint: string;
  /** Who holds it, by the configuration. */
  name: string;
}

/** A key that came or went, and that nobody has yet said to know of. */
export interface RecipientChange extends SeenRecipient {
  number: number;
  /** YYYY-MM-DD, of the start at which it was noticed. */
  day: string;
  change: 'added' | 'removed';
}

export interface RecipientStore {
  seen(): Promise<SeenRecipient[]>;
  /** Notes what a channel is sealed to from now on, and what changed, in one transaction. */
  note(
    channel: string,
    now: readonly SeenRecipient[],
    changes: readonly Omit<RecipientChange, 'number'>[],
    ledger: readonly LedgerWriter[],
  ): Promise<void>;
  /** What changed, the oldest first. */
  changes(): Promise<RecipientChange[]>;
  /** Somebody knows of these; others that came in the meantime stay. */
  acknowledge(numbers: readonly number[], ledger: LedgerWriter): Promise<void>;
}

export function recipientStore(database: Database): RecipientStore {
  const ledger = ledgerRows(database);
  const seen = database.prepare<[], SeenRecipient>(
    `select channel, fingerprint, name from recipients_seen order by channel, name, fingerprint`,
  );
  const forget = database.prepare<[string]>(`delete from recipients_seen where channel = ?`);
  const remember = database.prepare<[SeenRecipient]>(
    `insert into recipients_seen (channel, fingerprint, name) values (@channel, @fingerprint, @name)`,
  );
  const add = database.prepare<[Omit<RecipientChange, 'number'>]>(
    `insert into recipient_changes (day, channel, change, name, fingerprint)
     values (@day, @channel, @change, @name, @fingerprint)`,
  );
  const changes = database.prepare<[], RecipientChange>(
    `select number, day, channel, change, name, fingerprint from recipient_changes order by number`,
  );
  const drop = database.prepare<[number]>(`delete from recipient_changes where number = ?`);

  const note = database.transaction(
    (
      channel: string,
      now: readonly SeenRecipient[],
      changed: readonly Omit<RecipientChange, 'number'>[],
      entries: readonly LedgerWriter[],
    ) => {
      forget.run(channel);
      for (const recipient of now) remember.run(recipient);
      for (const change of changed) add.run(change);
      for (const entry of entries) ledger.append(entry);
    },
  );
  const acknowledge = database.transaction((numbers: readonly number[], entry: LedgerWriter) => {
    for (const number of numbers) drop.run(number);
    ledger.append(entry);
  });

  return {
    seen: async () => seen.all(),
    note: async (...all) => note.immediate(...all),
    changes: async () => changes.all(),
    acknowledge: async (...all) => acknowledge.immediate(...all),
  };
}
