import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { Input } from './formats/format.ts';

const PIECE = 1 << 18;
const readAt = promisify(read);

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
      const { bytesRead } = await readAt(
        fd,
        buffer,
        filled,
        buffer.length - filled,
        start + filled,
      );
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
    for (;;) {
      const { buffer, bytesRead } = await readAt(fd, Buffer.allocUnsafeSlow(PIECE), 0, PIECE, null);
      if (bytesRead === 0) return;
      size += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
  async function whole(): Promise<Buffer> {
    if (all) return all;
    const pieces: Buffer[] = [];
    for await (const piece of chunks()) pieces.push(Buffer.from(piece));
    all = Buffer.concat(pieces);
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
    const { bytesRead } = await readAt(fd, buffer, filled, size - filled, null);
    if (bytesRead === 0) throw new Error('the input ended early');
    filled += bytesRead;
  }
  return buffer;
}
