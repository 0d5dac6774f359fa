import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { cleanJob, type Progress } from './clean-job.ts';
import type { FileType } from './file-types.ts';
import type { Sink } from './formats/format.ts';
import { bufferInput } from './input.ts';
import { verifyResult } from './verify-result.ts';

/**
 * Small clean files of what takes longer the first time: a test picture with a tone, and a letter of a few filler words.
 * Photos are left out, because nearly all of their time is libvips'.
 */
export const SAMPLES: Readonly<Record<string, FileType>> = {
  'film.mp4': 'mp4',
  'letter.docx': 'docx',
  'letter.pdf': 'pdf',
};

const unseen: Sink = { output: async () => {}, keep: undefined };
const unheard: Progress = { found: () => {}, making: () => {} };

/**
 * Does the work once on files of our own while the worker waits, so that V8 knows the code when the real one comes: half
 * of the time of a short PDF, a quarter of that of a film or a document (measured). Stops before the next of them when
 * there is an order.
 */
export async function rehearse(task: 'clean' | 'verify', ordered: () => boolean): Promise<void> {
  for (const [name, type] of Object.entries(SAMPLES)) {
    const input = bufferInput(await readFile(join(import.meta.dirname, 'samples', name)));
    await nextTurn();
    if (ordered()) return;
    if (task === 'clean') await cleanJob(input, unseen, unheard);
    else await verifyResult(input, type);
  }
}
