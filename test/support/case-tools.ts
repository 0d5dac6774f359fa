import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import type { LeaveOut } from '../../src/cases/left-out.ts';
import type { Submission } from '../../src/cases/seal-message.ts';
import { reportKeys, submitReport } from '../../src/cases/submit.ts';
import type { CaseTools } from '../../src/cases/tools.ts';
import { type Channel, configSchema } from '../../src/config/schema.ts';
import type { Sanitiser } from '../../src/sanitise/sanitiser.ts';
import { newCode } from '../../src/seal/code.ts';
import { kdfQueue } from '../../src/seal/kdf-queue.ts';
import { openStore } from '../../src/store/store.ts';

/** The rules on a real store, with a clock that a test sets. */
export interface CaseWorld {
  tools: CaseTools;
  data: string;
  channel: Channel;
  /** Sets the clock to noon (UTC) of a day. */
  setDay(day: string): void;
  /** Sends a report of words and gives its code and case. */
  report(text?: string, leaveOut?: LeaveOut): Promise<{ code: Uint8Array; caseId: string }>;
  close(): Promise<void>;
}

/** The words of reports are all there is to seal here; files have tests of their own with the real sanitiser. */
const NO_FILES = {
  clean: () => Promise.reject(new Error('no file is cleaned here')),
  close: async () => undefined,
} as unknown as Sanitiser;

export async function caseWorld(
  channelOptions: object = {},
  dir?: string,
  more: readonly object[] = [],
): Promise<CaseWorld> {
  const data = dir ?? (await mkdtemp(join(tmpdir(), 'sluse-cases-')));
  const recipient = await identityToRecipient(await generateHybridIdentity());
  const { channels } = configSchema.parse({
    data,
    listen: { intake: { port: 0 } },
    channels: [
      {
        id: 'trial',
        name: { en: 'Trial' },
        languages: ['en'],
        recipients: [{ name: 'Unit', key: recipient }],
        timeZone: 'UTC',
        ...channelOptions,
      },
      ...more,
    ],
  });
  const [channel] = channels as [Channel, ...Channel[]];
  let now = new Date('2026-01-01T12:00:00Z');
  const store = await openStore(data);
  const tools: CaseTools = {
    channels,
    store,
    sanitiser: NO_FILES,
    // The real function at the least cost: its strength is not what is looked at here.
    kdf: kdfQueue({ cost: { memory: 64, passes: 1, parallelism: 1 }, atOnce: 2, waiting: 1000 }),
    pepper: new Uint8Array(32).fill(7),
    clock: () => now,
    heldMinutes: 30,
  };
  const submission = (text: string, leaveOut?: LeaveOut): Submission => ({
    ...(leaveOut ? { leaveOut } : {}),
    fields: { kind: 'report', language: 'en', originals: false },
    text,
    contact: null,
    uploads: [],
  });
  return {
    tools,
    data,
    channel,
    setDay(day) {
      now = new Date(`${day}T12:00:00Z`);
    },
    async report(text = 'words', leaveOut) {
      const code = newCode();
      const keys = await reportKeys(tools, Uint8Array.from(code));
      const sent = await submitReport(tools, channel, keys, submission(text, leaveOut));
      keys.wipe();
      return { code, caseId: sent.case.id };
    },
    async close() {
      await store.close();
      if (dir === undefined) await rm(data, { recursive: true, force: true });
    },
  };
}
