import { createHash, randomBytes } from 'node:crypto';
import { type Filler, seal } from '../seal/age-file.ts';
import {
  type Contact,
  contactText,
  FORMAT,
  type Manifest,
  type MessageFields,
  PART,
  type Receipt,
} from '../seal/message.ts';
import type { NewMessage, Staged } from '../store/store.ts';
import { type SealedAttachment, type SealedPart, sealAttachment } from './attachments.ts';
import type { LeaveOut } from './left-out.ts';
import type { CaseTools } from './tools.ts';
import type { Upload } from './upload.ts';

/** What a reporter sends in one form. Everything in here is plaintext and lives in memory only. */
export interface Submission {
  fields: Omit<MessageFields, 'format'>;
  text: string;
  /** Null when the reporter stays anonymous; all empty when they chose a name and gave none. */
  contact: Omit<Contact, 'format'> | null;
  uploads: readonly Upload[];
  /** Reports only: who must never see the case. */
  leaveOut?: LeaveOut;
}

export interface Addressees {
  /** The channel's recipients, to whom the message is sealed. */
  unit: readonly string[];
  /** The reporter's own recipient, to whom the receipt is sealed. */
  reporter: string;
}

const NO_CONTACT = { name: '', email: '', phone: '', other: '' };

/** A message ready to be stored: its own rows, those of files on hold, and the receipt. */
export interface SealedMessage {
  messages: NewMessage[];
  receipt: Receipt;
  staged: Staged[];
}

/**
 * Cleans the files and seals everything to the unit, the receipt to the reporter. Whatever fails leaves no file behind.
 * `once` is the form's one-time id; `digest` names what was sent (see `submissionDigest`).
 */
export async function sealMessage(
  tools: CaseTools,
  addressees: Addressees,
  context: { caseId: string; day: string; once: Buffer | null },
  submission: Submission,
): Promise<SealedMessage> {
  const staged: Staged[] = [];
  try {
    const messageId = randomBytes(8).toString('hex');
    const jsonText = async (name: string, text: string) =>
      keep(staged, await sealBytes(tools, addressees.unit, name, 'json', text));
    const json = (name: string, value: object) => jsonText(name, JSON.stringify(value, null, 2));

    const parts: SealedPart[] = [
      keep(staged, await sealBytes(tools, addressees.unit, PART.text, 'text', submission.text)),
      await json(PART.fields, { format: FORMAT, ...submission.fields } satisfies MessageFields),
    ];
    const { contact } = submission;
    // Every report has this part, so that the number of parts does not tell whether a name was given.
    if (submission.fields.kind === 'report') {
      const given: Contact = { format: FORMAT, ...(contact ?? NO_CONTACT) };
      parts.push(await jsonText(PART.contact, contactText(given)));
    }

    const attachments: SealedAttachment[] = [];
    for (const [index, upload] of submission.uploads.entries()) {
      const attachment = await sealAttachment(
        tools,
        addressees.unit,
        index + 1,
        upload,
        submission.fields.originals,
      );
      for (const part of [...attachment.sent, attachment.held]) if (part) keep(staged, part);
      attachments.push(attachment);
    }
    parts.push(...attachments.flatMap(({ sent }) => sent));

    const head = { format: FORMAT, case: context.caseId, day: context.day } as const;
    const notSent = attachments
      .filter(({ sent }) => sent.length === 0)
      .map(({ receipt }) => receipt);
    const manifest: Manifest = {
      ...head,
      message: messageId,
      kind: submission.fields.kind,
      parts: parts.map(({ entry }) => entry),
      notSent: notSent.map(({ attachment, reason }) => ({ attachment, reason: reason ?? 'held' })),
    };
    parts.push(await json(PART.manifest, manifest));

    const receipt: Receipt = {
      format: FORMAT,
      digest: submissionDigest(submission),
      named: contact === null ? 'anonymous' : isFilled(contact) ? 'named' : 'emptyContact',
      files: attachments.map(({ receipt }) => receipt),
    };
    const receiptPart = keep(
      staged,
      await sealBytes(tools, [addressees.reporter], PART.receipt, 'json', JSON.stringify(receipt)),
    );

    const message = { day: context.day, once: null, heldUntil: null };
    const messages: NewMessage[] = [
      {
        ...message,
        ...own(messageId, 'unit', parts),
        kind: submission.fields.kind,
        once: context.once,
      },
      {
        ...message,
        ...own(randomBytes(8).toString('hex'), 'reporter', [receiptPart]),
        kind: 'receipt',
      },
    ];

    const held = attachments.flatMap(({ held }) => held ?? []);
    if (held.length > 0) {
      const heldId = randomBytes(8).toString('hex');
      const heldParts = held.map(({ entry }) => entry);
      const about: Manifest = {
        ...head,
        message: heldId,
        kind: 'attachments',
        parts: heldParts,
        notSent: [],
      };
      const heldUntil = Math.floor(tools.clock().getTime() / 1000) + tools.heldMinutes * 60;
      const all = [...held, await json(PART.manifest, about)];
      messages.push({ ...message, ...own(heldId, 'unit', all), kind: 'held', heldUntil });
    }
    return { messages, receipt, staged };
  } catch (error) {
    await tools.store.discard(staged);
    throw error;
  }
}

/** Names what was sent, so that a form sent twice is told from one that was changed in between. */
export function submissionDigest(submission: Submission): string {
  const { fields, text, contact, uploads, leaveOut } = submission;
  const files = uploads.map((upload) => (upload.kept ? upload.sha256 : upload.refusal));
  return createHash('sha256')
    .update(JSON.stringify([fields, text, contact, files, ...(leaveOut ? [leaveOut] : [])]))
    .digest('hex');
}

function isFilled(contact: Omit<Contact, 'format'>): boolean {
  return Object.values(contact).some((value) => value !== '');
}

function own(id: string, audience: 'unit' | 'reporter', parts: SealedPart[]) {
  return { id, audience, parts: parts.map(({ staged }) => staged) };
}

function keep(staged: Staged[], part: SealedPart): SealedPart {
  staged.push(part.staged);
  return part;
}

async function sealBytes(
  tools: Pick<CaseTools, 'store'>,
  recipients: readonly string[],
  name: string,
  filler: Filler,
  content: string,
): Promise<SealedPart> {
  const bytes = Buffer.from(content, 'utf8');
  try {
    const staged = await tools.store.stage(seal(recipients, filler, [bytes]));
    const type = filler === 'json' ? 'application/json' : 'text/plain; charset=utf-8';
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return {
      staged: { ...staged, name },
      entry: { part: name, name, type, bytes: bytes.length, sha256 },
    };
  } finally {
    bytes.fill(0);
  }
}
