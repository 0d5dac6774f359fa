import { randomBytes } from 'node:crypto';
import type { Channel } from '../config/schema.ts';
import { type CodeKeys, codeKeys, reporterIdentity, reporterRecipient } from '../seal/code-keys.ts';
import type { Receipt } from '../seal/message.ts';
import { sodium } from '../seal/sodium.ts';
import type { From } from '../sharing/fair-turns.ts';
import type { CaseRow } from '../store/store.ts';
import type { Arrival } from './case-events.ts';
import { firstSteps } from './case-record.ts';
import { dayOf } from './day.ts';
import { addresseeOf, NOBODY, recipientsFor } from './left-out.ts';
import { readReceipts } from './receipts.ts';
import { type Submission, sealMessage, submissionDigest } from './seal-message.ts';
import type { CaseTools } from './tools.ts';

/** What became of a report. */
export interface Submitted {
  case: CaseRow;
  /** Opens the mailbox; the caller wipes them. */
  keys: CodeKeys;
  /**
   * `new`, or `again` when this very form was here before, or `changed` when the form was here before with other
   * content: that content was not taken, because one code is one report.
   */
  way: 'new' | 'again' | 'changed';
}

/** The keys of a report's code, asked for by a circuit; takes `code` and wipes it. */
export function reportKeys(
  tools: CaseTools,
  code: Uint8Array,
  from: From = null,
): Promise<CodeKeys> {
  return codeKeys(code, tools.pepper, tools.kdf, true, from).finally(() => sodium.memzero(code));
}

/**
 * Takes a report: files cleaned, everything sealed, then stored in one transaction. The same code twice makes one case,
 * whichever comes first. `keys` are the code's; they are wiped when this fails.
 */
export async function submitReport(
  tools: CaseTools,
  channel: Channel,
  keys: CodeKeys,
  submission: Submission,
  arrival: Arrival = 'web',
): Promise<Submitted> {
  try {
    const there = await tools.store.caseByMailbox(keys.mailboxHash);
    if (there !== null) return await seenBefore(tools, there, keys, submission);

    const to = addresseeOf(tools, channel, submission.leaveOut ?? NOBODY);
    const day = dayOf(tools.clock(), to.channel.timeZone);
    const replyRecipient = await reporterRecipient(keys.seed);
    const row: CaseRow = {
      id: randomBytes(8).toString('hex'),
      channel: to.channel.id,
      entrance: channel.id,
      mailboxHash: keys.mailboxHash,
      replyRecipient,
      language: submission.fields.language,
      received: day,
      leftOut: to.leftOut,
    };
    const addressees = {
      unit: recipientsFor(tools, to.channel, to.leftOut).map(({ key }) => key),
      reporter: replyRecipient,
    };
    const context = { caseId: row.id, day, once: null };
    const sealed = await sealMessage(tools, addressees, context, submission);
    const change = { ...firstSteps(to.channel, day, arrival), messages: sealed.messages };
    if (await tools.store.addCase(row, change)) return { case: row, keys, way: 'new' };

    // Another copy of the form was faster: browsers send again by themselves when a connection breaks.
    const first = await tools.store.caseByMailbox(keys.mailboxHash);
    if (first === null) throw new Error('a mailbox vanished while its form was sent twice');
    return await seenBefore(tools, first, keys, submission);
  } catch (error) {
    keys.wipe();
    throw error;
  }
}

async function seenBefore(
  tools: CaseTools,
  row: CaseRow,
  keys: CodeKeys,
  submission: Submission,
): Promise<Submitted> {
  const messages = await tools.store.messages(row.id);
  const receipts = await readReceipts(tools.store, messages, reporterIdentity(keys.seed));
  const first: Receipt | undefined = receipts[0]?.receipt;
  const same = first?.digest === submissionDigest(submission);
  return { case: row, keys, way: same ? 'again' : 'changed' };
}
