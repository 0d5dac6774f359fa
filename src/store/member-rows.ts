import type { Database } from './database.ts';
import { type LedgerWriter, ledgerRows } from './ledger-rows.ts';

/** A person of the unit. What is secret of one stands here hashed or sealed. */
export interface MemberRow {
  id: string;
  name: string;
  roles: string[];
  /** Ids of channels. */
  channels: string[];
  /** Roles of channels that this member belongs to and that reporters may leave out, `channel/role`. */
  duties: string[];
  state: 'invited' | 'active' | 'disabled';
  salt: Buffer | null;
  passphrase: Buffer | null;
  totp: Buffer | null;
}

/** What an administrator decides about a member. */
export type Rights = Pick<MemberRow, 'roles' | 'channels' | 'duties'>;

/** What an enrolled member has. */
export interface Enrolled {
  salt: Buffer;
  passphrase: Buffer;
  totp: Buffer;
  totpStep: number;
  recoveryCodes: readonly Buffer[];
}

/** A link that lets somebody enrol, until the end of a day. */
export interface Invitation {
  hash: Buffer;
  until: string;
}

export interface MemberStore {
  /** False when the name is taken. */
  add(
    member: Pick<MemberRow, 'id' | 'name' | keyof Rights>,
    invitation: Invitation,
    ledger: LedgerWriter,
  ): Promise<boolean>;
  all(): Promise<MemberRow[]>;
  byId(id: string): Promise<MemberRow | null>;
  byName(name: string): Promise<MemberRow | null>;
  /** Whoever holds this link, if it still counts on `day`. */
  byInvitation(hash: Buffer, day: string): Promise<MemberRow | null>;
  /** False when the link was used in the meantime. */
  enrol(invitation: Buffer, enrolled: Enrolled, ledger: LedgerWriter): Promise<boolean>;
  /** Takes passphrase, one-time passwords and recovery codes away and gives a new link. */
  reset(id: string, invitation: Invitation, ledger: LedgerWriter): Promise<void>;
  disable(id: string, ledger: LedgerWriter): Promise<void>;
  change(id: string, to: Rights, ledger: LedgerWriter): Promise<void>;
  /** Puts a new passphrase in the place of the one that `from` is the salt of; false when it was changed in the meantime. */
  rekey(
    id: string,
    from: Buffer,
    to: Pick<Enrolled, 'salt' | 'passphrase'>,
    ledger: LedgerWriter,
  ): Promise<boolean>;
  /** New recovery codes in place of all that there were. */
  renewCodes(id: string, codes: readonly Buffer[], ledger: LedgerWriter): Promise<void>;
  /** Uses up a one-time password's time step; false when it, or a later one, was used before. */
  useTotpStep(id: string, step: number): Promise<boolean>;
  /** Uses up a recovery code; false when there is none such. */
  useRecoveryCode(id: string, hash: Buffer): Promise<boolean>;
  recoveryCodesLeft(id: string): Promise<number>;
}

type Stored = Omit<MemberRow, keyof Rights> & Record<keyof Rights, string>;

