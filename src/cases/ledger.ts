import { sodium } from '../seal/sodium.ts';
import type { LedgerHead, LedgerRow, LedgerWriter, Store } from '../store/store.ts';

/**
 * The register of who did what, by day. Each entry's hash covers the one before it, and the newest is signed with a key
 * made from the server's own, so that an entry that was changed or taken away is found, and a case that vanished too:
 * every case is entered when it comes in and when it is removed. It holds codes only; a case stands in it under a keyed
 * hash, so that without the server key it cannot be told which entries belong to which case, not even by its id.
 */

export const LEDGER_ACTIONS = [
  'received',
  'removed',
  'viewed',
  'fetched',
  'replied',
  'stepped',
  'erased',
  'linked',
  'unlinked',
  'figures',
  'logged-in',
  'recovery-used',
  'enrolled',
  'passphrase-changed',
  'codes-renewed',
  'others-logged-out',
  'member-added',
  'member-changed',
  'member-reset',
  'member-disabled',
  'handed-over',
  'recipient-added',
  'recipient-removed',
  'recipients-acknowledged',
  'restored',
] as const;
export type LedgerAction = (typeof LEDGER_ACTIONS)[number];

/** Who did it: a member by id, or what the server does by itself. */
export type Actor = `member:${string}` | 'intake' | 'sweep' | 'sysadmin';

export interface LedgerEntry {
  day: string;
  actor: Actor;
  action: LedgerAction;
  /** The id of the case or member it is about. */
  about: string | null;
  /** Codes that say more: kinds of steps, reasons, roles. Never words. */
  detail?: readonly string[];
}

export interface Ledger {
  /** What goes into the register together with what it tells. */
  writer(entry: LedgerEntry): LedgerWriter;
  /** How the register calls a case or member. */
  subject(id: string): Buffer;
  publicKey: Uint8Array;
}

/** `key` is the server's subkey for this purpose, 32 bytes. */
export function openLedger(key: Uint8Array): Ledger {
  const seed = sodium.crypto_generichash(32, 'sign', key);
  const { privateKey, publicKey } = sodium.crypto_sign_seed_keypair(seed);
  const subject = (id: string) => Buffer.from(sodium.crypto_generichash(16, id, key));
  return {
    subject,
    publicKey,
    writer:
      ({ day, actor, action, about, detail = [] }) =>
      (last) => {
        const unhashed = {
          number: (last?.number ?? 0) + 1,
          day,
          actor,
          action,
          subject: about === null ? null : subject(about),
          detail: JSON.stringify(detail),
        };
        const hash = chained(last?.hash ?? null, unhashed);
        const signature = sodium.crypto_sign_detached(headText(unhashed.number, hash), privateKey);
        return { row: { ...unhashed, hash }, signature: Buffer.from(signature) };
      },
  };
}

function chained(before: Buffer | null, row: Omit<LedgerRow, 'hash'>): Buffer {
  const { number, day, actor, action, subject, detail } = row;
  const text = JSON.stringify([number, day, actor, action, subject?.toString('hex'), detail]);
  return Buffer.from(sodium.crypto_generichash(32, text, before));
}

function headText(number: number, hash: Uint8Array): string {
  return `sluse-ledger-1 ${number} ${Buffer.from(hash).toString('hex')}`;
}

/** What a check of the register found. */
export interface LedgerReport {
  entries: number;
  /** Of the newest entry, hex: to be written down, and given to a later check. */
  head: string;
  problems: readonly LedgerProblem[];
}

export type LedgerProblem =
  | { kind: 'changed' | 'missing'; number: number }
  | { kind: 'head-missing' | 'head-unsigned' | 'head-differs' | 'noted-head-missing' }
  | { kind: 'case-vanished'; day: string; number: number }
  | { kind: 'case-unknown'; caseId: string };

const BITE = 1000;

/**
 * Checks every entry, the head, and that the cases there are those that the register has. `noted` is a head that was
 * written down earlier: without it, a whole older copy of the data folder would pass.
 */
export async function verifyLedger(
  store: Pick<Store, 'ledger' | 'allCases'>,
  ledger: Ledger,
  noted: string | null = null,
): Promise<LedgerReport> {
  const problems: LedgerProblem[] = [];
  const living = new Map<string, { day: string; number: number }>();
  let before: LedgerRow | null = null;
  let expected = 1;
  let seenNoted = noted === null;
  for (;;) {
    const rows: LedgerRow[] = await store.ledger.after(before?.number ?? 0, BITE);
    if (rows.length === 0) break;
    for (const row of rows) {
      if (row.number !== expected) problems.push({ kind: 'missing', number: expected });
      else if (!chained(before?.hash ?? null, row).equals(row.hash)) {
        problems.push({ kind: 'changed', number: row.number });
      }
      expected = row.number + 1;
      const hex = row.hash.toString('hex');
      seenNoted ||= hex === noted;
      const subject = row.subject?.toString('hex') ?? '';
      if (row.action === 'received') living.set(subject, row);
      if (row.action === 'removed') living.delete(subject);
      before = row;
    }
  }
  problems.push(...headProblems(await store.ledger.head(), before, ledger));
  if (!seenNoted) problems.push({ kind: 'noted-head-missing' });
  for (const { id } of await store.allCases()) {
    const known = living.delete(ledger.subject(id).toString('hex'));
    if (!known) problems.push({ kind: 'case-unknown', caseId: id });
  }
  for (const { day, number } of living.values()) {
    problems.push({ kind: 'case-vanished', day, number });
  }
  return { entries: before?.number ?? 0, head: before?.hash.toString('hex') ?? '', problems };
}

function headProblems(
  head: LedgerHead | null,
  last: LedgerRow | null,
  { publicKey }: Ledger,
): LedgerProblem[] {
  if (head === null) return last === null ? [] : [{ kind: 'head-missing' }];
  const signed =
    head.signature.length === sodium.crypto_sign_BYTES &&
    sodium.crypto_sign_verify_detached(head.signature, headText(head.number, head.hash), publicKey);
  if (!signed) return [{ kind: 'head-unsigned' }];
  const same = last !== null && last.number === head.number && last.hash.equals(head.hash);
  return same ? [] : [{ kind: 'head-differs' }];
}
