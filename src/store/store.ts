import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  type CaseRow,
  caseRows,
  type MessageRow,
  type NewMessage,
  type PartRow,
} from './case-rows.ts';
import { checkpoint, openDatabase } from './database.ts';
import { openSealedFiles, type Staged } from './sealed-files.ts';

export type { Audience, CaseRow, MessageRow, NewMessage, PartRow } from './case-rows.ts';
export type { Staged } from './sealed-files.ts';

/**
 * Everything that rests: rows in a database and sealed files beside it. A sealed file is staged, fsynced and renamed
 * before the one transaction that names it; so what is acknowledged is whole, and what is not leaves at most a file
 * that the next start removes. All functions return promises, so that another engine can stand behind them.
 */
export interface Store {
  /** Writes a sealed file that no row names yet. The caller adds or discards it. */
  stage(sealed: AsyncIterable<Uint8Array>): Promise<Staged>;
  discard(staged: readonly Staged[]): Promise<void>;
  /** Makes a case exist, with its first messages. False, and the staged files are gone, when its mailbox exists. */
  addCase(row: CaseRow, messages: readonly NewMessage[]): Promise<boolean>;
  /** False, and the staged files are gone, when the same form came before or the case was deleted. */
  addMessages(caseId: string, messages: readonly NewMessage[]): Promise<boolean>;
  caseByMailbox(hash: Buffer): Promise<CaseRow | null>;
  caseById(id: string): Promise<CaseRow | null>;
  allCases(): Promise<CaseRow[]>;
  messages(caseId: string): Promise<MessageRow[]>;
  readPart(part: PartRow, range?: { start: number; end: number }): Readable;
  /** Sends a held message on; false when its time was over. */
  releaseHeld(messageId: string, kind: string, now: Date): Promise<boolean>;
  deleteMessage(messageId: string): Promise<void>;
  /** Deletes held messages whose time is over; gives their number. */
  dropExpiredHeld(now: Date): Promise<number>;
  /** Removes files that no row names and counts rows without a file. Only while the data folder is locked. */
  reconcile(): Promise<{ removedFiles: number; missingFiles: number }>;
  close(): Promise<void>;
}

export async function openStore(dir: string): Promise<Store> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const files = await openSealedFiles(join(dir, 'sealed'));
  const database = openDatabase(join(dir, 'sluse.db'));
  const rows = caseRows(database);

  async function add(messages: readonly NewMessage[], insert: () => boolean): Promise<boolean> {
    const ids = messages.flatMap(({ parts }) => parts.map(({ id }) => id));
    let added = false;
    try {
      await files.settle(ids);
      added = insert();
    } finally {
      if (!added) await files.discard(ids);
    }
    return added;
  }

  async function deleteMessage(id: string): Promise<void> {
    // Rows first: a crash in between leaves files without rows, which the next start removes.
    const ids = rows.deleteMessage(id);
    checkpoint(database);
    await files.discard(ids);
  }

  return {
    stage: (sealed) => files.stage(sealed),
    discard: (staged) => files.discard(staged.map(({ id }) => id)),
    addCase: (row, messages) => add(messages, () => rows.addCase(row, messages)),
    addMessages: (caseId, messages) => add(messages, () => rows.addMessages(caseId, messages)),
    caseByMailbox: async (hash) => rows.caseByMailbox(hash),
    caseById: async (id) => rows.caseById(id),
    allCases: async () => rows.allCases(),
    messages: async (caseId) => rows.messages(caseId),
    readPart: (part, range) => files.read(part.id, range),
    releaseHeld: async (id, kind, now) => rows.release(id, kind, unixSeconds(now)),
    deleteMessage,
    async dropExpiredHeld(now) {
      const expired = rows.expiredHeld(unixSeconds(now));
      for (const id of expired) await deleteMessage(id);
      return expired.length;
    },
    async reconcile() {
      const onDisk = new Set(await files.sweepUnfinished());
      const named = new Set(rows.everyPartId());
      const orphans = onDisk.difference(named);
      await files.discard([...orphans]);
      return { removedFiles: orphans.size, missingFiles: named.difference(onDisk).size };
    },
    async close() {
      checkpoint(database);
      database.close();
    },
  };
}

function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
