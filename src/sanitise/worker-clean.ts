import { cleanJob } from './clean-job.ts';
import { bufferInput, descriptorInput, readPipe } from './input.ts';
import { SOURCE } from './protocol.ts';
import { report, takeOrder } from './worker-channel.ts';
import { bytesOutput, piecesOutput } from './worker-output.ts';

export async function cleanAsOrdered(): Promise<void> {
  await takeOrder('clean', async ({ size, seekable }) => {
    const input = seekable ? descriptorInput(SOURCE, size) : bufferInput(await readPipe(0, size));
    const result = seekable ? piecesOutput(1) : bytesOutput(1);
    const removed = await cleanJob(input, result, {
      found: (type) => report({ step: 'found', type }),
      making: (type) => report({ step: 'making', type }),
    });
    result.finish();
    report({ step: 'done', bytes: result.bytes, removed });
  });
}
