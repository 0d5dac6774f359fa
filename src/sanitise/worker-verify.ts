import { piecesInput, pipeInput } from './input.ts';
import { SOURCE } from './protocol.ts';
import { verifyResult } from './verify-result.ts';
import { report, takeOrder } from './worker-channel.ts';

export async function verifyAsOrdered(): Promise<void> {
  await takeOrder('verify', async ({ type, keptFrom }) => {
    const result = keptFrom === undefined ? pipeInput(0) : piecesInput(0, SOURCE, keptFrom);
    await verifyResult(result, type);
    // Whatever the check did not need to read must not be left unseen: the server compares the length.
    const read = result.reader();
    const room = Buffer.allocUnsafe(1 << 16);
    while (read(room, 0) > 0);
    report({ step: 'done', bytes: result.size, removed: [] });
  });
}
