import { type Input, NotCleanable } from '../format.ts';

/** Reads an input once, from the start to the end, in memory that does not grow with the file. */
export interface Cursor {
  /** Bytes taken or skipped so far. */
  readonly position: number;
  /** Exactly `length` bytes. @throws NotCleanable('damaged') when the file ends before */
  take(length: number): Promise<Buffer>;
  /** As `take`, without moving on; shorter at the end of the file. */
  peek(length: number): Promise<Buffer>;
  /** The next bytes as they come, at most `length`; empty at the end of the file. */
  some(length: number): Promise<Buffer>;
  skip(length: number): Promise<void>;
  ended(): Promise<boolean>;
}

export function openCursor(input: Input): Cursor {
  const source = input.chunks()[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  let position = 0;
  let done = false;

  /** Holds at least `length` bytes, fewer only at the end. */
  async function fill(length: number): Promise<void> {
    if (held.length >= length || done) return;
    const pieces = [held];
    let total = held.length;
    while (total < length) {
      const next = await source.next();
      if (next.done) {
        done = true;
        break;
      }
      pieces.push(next.value);
      total += next.value.length;
    }
    held = pieces.length === 1 ? held : Buffer.concat(pieces);
  }

  function advance(length: number): Buffer {
    const bytes = held.subarray(0, length);
    held = held.subarray(length);
    position += length;
    return bytes;
  }

  async function some(length: number): Promise<Buffer> {
    await fill(1);
    return advance(Math.min(length, held.length));
  }

  return {
    get position() {
      return position;
    },
    async take(length) {
      await fill(length);
      if (held.length < length) throw new NotCleanable('damaged', 'the file ended early');
      return advance(length);
    },
    async peek(length) {
      await fill(length);
      return held.subarray(0, length);
    },
    some,
    async skip(length) {
      for (let left = length; left > 0; ) {
        const piece = await some(left);
        if (piece.length === 0) throw new NotCleanable('damaged', 'the file ended early');
        left -= piece.length;
      }
    },
    async ended() {
      await fill(1);
      return held.length === 0;
    },
  };
}
