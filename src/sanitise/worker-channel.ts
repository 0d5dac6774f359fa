import { read, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { CHANNEL, type Order, type Report } from './protocol.ts';
import { reasonOf } from './reason.ts';

const readSome = promisify(read);

export function report(report: Report): void {
  writeSync(CHANNEL, `${JSON.stringify(report)}\n`);
}

/**
 * Waits for the order, does the work, and tells of an error what it means for the file.
 * @param meanwhile what to do until the order is there
 */
export async function takeOrder<T extends Order['task']>(
  task: T,
  work: (order: Extract<Order, { task: T }>) => Promise<void>,
  meanwhile: (ordered: () => boolean) => Promise<void>,
): Promise<void> {
  let ordered = false;
  const coming = readLine().finally(() => {
    ordered = true;
  });
  await meanwhile(() => ordered);
  const line = await coming;
  // The server ended, or needs this worker no more.
  if (line === '') return;
  const order: Order = JSON.parse(line);
  if (order.task !== task) throw new Error('an order for another kind of worker');
  try {
    await work(order as Extract<Order, { task: T }>);
  } catch (error) {
    report({ step: 'refused', reason: reasonOf(error) });
  }
}

/** One line is all that comes on the channel; nothing when it closes before. */
async function readLine(): Promise<string> {
  let text = '';
  while (!text.endsWith('\n')) {
    const { buffer, bytesRead } = await readSome(CHANNEL, Buffer.alloc(1024), 0, 1024, null);
    if (bytesRead === 0) return '';
    text += buffer.toString('latin1', 0, bytesRead);
  }
  return text;
}
