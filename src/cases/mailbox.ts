import type { Channel } from '../config/schema.ts';
import { open } from '../seal/age-file.ts';
import { type CodeKeys, codeKeys, reporterIdentity } from '../seal/code-keys.ts';
import { PART, type Receipt, receiptSchema } from '../seal/message.ts';
import { sodium } from '../seal/sodium.ts';
import type { CaseRow, MessageRow } from '../store/store.ts';
import { dayOf } from './day.ts';
import { type Submission, sealMessage } from './seal-message.ts';
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
): Promise<OpenMailbox | null> {
  const keys = await codeKeys(code, tools.pepper, tools.kdf);
  const row = await tools.store.caseByMailbox(keys.mailboxHash);
  if (row === null || row.channel !== channel.id) {
    keys.wipe();
    return null;
  }
  return { case: row, keys };
}

/** What the reporter sent, and when; the words themselves are sealed to the unit and cannot be shown again. */
export interface Sent {
  kind: string;
  day: string;
  receipt: Receipt;
  /** What became of the files that could not be cleaned, if there were any. */
  held: 'waiting' | 'sent' | 'dropped';
}

/** Opens the receipts of a case in order. */
export async function readReceipts(
  tools: Pick<CaseTools, 'store'>,
  caseId: string,
  identity: string,
): Promise<Sent[]> {
  const messages = await tools.store.messages(caseId);
  const sent: Sent[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.kind !== 'receipt') continue;
    const receipt = await readReceipt(tools, message, identity);
    sent.push({
      kind: messages[index - 1]?.kind ?? 'report',
      day: message.day,
      receipt,
      held: heldBeside(messages[index + 1]),
    });
  }
  return sent;
}

/** Sealing puts a message, its receipt and its files on hold one after the other. */
function heldBeside(next: MessageRow | undefined): Sent['held'] {
  if (next?.kind === 'held') return 'waiting';
  return next?.kind === 'attachments' ? 'sent' : 'dropped';
}

async function readReceipt(
  tools: Pick<CaseTools, 'store'>,
  message: MessageRow,
  identity: string,
): Promise<Receipt> {
  const part = message.parts.find(({ name }) => name === PART.receipt);
  if (part === undefined) throw new Error('a receipt message has no receipt');
  const pieces: Buffer[] = [];
  for await (const piece of open({ identities: [identity] }, tools.store.readPart(part)))
    pieces.push(piece);
  return receiptSchema.parse(JSON.parse(Buffer.concat(pieces).toString('utf8')));
}

/**
 * Adds a message to an open case. `once` is the form's one-time id: the same form sent again adds nothing.
 * @returns `gone` when the case was deleted in the meantime
 */
export async function addFollowUp(
  tools: CaseTools,
  channel: Channel,
  mailbox: OpenMailbox,
  once: string,
  submission: Submission,
): Promise<'added' | 'again' | 'gone'> {
  const hash = Buffer.from(sodium.crypto_generichash(32, once, tools.pepper));
  const { id, replyRecipient } = mailbox.case;
  const day = dayOf(tools.clock(), channel.timeZone);
  const addressees = { unit: channel.recipients.map(({ key }) => key), reporter: replyRecipient };
  const sealed = await sealMessage(tools, addressees, { caseId: id, day, once: hash }, submission);
  if (await tools.store.addMessages(id, sealed.messages)) return 'added';
  return (await tools.store.caseById(id)) === null ? 'gone' : 'again';
}

/** The reporter's word on files that could not be cleaned. False when their time was over. */
export async function decideHeld(
  tools: Pick<CaseTools, 'store' | 'clock'>,
  mailbox: OpenMailbox,
  decision: 'send' | 'drop',
): Promise<boolean> {
  const messages = await tools.store.messages(mailbox.case.id);
  const held = messages.filter(({ heldUntil }) => heldUntil !== null);
  for (const { id } of held) {
    if (decision === 'drop') await tools.store.deleteMessage(id);
    else if (!(await tools.store.releaseHeld(id, 'attachments', tools.clock()))) return false;
  }
  return held.length > 0;
}

export function mailboxIdentity(mailbox: OpenMailbox): string {
  return reporterIdentity(mailbox.keys.seed);
}
