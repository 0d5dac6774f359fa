import { setImmediate } from 'node:timers/promises';
import type { Database } from './database.ts';
import { type LedgerWriter, ledgerRows } from './ledger-rows.ts';
import { messageRows, type NewMessage } from './message-rows.ts';
import { type CaseStub, reckonedRows } from './reckoned-rows.ts';
import type { Staged } from './sealed-files.ts';

/** A case as the server knows it: nothing that tells what it is about. */
export interface CaseRow {
  id: string;
  /** The channel the case is in now. */
  channel: string;
  /** The channel at whose address it was reported and is answered. */
  entrance: string;
  /** Keyed hash of the mailbox id, 32 bytes; null once the reporter's access has ended. */
  mailboxHash: Buffer | null;
  /** The reporter's own age recipient, to which replies are sealed; null once the access has ended. */
  replyRecipient: string | null;
  language: string;
  /** Day on which the report came in, YYYY-MM-DD. */
  received: string;
  /** Keyed hashes, hex, of the roles that must not see the case. */
  leftOut: readonly string[];
}

/** One entry of a case's history: a kind, a day, and codes. */
export interface EventRow {
  kind: string;
  /** YYYY-MM-DD. */
  day: string;
  detail: Record<string, unknown>;
}

/** What is done to a case in one transaction. */
export interface CaseChange {
  /** How many events the history had when the change was planned; another number means that somebody was faster. */
  after: number;
  events: readonly EventRow[];
  /** The day on which the sweep has to look at the case next, or null. */
  nextSweep: string | null;
  /** The channel the case is in now. */
  channel: string;
  messages?: readonly NewMessage[];
  deleteMessages?: readonly string[];
  deleteParts?: readonly string[];
  /** Parts that are sealed anew: the file of the one takes the place of the other. */
  replaceParts?: readonly { id: string; by: Staged }[];
  /** The channel that handed the case over and may go on looking at its dates. */
  follower?: string;
  /** Held messages that are sent now, and under which kind. */
  release?: { messages: readonly string[]; kind: string; now: number };
  /** The code opens nothing any more. */
  endAccess?: boolean;
  /** How the desk's lists show the case now, and what its stubs are; left out, nothing changes there. */
  listing?: CaseListing;
  stubs?: readonly CaseStub[];
  /** What the register says of it, in the same transaction. */
  ledger?: LedgerWriter;
}

/** What the desk's lists are sorted and filtered by. */
export interface CaseListing {
  stage: string;
  /** The next thing somebody must do and its day; null when there is none. */
  due: { kind: string; day: string } | null;
  test: boolean;
}

/** `again`: a message with the same one-time id is there. `conflict`: plan it anew. `late`: held files were dropped. */
export type Changed = 'done' | 'again' | 'gone' | 'conflict' | 'late';

type StoredCase = Omit<CaseRow, 'leftOut'> & { leftOut: string };

function readRow(row: StoredCase): CaseRow {
  return { ...row, leftOut: JSON.parse(row.leftOut) };
}

function caseRow(row: StoredCase | undefined): CaseRow | null {
  return row === undefined ? null : readRow(row);
}

const HISTORIES_AT_ONCE = 500;

function eventRow({ kind, day, detail }: { kind: string; day: string; detail: string }): EventRow {
  return { kind, day, detail: JSON.parse(detail) };
}

