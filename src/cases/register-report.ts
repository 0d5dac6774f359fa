import { createHash, randomBytes } from 'node:crypto';
import type { Channel } from '../config/schema.ts';
import { seal } from '../seal/age-file.ts';
import { FORMAT, type Manifest, PART } from '../seal/message.ts';
import type { Staged } from '../store/store.ts';
import type { Arrival } from './case-events.ts';
import { decide } from './case-record.ts';
import type { LeaveOut } from './left-out.ts';
import { reportKeys, type Submitted, submitReport } from './submit.ts';
import type { CaseTools } from './tools.ts';

/** A report that came by another way than the pages (directive art. 9(2), 18; lov 1436/2021 § 24). */
export interface Registration {
  channel: Channel;
  arrival: Exclude<Arrival, 'web'>;
  language: string;
  text: string;
  /** Minutes to lay into the reporter's mailbox, who may approve or correct them; empty for none. */
  minutes: string;
  /** Whom whoever reported wants left out. */
  leaveOut: LeaveOut;
}

/**
 * Seals it like any other report, under a code that was made with the form: the same form sent twice is one case. Takes the
 * code and wipes it.
 * @returns `changed` when another report was registered under this code; this one was not
 */
export async function registerReport(
  tools: CaseTools,
  code: Uint8Array,
  { channel, arrival, language, text, minutes, leaveOut }: Registration,
): Promise<{ caseId: string; way: Submitted['way'] }> {
  const submission = {
    fields: { kind: 'report' as const, language, originals: false },
    text,
    contact: null,
    uploads: [],
    leaveOut,
  };
  const keys = await reportKeys(tools, code);
  const { case: row, way } = await submitReport(tools, channel, keys, submission, arrival);
  keys.wipe();
  const there = await tools.store.messages(row.id);
  const laid = way === 'changed' || there.some(({ kind }) => kind === 'minutes');
  if (minutes !== '' && row.replyRecipient !== null && !laid) {
    await layMinutes(tools, row.id, row.replyRecipient, minutes);
  }
  return { caseId: row.id, way };
}

/** The same shape as a reply that was made offline, so that the mailbox offers to approve it. */
async function layMinutes(
  tools: CaseTools,
  caseId: string,
  recipient: string,
  minutes: string,
): Promise<void> {
  const id = randomBytes(8).toString('hex');
  const text = Buffer.from(minutes);
  const staged: (Staged & { name: string })[] = [];
  const add = async (name: string, filler: 'text' | 'json', content: Buffer) => {
    staged.push({ ...(await tools.store.stage(seal([recipient], filler, [content]))), name });
  };
  try {
    await add(PART.text, 'text', text);
    await decide(tools, caseId, async ({ today }) => {
      if (staged.length === 1) {
        const manifest = manifestOf(caseId, id, today, text);
        await add(PART.manifest, 'json', Buffer.from(JSON.stringify(manifest, null, 2)));
      }
      const message = { id, audience: 'reporter', kind: 'minutes', day: today } as const;
      return {
        steps: [{ kind: 'unit-wrote', day: today }],
        messages: [{ ...message, once: null, heldUntil: null, parts: staged }],
      };
    });
  } catch (error) {
    await tools.store.discard(staged);
    throw error;
  }
}

function manifestOf(caseId: string, message: string, day: string, text: Buffer): Manifest {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const part = { part: PART.text, name: PART.text, type: 'text/plain; charset=utf-8' };
  return {
    format: FORMAT,
    case: caseId,
    message,
    kind: 'minutes',
    day,
    parts: [{ ...part, bytes: text.length, sha256 }],
    notSent: [],
  };
}
