import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type LedgerWriter, ledgerRows } from './ledger-rows.ts';

/**
 * The journal of what was deleted: a sealed file by its id, and, with a byte more, the end of a reporter's access, a case
 * by its mark, a member who was shut out. It is what a backup made before has to be told when it is restored.
 */

/** How long the journal remembers; a backup that is older is refused, because nobody knows what it would bring back. */
export const DELETIONS_KEPT_DAYS = 400;

const ACCESS = '01';
const CASE = '02';
const MEMBER = '03';

export interface Journal {
  /** Hex of what was deleted, with the day. */
  deletions: ReadonlyMap<string, string>;
  /** The outcome stubs of the removed cases, as the newest database that is known counts them. */
  stubs: ReadonlyMap<string, number>;
}

export function pruneDeletions(database: Database.Database): void {
  database
    .prepare(`delete from deletions where day < date('now', ?)`)
    .run(`-${DELETIONS_KEPT_DAYS} days`);
}

/** Reads the journal of a database that may be in use, or of an older schema that has none. */
export function readJournal(path: string): Journal {
  const database = openAsItIs(path);
  try {
    const has = database
      .prepare(`select 1 from sqlite_schema where type = 'table' and name = 'deletions'`)
      .get();
    const rows = has
      ? database
          .prepare<[], { what: string; day: string }>(
            `select lower(hex(what)) as what, day from deletions`,
          )
          .all()
      : [];
    const stubs = database
      .prepare<[], { stub: string; count: number }>(`select stub, count from stubs`)
      .all();
    return {
      deletions: new Map(rows.map(({ what, day }) => [what, day])),
      stubs: new Map(stubs.map(({ stub, count }) => [stub, count])),
    };
  } finally {
    database.close();
  }
}

/** Both: a deletion once told is never forgotten, and stubs are counted up only. */
export function joinJournals(first: Journal, second: Journal): Journal {
  const stubs = new Map(first.stubs);
  for (const [stub, count] of second.stubs) {
    stubs.set(stub, Math.max(count, stubs.get(stub) ?? 0));
  }
  return { deletions: new Map([...first.deletions, ...second.deletions]), stubs };
}

/** A sealed file that a database names. */
export interface NamedFile {
  id: string;
  bytes: number;
  sha256: Buffer;
}

export function namedFiles(path: string): NamedFile[] {
  const database = openAsItIs(path);
  try {
    return database.prepare<[], NamedFile>(`select id, bytes, sha256 from parts order by id`).all();
  } finally {
    database.close();
  }
}

/** Writes a consistent copy of a database that may be in use, without the remains of deleted rows in its free pages. */
export function snapshot(path: string, to: string): void {
  const database = openAsItIs(path);
  try {
    database.prepare(`vacuum into ?`).run(to);
  } finally {
    database.close();
  }
}

/** The version of a database's schema; 0 for a file that is none. */
export function schemaOf(path: string): number {
  if (readFileSync(path).length === 0) return 0;
  const database = openAsItIs(path);
  try {
    return database.pragma('user_version', { simple: true }) as number;
  } finally {
    database.close();
  }
}

/** Neither migrates nor checkpoints: it may be another one's. */
function openAsItIs(path: string): Database.Database {
  return new Database(path, { fileMustExist: true, timeout: 5000 });
}

/** What was deleted again in a restored database. */
export interface Deleted {
  cases: number;
  accesses: number;
  files: number;
  members: number;
}

/**
 * Deletes from a restored database everything that the journal says was deleted since, and takes over the journal and the
 * stubs. A case of which nothing that was sent is left is told so, and the sweep goes on with it. `note` makes the register's entry for a case that goes.
 */
export function deleteAgain(
  path: string,
  journal: Journal,
  note: (caseId: string) => LedgerWriter,
): Deleted {
  const database = new Database(path, { fileMustExist: true });
  database.pragma('foreign_keys = ON');
  database.pragma('secure_delete = ON');
  try {
    return database.transaction(() => deleteAgainIn(database, journal, note))();
  } finally {
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
  }
}

function deleteAgainIn(
  database: Database.Database,
  { deletions, stubs }: Journal,
  note: (caseId: string) => LedgerWriter,
): Deleted {
  const column = (sql: string) =>
    database.prepare<[], { id: string; what: string }>(sql).all() as { id: string; what: string }[];
  const gone = (sql: string) =>
    column(sql)
      .filter(({ what }) => deletions.has(what))
      .map(({ id }) => id);

  const shutOut = gone(
    `select id, lower(id) || '${MEMBER}' as what from members where state <> 'disabled'`,
  );
  const disable = database.prepare(
    `update members set state = 'disabled', salt = null, passphrase = null, totp = null, enrolment = null where id = ?`,
  );
  for (const id of shutOut) disable.run(id);

  const ended = gone(
    `select id, lower(hex(mark)) || '${ACCESS}' as what from cases where mailbox_hash is not null`,
  );
  const endAccess = database.prepare(
    `update cases set mailbox_hash = null, reply_recipient = null where id = ?`,
  );
  const tell = database.prepare(
    `insert into events (case_id, number, day, kind, detail)
     select @id, max(number) + 1, max(max(day), date('now')), @kind, @detail from events where case_id = @id`,
  );
  for (const id of ended) {
    endAccess.run(id);
    tell.run({ id, kind: 'access-ended', detail: '{"by":"reporter"}' });
  }

  const files = gone(`select id, lower(id) as what from parts`);
  const deletePart = database.prepare(`delete from parts where id = ?`);
  for (const id of files) deletePart.run(id);
  if (files.length > 0) {
    database.exec(`delete from messages where id not in (select message_id from parts)`);
  }

  const removed = gone(`select id, lower(hex(mark)) || '${CASE}' as what from cases`);
  const deleteCase = database.prepare(`delete from cases where id = ?`);
  const ledger = ledgerRows(database);
  for (const id of removed) {
    deleteCase.run(id);
    ledger.append(note(id));
  }

  if (files.length > 0) {
    const empty = column(
      `select id, '' as what from cases where id not in (select case_id from messages where audience = 'unit')
       and not exists (select 1 from events where case_id = cases.id and kind = 'content-deleted')`,
    );
    const due = database.prepare(`update cases set next_sweep = date('now') where id = ?`);
    for (const { id } of empty) {
      tell.run({ id, kind: 'content-deleted', detail: '{"reason":"retention"}' });
      due.run(id);
    }
  }

  const remember = database.prepare(
    `insert into deletions (what, day) values (unhex(?), ?) on conflict (what) do update set day = min(day, excluded.day)`,
  );
  for (const [what, day] of deletions) remember.run(what, day);
  const count = database.prepare(
    `insert into stubs (stub, count) values (?, ?) on conflict (stub) do update set count = max(count, excluded.count)`,
  );
  for (const [stub, number] of stubs) count.run(stub, number);
  return {
    cases: removed.length,
    accesses: ended.length,
    files: files.length,
    members: shutOut.length,
  };
}
