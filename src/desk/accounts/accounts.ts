import { randomBytes } from 'node:crypto';
import { addDays, dayOf } from '../../cases/day.ts';
import type { Actor, Ledger } from '../../cases/ledger.ts';
import type { Kdf } from '../../seal/kdf-queue.ts';
import { serverSubkey } from '../../seal/server-secrets.ts';
import { sodium } from '../../seal/sodium.ts';
import type { MemberRow, Rights, Store } from '../../store/store.ts';
import { slowDown } from '../../web/slow-down.ts';
import { enrolmentOf, openSecret, sealSecret, stepOf } from './one-time-password.ts';
import {
  hashPassphrase,
  newSalt,
  samePassphrase,
  type Weakness,
  weaknessOf,
} from './passphrase.ts';

/** Members: invited by a link, enrolled by themselves, known again by passphrase and one-time password. */

export interface AccountTools {
  store: Pick<Store, 'members' | 'ledger'>;
  kdf: Kdf;
  ledger: Ledger;
  serverKey: Uint8Array;
  clock: () => Date;
  /** Names of channels and keys: passphrases must be more than these. */
  names: readonly string[];
}

export interface Accounts {
  /** A one-time link's token for a new member; null when the name is taken. */
  invite(member: Pick<MemberRow, 'name'> & Rights, by: Actor): Promise<string | null>;
  /** A new link's token; what the member had is worth nothing from now on. */
  reset(id: string, by: Actor): Promise<string>;
  disable(id: string, by: Actor): Promise<void>;
  change(id: string, to: Rights, by: Actor): Promise<void>;
  /** What somebody with this link has to set up, or null when it is used, too old, or never was. */
  enrolment(token: string): Promise<{ member: MemberRow; uri: string; text: string } | null>;
  enrol(token: string, passphrase: string, password: string): Promise<Enrolled>;
  /** Tells somebody by name, passphrase and one-time password or recovery code. */
  recognise(name: string, passphrase: string, second: string): Promise<Recognised>;
  /** Asks somebody who is logged in for one more one-time password. */
  confirm(member: MemberRow, password: string): Promise<'ok' | 'wrong' | { wait: number }>;
  /** A new passphrase, for who knows the present one and has a one-time password or recovery code. */
  changePassphrase(
    member: MemberRow,
    typed: { present: string; fresh: string; second: string },
  ): Promise<PassphraseChanged>;
  /** New recovery codes; all before are worth nothing. */
  renewCodes(member: MemberRow): Promise<readonly string[]>;
}

export type PassphraseChanged =
  | { member: MemberRow }
  | { wrong: 'present' | 'same' | Weakness }
  | { wait: number };

export type Enrolled =
  | { recoveryCodes: readonly string[] }
  | { wrong: 'link' | 'password' | Weakness };

export type Recognised =
  | { member: MemberRow; recoveryCodesLeft: number | null }
  | { wrong: true }
  | { wait: number };