export function memberStore(database: Database): MemberStore {
  const ledger = ledgerRows(database);
  const columns = `id, name, roles, channels, duties, state, salt, passphrase, totp`;
  const find = <Parameters extends unknown[]>(where: string) =>
    database.prepare<Parameters, Stored>(`select ${columns} from members ${where}`);
  const byId = find<[string]>(`where id = ?`);
  const byInvitation = find<[Buffer, string]>(
    `where enrolment = ? and enrolment_until >= ? and state = 'invited'`,
  );
  const all = find<[]>(`order by name`);
  const insert = database.prepare(
    `insert into members (id, name, roles, channels, duties, state, enrolment, enrolment_until)
     values (@id, @name, @roles, @channels, @duties, 'invited', @hash, @until)`,
  );
  const enrol = database.prepare(
    `update members set state = 'active', salt = @salt, passphrase = @passphrase, totp = @totp,
       totp_step = @totpStep, enrolment = null, enrolment_until = null where id = @id`,
  );
  const addCode = database.prepare(`insert into recovery_codes (member_id, hash) values (?, ?)`);
  const dropCodes = database.prepare(`delete from recovery_codes where member_id = ?`);
  const clear = database.prepare(
    `update members set state = @state, salt = null, passphrase = null, totp = null,
       enrolment = @hash, enrolment_until = @until where id = @id`,
  );
  const change = database.prepare(
    `update members set roles = @roles, channels = @channels, duties = @duties where id = @id`,
  );
  const rekey = database.prepare(
    `update members set salt = @salt, passphrase = @passphrase
       where id = @id and salt = @from and state = 'active'`,
  );
  const useStep = database.prepare(
    `update members set totp_step = @step where id = @id and totp_step < @step`,
  );
  const useCode = database.prepare(`delete from recovery_codes where member_id = ? and hash = ?`);
  const codesLeft = database
    .prepare<[string], number>(`select count(*) from recovery_codes where member_id = ?`)
    .pluck();

  /** Names are the same in capitals too, also those that SQLite's `nocase` does not know: æ, ø, å. */
  function byName(name: string): Stored | undefined {
    return all.all().find((row) => folded(row.name) === folded(name));
  }

  function lists({ roles, channels, duties }: Rights) {
    return {
      roles: JSON.stringify(roles),
      channels: JSON.stringify(channels),
      duties: JSON.stringify(duties),
    };
  }

  const addOne = database.transaction(
    (member: Parameters<MemberStore['add']>[0], invitation: Invitation, note: LedgerWriter) => {
      if (byName(member.name) !== undefined) return false;
      insert.run({ ...member, ...lists(member), ...invitation });
      ledger.append(note);
      return true;
    },
  );
  const enrolOne = database.transaction(
    (invitation: Buffer, enrolled: Enrolled, note: LedgerWriter) => {
      const member = byInvitation.get(invitation, '');
      if (member === undefined) return false;
      const { recoveryCodes, ...row } = enrolled;
      enrol.run({ ...row, id: member.id });
      replaceCodes(member.id, recoveryCodes);
      ledger.append(note);
      return true;
    },
  );
  function replaceCodes(id: string, codes: readonly Buffer[]): void {
    dropCodes.run(id);
    for (const code of codes) addCode.run(id, code);
  }
  const rekeyOne = database.transaction(
    (id: string, from: Buffer, to: Pick<Enrolled, 'salt' | 'passphrase'>, note: LedgerWriter) => {
      if (rekey.run({ id, from, ...to }).changes === 0) return false;
      ledger.append(note);
      return true;
    },
  );
  const renewCodesOne = database.transaction(
    (id: string, codes: readonly Buffer[], note: LedgerWriter) => {
      replaceCodes(id, codes);
      ledger.append(note);
    },
  );
  const clearOne = database.transaction(
    (id: string, state: MemberRow['state'], invitation: Invitation | null, note: LedgerWriter) => {
      clear.run({ id, state, hash: invitation?.hash ?? null, until: invitation?.until ?? null });
      dropCodes.run(id);
      ledger.append(note);
    },
  );
  const changeOne = database.transaction((id: string, to: Rights, note: LedgerWriter) => {
    change.run({ id, ...lists(to) });
    ledger.append(note);
  });

  return {
    add: async (member, invitation, note) => addOne.immediate(member, invitation, note),
    all: async () => all.all().map(memberRow),
    byId: async (id) => orNull(byId.get(id)),
    byName: async (name) => orNull(byName(name)),
    byInvitation: async (hash, day) => orNull(byInvitation.get(hash, day)),
    enrol: async (invitation, enrolled, note) => enrolOne.immediate(invitation, enrolled, note),
    reset: async (id, invitation, note) => clearOne.immediate(id, 'invited', invitation, note),
    disable: async (id, note) => clearOne.immediate(id, 'disabled', null, note),
    change: async (id, to, note) => changeOne.immediate(id, to, note),
    rekey: async (id, from, to, note) => rekeyOne.immediate(id, from, to, note),
    renewCodes: async (id, codes, note) => renewCodesOne.immediate(id, codes, note),
    useTotpStep: async (id, step) => useStep.run({ id, step }).changes === 1,
    useRecoveryCode: async (id, hash) => useCode.run(id, hash).changes === 1,
    recoveryCodesLeft: async (id) => codesLeft.get(id) ?? 0,
  };
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

function memberRow(row: Stored): MemberRow {
  return {
    ...row,
    roles: JSON.parse(row.roles),
    channels: JSON.parse(row.channels),
    duties: JSON.parse(row.duties),
  };
}

function orNull(row: Stored | undefined): MemberRow | null {
  return row === undefined ? null : memberRow(row);
}
