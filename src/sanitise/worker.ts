import { Console } from 'node:console';
import { read, write, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { cleanJob } from './clean-job.ts';
import type { Input, Output } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import { bufferInput, descriptorInput, pipeInput, readPipe } from './input.ts';
import { CHANNEL, type Order, type Report } from './protocol.ts';
import { reasonOf } from './reason.ts';
import { verifyResult } from './verify-result.ts';

// One job, then the process ends. It runs inside the isolation and sees nothing but its three descriptors: the file
// on 0, the result on 1, orders and reports on CHANNEL.

const readSome = promisify(read);
const writeSome = promisify(write);

// Libraries that print would print into the result.
globalThis.console = new Console(process.stderr);
// libvips would otherwise write large pictures to a temporary file (an unlinked one, but on a disk).
process.env['VIPS_DISC_THRESHOLD'] = '64g';
// Loaded while waiting: most files are photos, and loading takes longer than cleaning a small one.
if (process.argv[2] === 'clean') {
  await Promise.all([import('./formats/images/encode.ts'), FORMATS.jpeg?.(), FORMATS.png?.()]);
}

const order: Order = JSON.parse(await readLine());
try {
  if (order.task === 'clean') await clean(order);
  else await verify(order);
} catch (error) {
  report({ step: 'refused', reason: reasonOf(error) });
}
// At once, without taking everything down in order: the memory is the kernel's to free.
process.exit(0);

async function clean({ size, seekable }: Extract<Order, { task: 'clean' }>): Promise<void> {
  const input: Input = seekable ? descriptorInput(0, size) : bufferInput(await readPipe(0, size));
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
}

async function verify({ type }: Extract<Order, { task: 'verify' }>): Promise<void> {
  const result = pipeInput(0);
  await verifyResult(result, type);
  // Whatever the format did not need to read must not be left unseen: the parent compares the length.
  for await (const _rest of result.chunks());
  report({ step: 'done', bytes: result.size, removed: [] });
}

function report(report: Report): void {
  writeSync(CHANNEL, `${JSON.stringify(report)}\n`);
}

/** Waits for the order, which is one line and the only thing that comes on the channel. */
async function readLine(): Promise<string> {
  let text = '';
  while (!text.endsWith('\n')) {
    const { buffer, bytesRead } = await readSome(CHANNEL, Buffer.alloc(1024), 0, 1024, null);
    // The server ended before it had an order.
    if (bytesRead === 0) process.exit(0);
    text += buffer.toString('latin1', 0, bytesRead);
  }
  return text;
}
