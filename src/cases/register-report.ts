import { createHash, randomBytes } from 'node:crypto';
import type { Channel } from '../config/schema.ts';
import { seal } from '../seal/age-file.ts';
import { newCode } from '../seal/code.ts';
import { FORMAT, type Manifest, PART } from '../seal/message.ts';
import type { Staged } from '../store/store.ts';
import type { Arrival } from './case-events.ts';
import { decide } from './case-record.ts';
import { reportKeys, submitReport } from './submit.ts';
import type { CaseTools } from './tools.ts';

/** A report that came by another way than the pages (directive art. 9(2), 18; lov 1436/2021 § 24). */
export interface Registration {
  channel: Channel;
  arrival: Exclude<Arrival, 'web'>;
  language: string;
  text: string;
  /** Minutes to lay into the reporter's mailbox, who may approve or correct them; empty for none. */
  minutes: string;
}

/** Seals it like any other report and makes the reporter a code. The caller wipes the code. */
export async function registerReport(
  tools: CaseTools,
  { channel, arrival, language, text, minutes }: Registration,
): Promise<{ caseId: string; code: Uint8Array }> {
  const code = newCode();
  const keys = await reportKeys(tools, Uint8Array.from(code));
  const submission = {
    fields: { kind: 'report' as const, language, originals: false },
    text,
    contact: null,
    uploads: [],
  };
  const { case: row } = await submitReport(tools, channel, keys, submission, arrival);
  keys.wipe();
  if (minutes !== '' && row.replyRecipient !== null) {
    await layMinutes(tools, row.id, row.replyRecipient, minutes);
  }
  return { caseId: row.id, code };
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
