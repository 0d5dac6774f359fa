import type { Database } from './database.ts';
import type { Staged } from './sealed-files.ts';

/** To whom a message is sealed. */
export type Audience = 'unit' | 'reporter';

export interface MessageRow {
  id: string;
  caseId: string;
  /** 1, 2, 3 … within the case. */
  number: number;
  kind: string;
  audience: Audience;
  day: string;
  /** Unix seconds until which the message waits for the reporter's word, or null. */
  heldUntil: number | null;
  /** 1 when the reporter's code could not open this reply. */
  unreadable: number;
  parts: PartRow[];
}

export interface PartRow {
  id: string;
  /** The part's name in its message, `message.txt`. */
  name: string;
  /** Of the sealed file. */
  bytes: number;
  sha256: Buffer;
}

export type NewMessage = Omit<MessageRow, 'number' | 'parts' | 'caseId' | 'unreadable'> & {
  /** Keyed hash of the form's one-time id: the same form sent again makes no second message. */
  once: Buffer | null;
  parts: readonly (Staged & { name: string })[];
};

/** The queries on messages and their parts; those that change something run inside a transaction of case-rows.ts. */
export function messageRows(database: Database) {
  const insertMessage = database.prepare(
    `insert into messages (id, case_id, number, kind, audience, day, once, held_until)
     values (@id, @caseId, (select coalesce(max(number), 0) + 1 from messages where case_id = @caseId),
             @kind, @audience, @day, @once, @heldUntil)`,
  );
  const insertPart = database.prepare(
    `insert into parts (id, message_id, position, name, bytes, sha256)
     values (@id, @messageId, @position, @name, @bytes, @sha256)`,
  );
  const ofCase = database.prepare<[string], Omit<MessageRow, 'parts'>>(
    `select id, case_id as caseId, number, kind, audience, day, held_until as heldUntil, unreadable
     from messages where case_id = ? order by number`,
  );
  const partsOf = database.prepare<[string], PartRow>(
    `select id, name, bytes, sha256 from parts where message_id = ? order by position`,
  );
  const byOnce = database.prepare<[string, Buffer], { id: string }>(
    `select id from messages where case_id = ? and once = ?`,
  );
  const everyPart = database.prepare<[], { id: string }>(`select id from parts`);
  const deleteMessage = database.prepare(`delete from messages where id = ?`);
  const deletePart = database.prepare(`delete from parts where id = ?`);
  const replacePart = database.prepare(
    `update parts set id = @id, bytes = @bytes, sha256 = @sha256 where id = @old`,
  );
  const release = database.prepare(
    `update messages set held_until = null, kind = @kind where id = @id`,
  );
  const heldUntil = database.prepare<[string], { heldUntil: number | null }>(
    `select held_until as heldUntil from messages where id = ?`,
  );
  const markUnreadable = database.prepare(`update messages set unreadable = 1 where id = ?`);
  const expired = database.prepare<[number], { id: string }>(
    `select id from messages where held_until <= ?`,
  );

  return {
    add(caseId: string, message: NewMessage): void {
      const { parts, ...row } = message;
      insertMessage.run({ ...row, caseId });
      for (const [position, part] of parts.entries()) {
        insertPart.run({ ...part, messageId: message.id, position });
      }
    },
    ofCase: database.transaction((caseId: string): MessageRow[] =>
      ofCase.all(caseId).map((row) => ({ ...row, parts: partsOf.all(row.id) })),
    ),
    hasOnce: (caseId: string, once: Buffer) => byOnce.get(caseId, once) !== undefined,
    delete: (id: string) => void deleteMessage.run(id),
    deletePart: (id: string) => void deletePart.run(id),
    /** The row keeps its place and name; its file is another one. */
    replacePart(old: string, by: Staged): void {
      if (replacePart.run({ ...by, old }).changes !== 1)
        throw new Error('a part that is replaced is gone');
    },
    partIds: (id: string) => partsOf.all(id).map((part) => part.id),
    isHeld: (id: string, now: number) => (heldUntil.get(id)?.heldUntil ?? 0) > now,
    /** Turns a held message into a sent one. */
    release: (id: string, kind: string) => void release.run({ id, kind }),
    markUnreadable: (id: string) => void markUnreadable.run(id),
    expired: (now: number) => expired.all(now).map((row) => row.id),
    everyPartId: () => everyPart.all().map((row) => row.id),
  };
}
