import { readSync } from 'node:fs';
import type { Input } from './formats/format.ts';

const PIECE = 1 << 18;
/** Less room than this would cut what a pipe has ready. */
const LEAST = 1 << 16;

// A worker has one file and nothing else to do, so it waits in the system call itself: a way through Node's thread pool
// for each piece of a pipe takes longer than the piece.

export function bufferInput(bytes: Buffer): Input {
  return {
    size: bytes.length,
    seekable: false,
    read: async (start, length) => bytes.subarray(start, start + length),
    whole: async () => bytes,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
    },
  };
}

/** A file that can be read at any place, given as a descriptor. */
export function descriptorInput(fd: number, size: number): Input {
  async function piece(start: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - start)));
    let filled = 0;
    while (filled < buffer.length) {
      const bytesRead = readSync(fd, buffer, filled, buffer.length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }
  return {
    size,
    seekable: true,
    read: piece,
    whole: () => piece(0, size),
    async *chunks() {
      for (let at = 0; at < size; at += PIECE) yield await piece(at, PIECE);
    },
  };
}

/** The bytes of a pipe, which nobody has counted before: `size` is what was read so far. */
export function pipeInput(fd: number): Input {
  let size = 0;
  let all: Buffer | undefined;

  async function* chunks(): AsyncGenerator<Buffer> {
    if (all) yield* bufferInput(all).chunks();
    // A pipe gives little at a time; what it gave is never written over, so several pieces can lie in one buffer.
    let room = Buffer.alloc(0);
    for (;;) {
      if (room.length < LEAST) room = Buffer.allocUnsafeSlow(4 * PIECE);
      const bytesRead = readSync(fd, room, 0, Math.min(PIECE, room.length), null);
      if (bytesRead === 0) return;
      size += bytesRead;
      yield room.subarray(0, bytesRead);
      room = room.subarray(bytesRead);
    }
  }
  async function whole(): Promise<Buffer> {
    if (all) return all;
    if (size > 0) throw new Error('the pipe was already read in pieces');
    // Grown as it fills: a pipe gives little at a time, and a buffer for each piece would cost more than the reading.
    let buffer = Buffer.allocUnsafeSlow(4 * PIECE);
    for (;;) {
      const bytesRead = readSync(fd, buffer, size, buffer.length - size, null);
      if (bytesRead === 0) break;
      size += bytesRead;
      if (size < buffer.length) continue;
      const larger = Buffer.allocUnsafeSlow(2 * buffer.length);
      buffer.copy(larger);
      buffer = larger;
    }
    all = buffer.subarray(0, size);
    return all;
  }
  return {
    get size() {
      return size;
    },
    seekable: false,
    read: async (start, length) => (await whole()).subarray(start, start + length),
    whole,
    chunks,
  };
}

/** Reads exactly `size` bytes of a pipe into one buffer, without the second copy that joining pieces would take. */
export async function readPipe(fd: number, size: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(size);
  for (let filled = 0; filled < size; ) {
    const bytesRead = readSync(fd, buffer, filled, size - filled, null);
    if (bytesRead === 0) throw new Error('the input ended early');
    filled += bytesRead;
  }
  return buffer;
}
