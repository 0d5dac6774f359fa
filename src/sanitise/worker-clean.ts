import { write } from 'node:fs';
import { promisify } from 'node:util';
import { cleanJob } from './clean-job.ts';
import type { Output } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import { bufferInput, descriptorInput, readPipe } from './input.ts';
import { report, takeOrder } from './worker-channel.ts';

const writeSome = promisify(write);

export async function cleanAsOrdered(): Promise<void> {
  // Loaded while waiting: most files are photos, and loading takes longer than cleaning a small one.
  await Promise.all([import('./formats/images/encode.ts'), FORMATS.jpeg?.(), FORMATS.png?.()]);
  await takeOrder('clean', async ({ size, seekable }) => {
    const input = seekable ? descriptorInput(0, size) : bufferInput(await readPipe(0, size));
    let bytes = 0;
    const output: Output = async (piece) => {
      bytes += piece.length;
      for (let at = 0; at < piece.length; ) {
        const { bytesWritten } = await writeSome(1, piece, at, piece.length - at, null);
        at += bytesWritten;
      }
    };
    const removed = await cleanJob(input, output, {
      found: (type) => report({ step: 'found', type }),
      making: (type) => report({ step: 'making', type }),
    });
    report({ step: 'done', bytes, removed });
  });
}
