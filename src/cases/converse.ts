import type { About } from '../seal/message.ts';
import { sodium } from '../seal/sodium.ts';
import type { Step } from './case-events.ts';
import { mayStep } from './case-life.ts';
import { type CaseRecord, type Decided, decide, findCase } from './case-record.ts';
import { recipientsFor } from './left-out.ts';
import type { OpenMailbox } from './mailbox.ts';
import { type Submission, sealMessage } from './seal-message.ts';
import type { CaseTools } from './tools.ts';

/** What a reporter does in an open mailbox. */

/**
 * Adds a message to the case. `once` is the form's one-time id: the same form sent again adds nothing.
 * @returns `gone` when the case was deleted, or the access ended, in the meantime
 */
export async function addFollowUp(
  tools: CaseTools,
  mailbox: OpenMailbox,
  once: string,
  submission: Submission,
): Promise<Decided> {
  const { id } = mailbox.case;
  const record = await findCase(tools, id);
  const reporter = record?.row.replyRecipient ?? null;
  if (record === null || reporter === null) return 'gone';
  const hash = Buffer.from(sodium.crypto_generichash(32, once, tools.pepper));
  // Those who handle the case now, wherever it was reported, but never whom the reporter left out.
  const recipients = recipientsFor(tools, record.channel, record.row.leftOut);
  const addressees = { unit: recipients.map(({ key }) => key), reporter };
  const context = { caseId: id, day: record.today, once: hash };
  const sealed = await sealMessage(tools, addressees, context, submission);
  try {
    return await decide(tools, id, (record) => ({
      steps: stepsOf(record, submission.fields.about),
      messages: sealed.messages,
    }));
  } catch (error) {
    await tools.store.discard(sealed.staged);
    throw error;
  }
}

function stepsOf({ case: theCase, rules, today }: CaseRecord, about: About | undefined): Step[] {
  const steps: Step[] = [{ kind: 'reporter-wrote', day: today }];
  const withdrawal: Step = { kind: 'withdrawal-asked', day: today };
  if (about === 'withdrawal' && mayStep(theCase, withdrawal, rules)) steps.push(withdrawal);
  return steps;
}

/** The reporter's word on files that could not be cleaned; `late` when their time was over. */
export async function decideHeld(
  tools: CaseTools,
  mailbox: OpenMailbox,
  decision: 'send' | 'drop',
): Promise<Decided> {
  const messages = await tools.store.messages(mailbox.case.id);
  const held = messages.filter(({ heldUntil }) => heldUntil !== null).map(({ id }) => id);
  if (held.length === 0) return 'late';
  const decided = await decide(tools, mailbox.case.id, ({ today }) =>
    decision === 'drop'
      ? { steps: [], deleteMessages: held }
      : {
          steps: [{ kind: 'reporter-wrote', day: today }],
          release: {
            messages: held,
            kind: 'attachments',
            now: Math.floor(tools.clock().getTime() / 1000),
          },
        },
  );
  if (decision === 'drop') await tools.store.forget();
  return decided;
}

/** Deletes one reply of the unit at the reporter's wish. */
export async function deleteReply(
  tools: CaseTools,
  mailbox: OpenMailbox,
  replyId: string,
): Promise<Decided> {
  const messages = await tools.store.messages(mailbox.case.id);
  const reply = messages.find(
    ({ id, audience, kind }) => id === replyId && audience === 'reporter' && kind !== 'receipt',
  );
  if (reply === undefined) return 'again';
  const decided = await decide(tools, mailbox.case.id, () => ({
    steps: [],
    deleteMessages: [reply.id],
  }));
  await tools.store.forget();
  return decided;
}

/**
 * Destroys the code: it opens nothing any more, and everything that only it could open is deleted. The report itself
 * stays with the unit.
 */
export async function destroyCode(tools: CaseTools, mailbox: OpenMailbox): Promise<Decided> {
  const messages = await tools.store.messages(mailbox.case.id);
  const decided = await decide(tools, mailbox.case.id, ({ today }) => ({
    steps: [{ kind: 'access-ended', day: today, by: 'reporter' }],
    deleteMessages: messages.filter(({ audience }) => audience === 'reporter').map(({ id }) => id),
    endAccess: true,
  }));
  await tools.store.forget();
  return decided;
}
