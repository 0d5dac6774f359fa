import type { Database } from './database.ts';
import type { Staged } from './sealed-files.ts';

/** A case as the server knows it: nothing that tells what it is about. */
export interface CaseRow {
  id: string;
  channel: string;
  /** Keyed hash of the mailbox id, 32 bytes. */
  mailboxHash: Buffer;
  /** The reporter's own age recipient, to which replies are sealed. */
  replyRecipient: string;
  language: string;
  /** Day on which the report came in, YYYY-MM-DD. */
  received: string;
}

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

export type NewMessage = Omit<MessageRow, 'number' | 'parts' | 'caseId'> & {
  /** Keyed hash of the form's one-time id: the same form sent again makes no second message. */
  once: Buffer | null;
  parts: readonly (Staged & { name: string })[];
};

/** The queries on cases, messages and parts. Each function is one transaction. */
export function caseRows(database: Database) {
  const insertCase = database.prepare(
    `insert into cases (id, channel, mailbox_hash, reply_recipient, language, received)
     values (@id, @channel, @mailboxHash, @replyRecipient, @language, @received)`,
  );
  const insertMessage = database.prepare(
    `insert into messages (id, case_id, number, kind, audience, day, once, held_until)
     values (@id, @caseId, (select coalesce(max(number), 0) + 1 from messages where case_id = @caseId),
             @kind, @audience, @day, @once, @heldUntil)`,
  );
  const insertPart = database.prepare(
    `insert into parts (id, message_id, position, name, bytes, sha256)
     values (@id, @messageId, @position, @name, @bytes, @sha256)`,
  );
  const caseColumns = `id, channel, mailbox_hash as mailboxHash, reply_recipient as replyRecipient, language, received`;
  const caseByMailbox = database.prepare<[Buffer], CaseRow>(
    `select ${caseColumns} from cases where mailbox_hash = ?`,
  );
  const caseById = database.prepare<[string], CaseRow>(
    `select ${caseColumns} from cases where id = ?`,
  );
  const allCases = database.prepare<[], CaseRow>(
    `select ${caseColumns} from cases order by received, id`,
  );
  const messageColumns = `id, case_id as caseId, number, kind, audience, day, held_until as heldUntil`;
  const messagesOfCase = database.prepare<[string], Omit<MessageRow, 'parts'>>(
    `select ${messageColumns} from messages where case_id = ? order by number`,
  );
  const partsOfMessage = database.prepare<[string], PartRow>(
    `select id, name, bytes, sha256 from parts where message_id = ? order by position`,
  );
  const messageByOnce = database.prepare<[string, Buffer], { id: string }>(
    `select id from messages where case_id = ? and once = ?`,
  );
  const partIdsOfMessage = database.prepare<[string], { id: string }>(
    `select id from parts where message_id = ?`,
  );
  const expiredHeld = database.prepare<[number], { id: string }>(
    `select id from messages where held_until <= ?`,
  );
  const everyPart = database.prepare<[], { id: string }>(`select id from parts`);
  const deleteMessage = database.prepare(`delete from messages where id = ?`);
  const release = database.prepare(
    `update messages set held_until = null, kind = @kind where id = @id and held_until > @now`,
  );

  function addMessage(caseId: string, message: NewMessage): void {
    const { parts, ...row } = message;
    insertMessage.run({ ...row, caseId });
    parts.forEach((part, position) => {
      insertPart.run({ ...part, messageId: message.id, position });
    });
  }

  return {
    /** False when the mailbox exists already: the form was sent twice. */
    addCase: database.transaction((row: CaseRow, messages: readonly NewMessage[]): boolean => {
      if (caseByMailbox.get(row.mailboxHash) !== undefined) return false;
      insertCase.run(row);
      for (const message of messages) addMessage(row.id, message);
      return true;
    }),
    /** False when a message with the same one-time id is there, or the case is gone. */
    addMessages: database.transaction(
      (caseId: string, messages: readonly NewMessage[]): boolean => {
        if (caseById.get(caseId) === undefined) return false;
        const sent = messages.some(({ once }) => once !== null && messageByOnce.get(caseId, once));
        if (sent) return false;
        for (const message of messages) addMessage(caseId, message);
        return true;
      },
    ),
    caseByMailbox: (hash: Buffer) => caseByMailbox.get(hash) ?? null,
    caseById: (id: string) => caseById.get(id) ?? null,
    allCases: () => allCases.all(),
    messages: database.transaction((caseId: string): MessageRow[] =>
      messagesOfCase.all(caseId).map((row) => ({ ...row, parts: partsOfMessage.all(row.id) })),
    ),
    /** Turns a held message into a sent one; false when its time is over. */
    release: (id: string, kind: string, now: number) =>
      release.run({ id, kind, now }).changes === 1,
    /** Deletes a message's rows and gives the ids of its files. */
    deleteMessage: database.transaction((id: string): string[] => {
      const parts = partIdsOfMessage.all(id).map((part) => part.id);
      deleteMessage.run(id);
      return parts;
    }),
    expiredHeld: (now: number) => expiredHeld.all(now).map((row) => row.id),
    everyPartId: () => everyPart.all().map((row) => row.id),
  };
}
