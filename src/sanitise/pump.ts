import type { Readable, Writable } from 'node:stream';

/** What a process that is slow to begin may be behind, so that it does not hold up the others. */
const SLACK = 4 << 20;

/**
 * Resolves when the sink takes more, and also when it never will, because its process ended: what that means is told
 * by the process.
 */
export function offer(sink: Writable, bytes: Uint8Array): Promise<void> | undefined {
  if (!sink.writable || sink.write(bytes) || sink.writableLength < SLACK) return undefined;
  return new Promise((resolve) => {
    const done = () => {
      sink.off('drain', done).off('close', done).off('error', done);
      resolve();
    };
    sink.on('drain', done).on('close', done).on('error', done);
  });
}

/** Writes a file to a process, or as much as it wants of it. @throws what the source failed with */
export async function feed(source: Readable, stdin: Writable): Promise<void> {
  for await (const piece of source) {
    if (!stdin.writable) return;
    await offer(stdin, piece);
  }
  stdin.end();
}

/**
 * Gives the same bytes to `output` and to everybody who checks them, at the pace of the slowest, and ends the
 * checkers' streams. Resolves with the number of bytes, or with `undefined` when there are more than `most`.
 *
 * @param announced the length, once the process says it: its pipe stays open for a while longer than that
 * @throws when `output` breaks
 */
export async function share(
  result: Readable,
  output: Writable,
  checkers: readonly Writable[],
  most: number,
  announced: Promise<number | undefined>,
): Promise<number | undefined> {
  const sinks = [output, ...checkers];
  let bytes = 0;
  let length: number | undefined;
  let behind = 0;
  const { promise: over, resolve, reject } = Promise.withResolvers<void>();
  const stopWhenComplete = () => {
    if (bytes === length) resolve();
  };
  // By events: an asynchronous iterator takes longer for each piece than the system for its bytes.
  result.on('data', (piece: Buffer) => {
    bytes += piece.length;
    if (bytes > most) resolve();
    for (const sink of sinks) {
      const caughtUp = offer(sink, piece);
      if (!caughtUp) continue;
      behind++;
      result.pause();
      void caughtUp.then(() => {
        if (--behind === 0) result.resume();
      });
    }
    if (!output.writable) reject(output.errored ?? new Error('the output was closed early'));
    stopWhenComplete();
  });
  result.on('error', reject);
  result.on('close', () => resolve());
  output.on('error', reject);
  void announced.then((value) => {
    length = value;
    stopWhenComplete();
  });
  try {
    await over;
  } finally {
    output.off('error', reject);
    result.destroy();
  }
  if (bytes > most) return undefined;
  for (const checker of checkers) checker.end();
  return bytes;
}
