import { type FileHandle, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  type CaseChange,
  type CaseRow,
  type Changed,
  caseRows,
  type EventRow,
} from './case-rows.ts';
import { checkpoint, openForgetting } from './checkpoint.ts';
import { openDatabase } from './database.ts';
import { type LedgerStore, type LedgerWriter, ledgerStore } from './ledger-rows.ts';
import { type CaseLists, caseLists } from './list-rows.ts';
import { type MemberStore, memberStore } from './member-rows.ts';
import { type MessageRow, messageRows, type PartRow } from './message-rows.ts';
import { type NoticeStore, noticeStore } from './notice-rows.ts';
import { type RecipientStore, recipientStore } from './recipient-rows.ts';
import { type ReckonedStore, reckonedStore } from './reckoned-rows.ts';
import { openSealedFiles, type Staged } from './sealed-files.ts';

export type { CaseChange, CaseListing, CaseRow, Changed, EventRow } from './case-rows.ts';
export type { LedgerHead, LedgerRow, LedgerStore, LedgerWriter } from './ledger-rows.ts';
export type { CaseLists, ListedCase, ListPlace, ListQuery } from './list-rows.ts';
export type { MemberRow, MemberStore, Rights } from './member-rows.ts';
export type { Audience, MessageRow, NewMessage, PartRow } from './message-rows.ts';
export type { RecipientChange, RecipientStore, SeenRecipient } from './recipient-rows.ts';
export type { CaseStub, LivingStub, Reckoned, ReckonedStore } from './reckoned-rows.ts';
export type { Staged } from './sealed-files.ts';

/**
 * Everything that rests: rows in a database and sealed files beside it. A sealed file is staged, fsynced and renamed
 * before the one transaction that names it, and loses its row before it is deleted; so what is acknowledged is whole, and
 * a crash leaves at most a file that the next start removes. All functions return promises, so that another engine can
 * stand behind them.
 */
export interface Store {
  /** Writes a sealed file that no row names yet. The caller adds or discards it. */
  stage(sealed: AsyncIterable<Uint8Array>): Promise<Staged>;
  discard(staged: readonly Staged[]): Promise<void>;
  /** Opens a staged file for reading at any place. The caller closes it. */
  openStaged(staged: Staged): Promise<FileHandle>;
  /** Makes a case exist. False, and its staged files are gone, when its mailbox exists. */
  addCase(row: CaseRow, change: Omit<CaseChange, 'after'>): Promise<boolean>;
  /** Changes a case in one transaction. Unless `done`, nothing has changed; staged files are gone unless `conflict`. */
  changeCase(id: string, change: CaseChange): Promise<Changed>;
  caseByMailbox(hash: Buffer): Promise<CaseRow | null>;
  caseById(id: string): Promise<CaseRow | null>;
  allCases(): Promise<CaseRow[]>;
  history(caseId: string): Promise<EventRow[]>;
  messages(caseId: string): Promise<MessageRow[]>;
  readPart(part: PartRow, range?: { start: number; end: number }): Readable;
  /** Notes that the reporter's code could not open a reply. */
  markUnreadable(messageId: string): Promise<void>;
  /** Deletes held messages whose time is over; gives their number. */
  dropExpiredHeld(now: Date): Promise<number>;
  /** Cases that the sweep has to look at on `day`, the longest waiting first, at most `most`. */
  casesToSweep(day: string, most: number): Promise<string[]>;
  /** Takes a case and all its files away and leaves its stubs. */
  removeCase(id: string, stubs: readonly string[], ledger?: LedgerWriter): Promise<void>;
  /** What remains of removed cases. */
  stubs(): Promise<{ stub: string; count: number }[]>;
  /** Every history there is, case after case: for figures. */
  histories(): AsyncIterable<{ caseId: string; events: EventRow[] }>;
  lists: CaseLists;
  members: MemberStore;
  ledger: LedgerStore;
  reckoned: ReckonedStore;
  recipients: RecipientStore;
  notices: NoticeStore;
  /** Makes deletions final: until then deleted rows can be read in the database's log. */
  forget(): Promise<void>;
  /** Removes files that no row names and counts rows without a file. Only while the data folder is locked. */
  reconcile(): Promise<{ removedFiles: number; missingFiles: number }>;
  close(): Promise<void>;
}

