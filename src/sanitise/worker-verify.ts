import { piecesInput, pipeInput } from './input.ts';
import { type Order, SOURCE } from './protocol.ts';
import { rehearse } from './rehearse.ts';
import { verifyResult } from './verify-result.ts';
import { report, takeOrder } from './worker-channel.ts';

/** For a worker that is started with its file. */
export const verifyAsOrdered = () => takeOrder('verify', verify, async () => {});
/** For a worker that waits for one. */
export const rehearseVerifying = () =>
  takeOrder('verify', verify, (ordered) => rehearse('verify', ordered));

async function verify({ type, keptFrom }: Extract<Order, { task: 'verify' }>): Promise<void> {
  const result = keptFrom === undefined ? pipeInput(0) : piecesInput(0, SOURCE, keptFrom);
  await verifyResult(result, type);
  // Whatever the check did not need to read must not be left unseen: the server compares the length.
  const read = result.reader();
  const room = Buffer.allocUnsafe(1 << 16);
  while (read(room, 0) > 0);
  report({ step: 'done', bytes: result.size, removed: [] });
}