/** Days that a link may lie about. */
const LINK_DAYS = 3;
const RECOVERY_CODES = 8;
/** Without letters and digits that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789x';

export function openAccounts(tools: AccountTools): Accounts {
  const { members } = tools.store;
  const key = serverSubkey(tools.serverKey, 'member');
  const totpKey = serverSubkey(tools.serverKey, 'totp');
  const slow = slowDown(tools.clock, { freeTries: 2, firstWait: 15 });
  const today = () => dayOf(tools.clock(), 'UTC');
  const keyed = (purpose: string, text: string, length = 32) =>
    Buffer.from(sodium.crypto_generichash(length, `${purpose} ${text}`, key));
  const note = (
    actor: Actor,
    action: Parameters<Ledger['writer']>[0]['action'],
    id: string,
    detail: readonly string[] = [],
  ) => tools.ledger.writer({ day: today(), actor, action, about: id, detail });

  function newInvitation() {
    const token = randomBytes(32).toString('base64url');
    return { token, hash: keyed('link', token), until: addDays(today(), LINK_DAYS) };
  }
  const find = (token: string) => members.byInvitation(keyed('link', token), today());
  /** Made from the link, so that nothing has to be kept while the page is open. */
  const secretOf = (token: string) => keyed('totp', token, 20);

  /** The right password, used up. */
  async function takePassword(member: MemberRow, typed: string): Promise<boolean> {
    if (member.totp === null) return false;
    const secret = openSecret(totpKey, member.id, member.totp);
    const step = stepOf(secret, typed, tools.clock());
    sodium.memzero(secret);
    return step !== null && (await members.useTotpStep(member.id, step));
  }

  /** New ones, hashed for the store and as they are shown. */
  function newCodes(id: string) {
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    return {
      hashes: codes.map((code) => keyed(`recovery ${id}`, code)),
      shown: codes.map((code) => code.replace(/(.{4})(?!$)/g, '$1-')),
    };
  }

  async function takeRecoveryCode(member: MemberRow, typed: string): Promise<boolean> {
    const code = typed.toLowerCase().replace(/[\s-]/g, '');
    return members.useRecoveryCode(member.id, keyed(`recovery ${member.id}`, code));
  }

  return {
    async invite({ name, roles, channels, duties }, by) {
      const { token, ...invitation } = newInvitation();
      const id = randomBytes(8).toString('hex');
      const entry = note(by, 'member-added', id, [...roles, ...channels, ...duties]);
      const added = await members.add({ id, name, roles, channels, duties }, invitation, entry);
      return added ? token : null;
    },
    async reset(id, by) {
      const { token, ...invitation } = newInvitation();
      await members.reset(id, invitation, note(by, 'member-reset', id));
      return token;
    },
    disable: (id, by) => members.disable(id, note(by, 'member-disabled', id)),
    change: (id, to, by) =>
      members.change(
        id,
        to,
        note(by, 'member-changed', id, [...to.roles, ...to.channels, ...to.duties]),
      ),

    async enrolment(token) {
      const member = await find(token);
      return member && { member, ...enrolmentOf(secretOf(token), member.name) };
    },

    async enrol(token, passphrase, password) {
      const member = await find(token);
      if (member === null) return { wrong: 'link' };
      const weakness = await weaknessOf(passphrase, [member.name, ...tools.names]);
      if (weakness !== null) return { wrong: weakness };
      const secret = secretOf(token);
      const step = stepOf(secret, password, tools.clock());
      if (step === null) return { wrong: 'password' };
      const salt = newSalt();
      const codes = newCodes(member.id);
      const enrolled = await members.enrol(
        keyed('link', token),
        {
          salt,
          passphrase: await hashPassphrase(tools.kdf, key, passphrase, salt),
          totp: sealSecret(totpKey, member.id, secret),
          totpStep: step,
          recoveryCodes: codes.hashes,
        },
        note(`member:${member.id}`, 'enrolled', member.id),
      );
      return enrolled ? { recoveryCodes: codes.shown } : { wrong: 'link' };
    },

    async recognise(name, passphrase, second) {
      const account = name.trim().normalize('NFKC').toLowerCase();
      const member = await members.byName(name.trim());
      const wait = slow.waiting(account);
      // Nobody guesses a recovery code, so whoever has one need not wait for the tries of others. It is used up at once: it opens
      // the way to one guess at the passphrase, not to many.
      const early = wait > 0 && member !== null && (await takeRecoveryCode(member, second));
      if (wait > 0 && !early) return { wait };
      // Counted before it is looked at: many tries at once are many tries.
      slow.wrong(account);
      const salt = member?.salt ?? keyed('salt', account, 16);
      const hash = await hashPassphrase(tools.kdf, key, passphrase, salt);
      // A member who never was costs the same time as one with another passphrase.
      const known = member?.passphrase ?? keyed('nobody', account);
      if (!sodium.memcmp(hash, known) || member?.state !== 'active') return { wrong: true };
      const recovered = early || (await takeRecoveryCode(member, second));
      if (!recovered && !(await takePassword(member, second))) return { wrong: true };
      slow.right(account);
      const actor: Actor = `member:${member.id}`;
      await tools.store.ledger.append(
        note(actor, recovered ? 'recovery-used' : 'logged-in', member.id),
      );
      const left = recovered ? await members.recoveryCodesLeft(member.id) : null;
      return { member, recoveryCodesLeft: left };
    },

    async confirm(member, password) {
      const account = inside(member);
      const wait = slow.waiting(account);
      if (wait > 0) return { wait };
      slow.wrong(account);
      if (!(await takePassword(member, password))) return 'wrong';
      slow.right(account);
      return 'ok';
    },

    async changePassphrase(member, { present, fresh, second }) {
      const { id, salt } = member;
      if (salt === null || member.passphrase === null) return { wrong: 'present' };
      const weakness = await weaknessOf(fresh, [member.name, ...tools.names]);
      if (weakness !== null) return { wrong: weakness };
      if (samePassphrase(present, fresh)) return { wrong: 'same' };
      const account = inside(member);
      const wait = slow.waiting(account);
      if (wait > 0) return { wait };
      slow.wrong(account);
      const hash = await hashPassphrase(tools.kdf, key, present, salt);
      if (!sodium.memcmp(hash, member.passphrase)) return { wrong: 'present' };
      if (!(await takeRecoveryCode(member, second)) && !(await takePassword(member, second))) {
        return { wrong: 'present' };
      }
      slow.right(account);
      const newer = newSalt();
      const to = { salt: newer, passphrase: await hashPassphrase(tools.kdf, key, fresh, newer) };
      const entry = note(`member:${id}`, 'passphrase-changed', id);
      const changed = await members.rekey(id, salt, to, entry);
      return changed ? { member: { ...member, ...to } } : { wrong: 'present' };
    },

    async renewCodes({ id }) {
      const codes = newCodes(id);
      await members.renewCodes(id, codes.hashes, note(`member:${id}`, 'codes-renewed', id));
      return codes.shown;
    },
  };
}

/** How wrong tries of somebody who is logged in are counted: apart from the log-in, so that those of others keep nobody from working. */
function inside({ id }: MemberRow): string {
  return `\0${id}`;
}

/** 80 bits in four groups. */
function newRecoveryCode(): string {
  return Array.from(randomBytes(16), (byte) => LETTERS[byte % 32]).join('');
}
