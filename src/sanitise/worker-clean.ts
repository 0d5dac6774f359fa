import { writeSync } from 'node:fs';
import { cleanJob } from './clean-job.ts';
import type { Output } from './formats/format.ts';
import { bufferInput, descriptorInput, readPipe } from './input.ts';
import { report, takeOrder } from './worker-channel.ts';

export async function cleanAsOrdered(): Promise<void> {
  await takeOrder('clean', async ({ size, seekable }) => {
    const input = seekable ? descriptorInput(0, size) : bufferInput(await readPipe(0, size));
    let bytes = 0;
    const output: Output = async (piece) => {
      bytes += piece.length;
      for (let at = 0; at < piece.length; ) {
        at += writeSync(1, piece, at, piece.length - at, null);
      }
    };
    const removed = await cleanJob(input, output, {
      found: (type) => report({ step: 'found', type }),
      making: (type) => report({ step: 'making', type }),
    });
    report({ step: 'done', bytes, removed });
  });
}