/** The queries on cases and their history. Each function is one transaction. */
export function caseRows(database: Database) {
  const messages = messageRows(database);
  const ledger = ledgerRows(database);
  const reckoned = reckonedRows(database);
  const columns = `id, channel, entrance, mailbox_hash as mailboxHash, reply_recipient as replyRecipient, language, received,
    (select json_group_array(hex(who)) from left_out where case_id = id) as leftOut`;
  const insertCase = database.prepare(
    `insert into cases (id, channel, entrance, mailbox_hash, reply_recipient, language, received, next_sweep)
     values (@id, @channel, @entrance, @mailboxHash, @replyRecipient, @language, @received, @nextSweep)`,
  );
  const leaveOut = database.prepare(`insert into left_out (case_id, who) values (?, unhex(?))`);
  const follow = database.prepare(
    `insert into followed (channel, case_id) values (?, ?) on conflict do nothing`,
  );
  const unfollow = database.prepare(`delete from followed where channel = ? and case_id = ?`);
  const byMailbox = database.prepare<[Buffer], StoredCase>(
    `select ${columns} from cases where mailbox_hash = ?`,
  );
  const byId = database.prepare<[string], StoredCase>(`select ${columns} from cases where id = ?`);
  const all = database.prepare<[], StoredCase>(
    `select ${columns} from cases order by received, id`,
  );
  const update = database.prepare(
    `update cases set next_sweep = @nextSweep, channel = @channel where id = @id`,
  );
  const noteLastMessage = database.prepare(
    `update cases set last_message =
       (select coalesce(max(number), 0) from messages
        where case_id = @id and audience = 'unit' and held_until is null)
     where id = @id`,
  );
  const endAccess = database.prepare(
    `update cases set mailbox_hash = null, reply_recipient = null where id = ?`,
  );
  const deleteCase = database.prepare(`delete from cases where id = ?`);
  const due = database.prepare<[string, number], { id: string }>(
    `select id from cases where next_sweep <= ? order by next_sweep limit ?`,
  );
  const insertEvent = database.prepare(
    `insert into events (case_id, number, day, kind, detail) values (@caseId, @number, @day, @kind, @detail)`,
  );
  const eventsOf = database.prepare<[string], { kind: string; day: string; detail: string }>(
    `select kind, day, detail from events where case_id = ? order by number`,
  );
  const eventsAfter = database.prepare<
    [string, number],
    { caseId: string; kind: string; day: string; detail: string }
  >(
    `select case_id as caseId, kind, day, detail from events
     where case_id in (select id from cases where id > ? order by id limit ?) order by case_id, number`,
  );
  const eventCount = database.prepare<[string], { count: number }>(
    `select count(*) as count from events where case_id = ?`,
  );
  const addStub = database.prepare(
    `insert into stubs (stub, count) values (?, 1) on conflict (stub) do update set count = count + 1`,
  );
  const allStubs = database.prepare<[], { stub: string; count: number }>(
    `select stub, count from stubs order by stub`,
  );

  function appendEvents(caseId: string, after: number, events: readonly EventRow[]): void {
    for (const [index, { kind, day, detail }] of events.entries()) {
      insertEvent.run({
        caseId,
        number: after + index + 1,
        kind,
        day,
        detail: JSON.stringify(detail),
      });
    }
  }

  /** What follows from every change of a case. */
  function after(id: string, change: Pick<CaseChange, 'listing' | 'stubs' | 'ledger'>): void {
    reckoned.keep(id, change);
    noteLastMessage.run({ id });
    if (change.ledger) ledger.append(change.ledger);
  }

  // Immediate: a transaction that reads before it writes is refused at once when somebody else is writing, a command or the
  // checkpoint after a deletion; one that begins by writing waits its turn (sqlite.org/c3ref, busy_handler).
  return {
    /** False when the mailbox exists already: the form was sent twice. */
    add: database.transaction((row: CaseRow, change: Omit<CaseChange, 'after'>): boolean => {
      if (row.mailboxHash !== null && byMailbox.get(row.mailboxHash) !== undefined) return false;
      insertCase.run({ ...row, nextSweep: change.nextSweep });
      for (const who of row.leftOut) leaveOut.run(row.id, who);
      appendEvents(row.id, 0, change.events);
      for (const message of change.messages ?? []) messages.add(row.id, message);
      after(row.id, change);
      return true;
    }).immediate,

    change: database.transaction((id: string, change: CaseChange): Changed => {
      if (byId.get(id) === undefined) return 'gone';
      if (change.messages?.some(({ once }) => once !== null && messages.hasOnce(id, once)))
        return 'again';
      if (eventCount.get(id)?.count !== change.after) return 'conflict';
      const { release } = change;
      if (release?.messages.some((message) => !messages.isHeld(message, release.now)))
        return 'late';
      appendEvents(id, change.after, change.events);
      for (const message of change.messages ?? []) messages.add(id, message);
      for (const message of change.deleteMessages ?? []) messages.delete(message);
      for (const part of change.deleteParts ?? []) messages.deletePart(part);
      for (const { id: old, by } of change.replaceParts ?? []) messages.replacePart(old, by);
      for (const message of release?.messages ?? []) messages.release(message, release?.kind ?? '');
      if (change.endAccess) endAccess.run(id);
      update.run({ id, nextSweep: change.nextSweep, channel: change.channel });
      // Whoever has a case follows it no more.
      unfollow.run(change.channel, id);
      if (change.follower !== undefined) follow.run(change.follower, id);
      after(id, change);
      return 'done';
    }).immediate,

    /** Takes a case away and leaves its stubs; false when it was gone already. */
    remove: database.transaction((id: string, stubs: readonly string[], note?: LedgerWriter) => {
      if (deleteCase.run(id).changes === 0) return false;
      if (note) ledger.append(note);
      for (const stub of stubs) addStub.run(stub);
      return true;
    }).immediate,

    byMailbox: (hash: Buffer) => caseRow(byMailbox.get(hash)),
    byId: (id: string) => caseRow(byId.get(id)),
    all: () => all.all().map(readRow),
    events: (id: string): EventRow[] => eventsOf.all(id).map(eventRow),
    /** Read in bites, so that pages are answered in between and nothing is held open. */
    async *histories(): AsyncGenerator<{ caseId: string; events: EventRow[] }> {
      for (let from = ''; ; ) {
        const bite = eventsAfter.all(from, HISTORIES_AT_ONCE);
        const cases = Map.groupBy(bite, ({ caseId }) => caseId);
        for (const [caseId, rows] of cases) {
          yield { caseId, events: rows.map(eventRow) };
          from = caseId;
        }
        if (cases.size === 0) return;
        await setImmediate();
      }
    },
    due: (day: string, most: number) => due.all(day, most).map(({ id }) => id),
    stubs: () => allStubs.all(),
  };
}
