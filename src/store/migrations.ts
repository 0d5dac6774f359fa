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
 * order. `stage`, `due`, `due_kind` and `last_message` follow from the history and the messages, for the desk's lists.
 * `members` are the unit's people, who chose their names; their secrets are hashed or sealed under the server key.
 * `deletions` is the journal of what was deleted, so that a restored backup does not bring it back (deletions.ts): sealed files by
 * their random ids, cases by their random `mark`, which stands nowhere else. The database keeps it by itself, whoever deletes.
 * `ledger` is the register of what they did (src/cases/ledger.ts), with a keyed hash in place of a case's id.
 *
 * `recipients_seen` is what each channel was last sealed to, `recipient_changes` what changed there and nobody has yet said
 * to know of. `left_out` has a keyed hash for each of a channel's roles that must not see a case; `duties` of a member are
 * such roles. `followed` are cases that a channel handed over and may still look at. `case_stubs` are the stubs that a
 * living case would leave (src/cases/living-stubs.ts), `channel_rules` under which rules they were reckoned.
 * `notice_sent` is the day of the last daily notice.
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
    next_sweep text,
    stage text not null default 'received',
    due text not null default '9999-12-31',
    due_kind text not null default '',
    test integer not null default 0,
    last_message integer not null default 0
  ) strict;
  create index cases_listed on cases (channel, stage, due, id);
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

  create table members (
    id text primary key,
    name text not null unique collate nocase,
    roles text not null,
    channels text not null,
    state text not null check (state in ('invited', 'active', 'disabled')),
    salt blob,
    passphrase blob,
    totp blob,
    totp_step integer not null default 0,
    enrolment blob unique,
    enrolment_until text
  ) strict;

  create table recovery_codes (
    member_id text not null references members (id) on delete cascade,
    hash blob not null,
    primary key (member_id, hash)
  ) strict, without rowid;

  create table seen (
    member_id text not null references members (id) on delete cascade,
    case_id text not null references cases (id) on delete cascade,
    number integer not null,
    primary key (case_id, member_id)
  ) strict, without rowid;

  create table links (
    case_id text not null references cases (id) on delete cascade,
    other_id text not null references cases (id) on delete cascade,
    primary key (case_id, other_id)
  ) strict, without rowid;
  create index links_other on links (other_id);

  create table ledger (
    number integer primary key,
    day text not null,
    actor text not null,
    action text not null,
    subject blob,
    detail text not null,
    hash blob not null
  ) strict;
  create index ledger_subject on ledger (subject, day) where subject is not null;

  create table ledger_head (
    only integer primary key check (only = 1),
    number integer not null,
    hash blob not null,
    signature blob not null
  ) strict;
  `,
  `
  create table recipients_seen (
    channel text not null,
    fingerprint text not null,
    name text not null,
    primary key (channel, fingerprint)
  ) strict, without rowid;

  create table recipient_changes (
    number integer primary key,
    day text not null,
    channel text not null,
    change text not null check (change in ('added', 'removed')),
    name text not null,
    fingerprint text not null
  ) strict;

  create table left_out (
    case_id text not null references cases (id) on delete cascade,
    who blob not null,
    primary key (case_id, who)
  ) strict, without rowid;

  alter table members add column duties text not null default '[]';

  create table followed (
    channel text not null,
    case_id text not null references cases (id) on delete cascade,
    primary key (channel, case_id)
  ) strict, without rowid;
  create index followed_case on followed (case_id);

  create table case_stubs (
    case_id text not null references cases (id) on delete cascade,
    position integer not null,
    channel text not null,
    stub text not null,
    acknowledgement text not null,
    acknowledgement_late text not null,
    feedback text not null,
    feedback_late text not null,
    primary key (case_id, position)
  ) strict, without rowid;

  create table channel_rules (
    channel text primary key,
    rules text not null
  ) strict, without rowid;

  create table notice_sent (
    only integer primary key check (only = 1),
    day text not null
  ) strict;
  `,
  `
  alter table cases add column mark blob;
  update cases set mark = randomblob(16);
  create trigger cases_marked after insert on cases begin
    update cases set mark = randomblob(16) where id = new.id;
  end;

  create table deletions (
    what blob primary key,
    day text not null
  ) strict, without rowid;
  create trigger parts_deleted after delete on parts begin
    insert or ignore into deletions (what, day) values (unhex(old.id), date('now'));
  end;
  create trigger access_ended after update of mailbox_hash on cases
    when old.mailbox_hash is not null and new.mailbox_hash is null begin
    insert or ignore into deletions (what, day) values (unhex(hex(old.mark) || '01'), date('now'));
  end;
  create trigger cases_deleted after delete on cases begin
    insert or ignore into deletions (what, day) values (unhex(hex(old.mark) || '02'), date('now'));
  end;
  create trigger members_disabled after update of state on members when new.state = 'disabled' begin
    insert or ignore into deletions (what, day) values (unhex(new.id || '03'), date('now'));
  end;
  create trigger members_enabled after update of state on members when new.state <> 'disabled' begin
    delete from deletions where what = unhex(new.id || '03');
  end;
  `,
];

/** The schema that this version writes. */
export const NEWEST_SCHEMA = STEPS.length;

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
