import { type Input, NotCleanable } from '../format.ts';

/** Small reads (headers) are answered from one block of this size, so that a walk costs few system calls. */
const BLOCK = 1 << 18;

/** Reads an input at any place without keeping it in memory. */
export interface Window {
  readonly size: number;
  /** Exactly `length` bytes, not to be changed. @throws NotCleanable('damaged') past the end of the file */
  bytes(at: number, length: number): Promise<Buffer>;
  /** As `bytes`, but a copy the caller may change and hand on. */
  copy(at: number, length: number): Promise<Buffer>;
  /** As `bytes`, all of `room`. */
  fill(room: Buffer, at: number): Promise<void>;
  /** As `bytes`, without reading. */
  mustHold(at: number, length: number): void;
}

export function openWindow(input: Input): Window {
  let block: Buffer = Buffer.alloc(0);
  let blockAt = 0;

  function mustHold(at: number, length: number): void {
    if (at < 0 || length < 0 || at + length > input.size) {
      throw new NotCleanable('damaged', 'the file ends before its parts do');
    }
  }

  async function exactly(at: number, length: number): Promise<Buffer> {
    mustHold(at, length);
    const bytes = await input.read(at, length);
    if (bytes.length !== length) throw new NotCleanable('damaged', 'the file ended early');
    return bytes;
  }

  async function bytes(at: number, length: number): Promise<Buffer> {
    if (at >= blockAt && at + length <= blockAt + block.length) {
      return block.subarray(at - blockAt, at - blockAt + length);
    }
    if (length >= BLOCK || !input.seekable) return exactly(at, length);
    block = await exactly(at, Math.max(length, Math.min(BLOCK, input.size - at)));
    blockAt = at;
    return block.subarray(0, length);
  }

  return {
    size: input.size,
    bytes,
    async copy(at, length) {
      const isOwn = input.seekable && length >= BLOCK;
      return isOwn ? exactly(at, length) : Buffer.from(await bytes(at, length));
    },
    async fill(room, at) {
      mustHold(at, room.length);
      const filled = await input.fill(room, at);
      if (filled < room.length) throw new NotCleanable('damaged', 'the file ended early');
    },
    mustHold,
  };
}
