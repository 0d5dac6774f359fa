import type Database from 'better-sqlite3';

/** The data folder was written by a newer version of this software. */
export class NewerSchemaError extends Error {
  override name = 'NewerSchemaError';
}

/**
 * The schema, one step a version, forward only; a step that was released is never changed.
 *
 * What may stand in a row: random ids, keyed hashes, public keys, kinds, codes, sizes and days. Never an address, a name,
 * a word of a report, or a time of day (but for `held_until`, which is gone within the half hour).
 *
 * `channel` is where a case is now, `entrance` where it was reported and its mailbox is. `mailbox_hash` and `reply_recipient` are null once the reporter's access has ended. `events` is the history of a case as
 * src/cases/case-events.ts has it. `stubs` is what remains of deleted cases: equal ones are counted, so that they have no
 * order.
 */
const STEPS: readonly string[] = [
  `
  create table cases (
    id text primary key,
    channel text not null,
    entrance text not null,
    mailbox_hash blob unique,
    reply_recipient text,
    language text not null,
    received text not null,
    next_sweep text
  ) strict;
  create index cases_next_sweep on cases (next_sweep) where next_sweep is not null;

  create table events (
    case_id text not null references cases (id) on delete cascade,
    number integer not null,
    day text not null,
    kind text not null,
    detail text not null,
    primary key (case_id, number)
  ) strict, without rowid;

  create table stubs (
    stub text primary key,
    count integer not null
  ) strict, without rowid;

  create table messages (
    id text primary key,
    case_id text not null references cases (id) on delete cascade,
    number integer not null,
    kind text not null,
    audience text not null check (audience in ('unit', 'reporter')),
    day text not null,
    once blob,
    held_until integer,
    unreadable integer not null default 0,
    unique (case_id, number),
    unique (case_id, once)
  ) strict;
  create index messages_held on messages (held_until) where held_until is not null;

  create table parts (
    id text primary key,
    message_id text not null references messages (id) on delete cascade,
    position integer not null,
    name text not null,
    bytes integer not null,
    sha256 blob not null,
    unique (message_id, position)
  ) strict;
  `,
];

/** Brings the database to this version, each step in a transaction. @throws NewerSchemaError */
export function migrate(database: Database.Database): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version > STEPS.length) {
    throw new NewerSchemaError(
      `the database has schema ${version}, this version of Sluse knows up to ${STEPS.length}`,
    );
  }
  for (let step = version; step < STEPS.length; step += 1) {
    database.transaction(() => {
      database.exec(STEPS[step] as string);
      database.pragma(`user_version = ${step + 1}`);
    })();
  }
}
