import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { open } from '../seal/age-file.ts';
import { PART, type Receipt, receiptSchema } from '../seal/message.ts';
import type { MessageRow, Store } from '../store/store.ts';

/** What the reporter sent, and when; the words themselves are sealed to the unit and cannot be shown again. */
export interface Sent {
  /** Place among the messages of the case. */
  number: number;
  kind: string;
  day: string;
  receipt: Receipt;
  /** What became of the files that could not be cleaned, if there were any. */
  held: 'waiting' | 'sent' | 'dropped';
}

/** Opens the receipts among the messages of a case, in order. */
export async function readReceipts(
  store: Store,
  messages: readonly MessageRow[],
  identity: string,
): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.kind !== 'receipt') continue;
    sent.push({
      number: message.number,
      kind: messages[index - 1]?.kind ?? 'report',
      day: message.day,
      receipt: await readReceipt(store, message, identity),
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

async function readReceipt(store: Store, message: MessageRow, identity: string): Promise<Receipt> {
  const part = message.parts.find(({ name }) => name === PART.receipt);
  if (part === undefined) throw new Error('a receipt message has no receipt');
  const plain = await buffer(Readable.from(open({ identities: [identity] }, store.readPart(part))));
  return receiptSchema.parse(JSON.parse(plain.toString('utf8')));
}
