import type { Readable, Writable } from 'node:stream';
import type { Walls } from './enclosures.ts';
import { type Exit, startIsolated } from './isolated-process.ts';
import type { Program } from './program.ts';
import { LONGEST_LINE, type Order, parseReport, type Report } from './protocol.ts';

/** The parent's side of one worker: it takes one order, answers with reports and ends. */
export interface Worker {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly exited: Promise<Exit>;
  readonly alive: boolean;
  order(order: Order): void;
  /** The next report; `undefined` when the worker says nothing more, or says something that is not a report. */
  report(): Promise<Report | undefined>;
  kill(): void;
}

/** @param source a descriptor of the file, for a worker that reads it itself */
export function startWorker(isolation: Walls, program: Program, source?: number): Worker {
  const process = startIsolated(isolation, program, { channel: true, source });
  const lines = linesOf(process.channel);
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    exited: process.exited,
    get alive() {
      return process.alive;
    },
    order: (order) => process.channel?.write(`${JSON.stringify(order)}\n`),
    async report() {
      const { value } = await lines.next();
      return value === undefined ? undefined : parseReport(value);
    },
    kill: process.kill,
  };
}

/** The lines of a channel that a hostile file may have taken over: bounded, and ended by anything odd. */
async function* linesOf(channel: Readable | null): AsyncGenerator<string, undefined> {
  if (!channel) return;
  let rest = '';
  try {
    for await (const piece of channel) {
      rest += piece.toString('latin1');
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE) return;
      yield* lines;
    }
  } catch {
    // The worker was killed or broke off; what it said before counts, and its exit tells the rest.
  }
}
