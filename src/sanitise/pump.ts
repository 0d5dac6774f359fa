import type { Readable, Writable } from 'node:stream';

/**
 * Resolves when the sink takes more, and also when it never will, because its process ended: what that means is told
 * by the process.
 */
function offer(sink: Writable, bytes: Uint8Array): Promise<void> | undefined {
  if (!sink.writable || sink.write(bytes)) return undefined;
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
  let bytes = 0;
  let length: number | undefined;
  let broken: Error | undefined;
  const fail = (error: Error) => {
    broken = error;
  };
  const stopWhenComplete = () => {
    if (bytes === length) result.destroy();
  };
  output.on('error', fail);
  void announced.then((value) => {
    length = value;
    stopWhenComplete();
  });
  try {
    for await (const piece of result) {
      bytes += piece.length;
      if (bytes > most) return undefined;
      await Promise.all([output, ...checkers].map((sink) => offer(sink, piece)));
      if (broken) throw broken;
      if (!output.writable) throw new Error('the output was closed early');
      stopWhenComplete();
    }
  } catch (error) {
    if (bytes !== length || broken) throw error;
  } finally {
    output.off('error', fail);
  }
  for (const checker of checkers) checker.end();
  return bytes;
}
