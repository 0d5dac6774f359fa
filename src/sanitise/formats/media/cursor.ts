import { type Input, NotCleanable } from '../format.ts';

/**
 * Reads an input once, from the start to the end, in memory that does not grow with the file. The bytes it gives are good
 * until it is asked for more.
 */
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

/** As much as a pipe holds; it grows with the largest frame. Small, because it is read and looked through again and again. */
const ROOM = 1 << 16;

export function openCursor(input: Input): Cursor {
  const read = input.reader();
  let room = Buffer.allocUnsafeSlow(ROOM);
  let from = 0;
  let to = 0;
  let position = 0;

  /** Holds at least `length` bytes, fewer only at the end. */
  function fill(length: number): void {
    if (to - from >= length) return;
    if (from + length > room.length) {
      const larger = length > room.length ? Buffer.allocUnsafeSlow(length + ROOM) : room;
      room.copy(larger, 0, from, to);
      room = larger;
      to -= from;
      from = 0;
    }
    while (to - from < length) {
      const bytesRead = read(room, to);
      if (bytesRead === 0) return;
      to += bytesRead;
    }
  }

  function advance(length: number): Buffer {
    const bytes = room.subarray(from, Math.min(from + length, to));
    from += bytes.length;
    position += bytes.length;
    return bytes;
  }

  async function some(length: number): Promise<Buffer> {
    fill(1);
    return advance(length);
  }

  return {
    get position() {
      return position;
    },
    async take(length) {
      fill(length);
      if (to - from < length) throw new NotCleanable('damaged', 'the file ended early');
      return advance(length);
    },
    async peek(length) {
      fill(length);
      return room.subarray(from, Math.min(from + length, to));
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
      fill(1);
      return to === from;
    },
  };
}
