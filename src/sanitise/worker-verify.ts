import { pipeInput } from './input.ts';
import { verifyResult } from './verify-result.ts';
import { report, takeOrder } from './worker-channel.ts';

export async function verifyAsOrdered(): Promise<void> {
  await takeOrder('verify', async ({ type }) => {
    const result = pipeInput(0);
    await verifyResult(result, type);
    // Whatever the check did not need to read must not be left unseen: the server compares the length.
    for await (const _rest of result.chunks());
    report({ step: 'done', bytes: result.size, removed: [] });
  });
}
