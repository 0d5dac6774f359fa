/** Bytes that come in pieces, from wherever. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** As a stream, for browsers that cannot make one of anything iterable (ReadableStream.from is not in Chromium). */
export function streamOf(source: Bytes): ReadableStream<Uint8Array> {
  const pieces = (async function* () {
    yield* source;
  })();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const next = await pieces.next();
        if (next.done) return controller.close();
        if (next.value.length === 0) continue;
        // A copy: who made the piece may use its buffer again before the stream's reader is done with it.
        return controller.enqueue(new Uint8Array(next.value));
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** As something iterable, for browsers whose streams are not. */
export async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}