export async function openStore(dir: string): Promise<Store> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const files = await openSealedFiles(join(dir, 'sealed'));
  const path = join(dir, 'sluse.db');
  const database = openDatabase(path);
  const forgetting = openForgetting(path);
  const cases = caseRows(database);
  const messages = messageRows(database);

  /** Gives staged files their names and then lets rows name them; takes them away again when no row does. */
  async function settled<T>(
    change: Pick<CaseChange, 'messages' | 'replaceParts'>,
    insert: () => T,
    keeps: (result: T) => boolean,
  ): Promise<T> {
    const added = (change.messages ?? []).flatMap(({ parts }) => parts);
    const replacing = (change.replaceParts ?? []).map(({ by }) => by);
    const ids = [...added, ...replacing].map(({ id }) => id);
    let kept = false;
    try {
      await files.settle(ids);
      const result = insert();
      kept = keeps(result);
      return result;
    } finally {
      if (!kept) await files.discard(ids);
    }
  }

  return {
    stage: (sealed) => files.stage(sealed),
    openStaged: ({ id }) => files.openStaged(id),
    discard: (staged) => files.discard(staged.map(({ id }) => id)),
    addCase: (row, change) =>
      settled(
        change,
        () => cases.add(row, change),
        (added) => added,
      ),
    async changeCase(id, change) {
      // Rows first: a crash in between leaves files without rows, which the next start removes.
      const parts = [
        ...(change.deleteParts ?? []),
        ...(change.replaceParts ?? []).map(({ id: replaced }) => replaced),
        ...(change.deleteMessages ?? []).flatMap(messages.partIds),
      ];
      const changed = await settled(
        change,
        () => cases.change(id, change),
        (result) => result === 'done' || result === 'conflict',
      );
      if (changed === 'done' && parts.length > 0) await files.discard(parts);
      return changed;
    },
    caseByMailbox: async (hash) => cases.byMailbox(hash),
    caseById: async (id) => cases.byId(id),
    allCases: async () => cases.all(),
    history: async (caseId) => cases.events(caseId),
    messages: async (caseId) => messages.ofCase(caseId),
    readPart: (part, range) => files.read(part.id, range),
    markUnreadable: async (id) => messages.markUnreadable(id),
    async dropExpiredHeld(now) {
      const expired = messages.expired(Math.floor(now.getTime() / 1000));
      for (const id of expired) {
        const parts = messages.partIds(id);
        messages.delete(id);
        await files.discard(parts);
      }
      if (expired.length > 0) await forgetting.forget();
      return expired.length;
    },
    casesToSweep: async (day, most) => cases.due(day, most),
    async removeCase(id, stubs, ledger) {
      const parts = messages.ofCase(id).flatMap((message) => message.parts.map((part) => part.id));
      if (cases.remove(id, stubs, ledger)) await files.discard(parts);
    },
    stubs: async () => cases.stubs(),
    histories: () => cases.histories(),
    lists: caseLists(database),
    members: memberStore(database),
    ledger: ledgerStore(database),
    reckoned: reckonedStore(database),
    recipients: recipientStore(database),
    notices: noticeStore(database),
    forget: () => forgetting.forget(),
    async reconcile() {
      const onDisk = new Set(await files.sweepUnfinished());
      const named = new Set(messages.everyPartId());
      const orphans = onDisk.difference(named);
      await files.discard([...orphans]);
      return { removedFiles: orphans.size, missingFiles: named.difference(onDisk).size };
    },
    async close() {
      await forgetting.close();
      checkpoint(database);
      database.close();
    },
  };
}
