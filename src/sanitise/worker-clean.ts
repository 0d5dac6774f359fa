import { cleanJob } from './clean-job.ts';
import { bufferInput, descriptorInput, readPipe } from './input.ts';
import { type Order, SOURCE } from './protocol.ts';
import { rehearse } from './rehearse.ts';
import { report, takeOrder } from './worker-channel.ts';
import { bytesOutput, piecesOutput } from './worker-output.ts';

/** For a worker that is started with its file. */
export const cleanAsOrdered = () => takeOrder('clean', clean, async () => {});
/** For a worker that waits for one. */
export const rehearseCleaning = () =>
  takeOrder('clean', clean, (ordered) => rehearse('clean', ordered));

async function clean({ size, seekable }: Extract<Order, { task: 'clean' }>): Promise<void> {
  const input = seekable ? descriptorInput(SOURCE, size) : bufferInput(await readPipe(0, size));
  const result = seekable ? piecesOutput(1) : bytesOutput(1);
  const removed = await cleanJob(input, result, {
    found: (type) => report({ step: 'found', type }),
    making: (type) => report({ step: 'making', type }),
  });
  result.finish();
  report({ step: 'done', bytes: result.bytes, removed });
}
