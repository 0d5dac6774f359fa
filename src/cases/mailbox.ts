import type { Channel } from '../config/schema.ts';
import { type CodeKeys, codeKeys, reporterIdentity } from '../seal/code-keys.ts';
import type { From } from '../sharing/fair-turns.ts';
import type { CaseRow } from '../store/store.ts';
import type { CaseTools } from './tools.ts';

/** An open mailbox. `keys` are wiped by whoever closes it. */
export interface OpenMailbox {
  case: CaseRow;
  keys: CodeKeys;
}

/**
 * Opens the mailbox of a code, or null: a code that never was and one whose case was deleted look and cost the same.
 * @throws KdfBusy
 */
export async function openMailbox(
  tools: Pick<CaseTools, 'store' | 'kdf' | 'pepper'>,
  channel: Channel,
  code: Uint8Array,
  from: From = null,
): Promise<OpenMailbox | null> {
  const keys = await codeKeys(code, tools.pepper, tools.kdf, false, from);
  const row = await tools.store.caseByMailbox(keys.mailboxHash);
  // A case that was handed over to another channel still answers at the address where it was reported.
  if (row === null || row.entrance !== channel.id) {
    keys.wipe();
    return null;
  }
  return { case: row, keys };
}

export function mailboxIdentity(mailbox: OpenMailbox): string {
  return reporterIdentity(mailbox.keys.seed);
}
