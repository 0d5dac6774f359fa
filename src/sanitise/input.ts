import { readSync } from 'node:fs';
import type { Input, Reader } from './formats/format.ts';
import { HEAD, NoPiece, type Piece, pieceOf } from './pieces.ts';

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
    fill: async (room, start) => bytes.copy(room, 0, start),
    whole: async () => bytes,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
    },
    reader() {
      let done = 0;
      return (room, at) => {
        const copied = bytes.copy(room, at, done);
        done += copied;
        return copied;
      };
    },
  };
}

/** A file that can be read at any place, given as a descriptor. */
export function descriptorInput(fd: number, size: number): Input {
  async function fill(room: Buffer, start: number): Promise<number> {
    const most = Math.max(0, Math.min(room.length, size - start));
    let filled = 0;
    while (filled < most) {
      const bytesRead = readSync(fd, room, filled, most - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }
  async function piece(start: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - start)));
    return buffer.subarray(0, await fill(buffer, start));
  }
  return {
    size,
    seekable: true,
    read: piece,
    fill,
    whole: () => piece(0, size),
    async *chunks() {
      for (let at = 0; at < size; at += PIECE) yield await piece(at, PIECE);
    },
    reader() {
      let done = 0;
      return (room, at) => {
        const bytesRead = readSync(fd, room, at, Math.min(room.length - at, size - done), done);
        done += bytesRead;
        return bytesRead;
      };
    },
  };
}

/** The bytes of a pipe, which nobody has counted before: `size` is what was read so far. */
export function pipeInput(fd: number): Input {
  return streamInput((room, at) => readSync(fd, room, at, room.length - at, null));
}

/**
 * A result told in pieces (pieces.ts), of a file that can be read at `source`.
 * @param fileSize of that file
 */
export function piecesInput(fd: number, source: number, fileSize: number): Input {
  let piece: Piece = { at: undefined, length: 0 };
  return streamInput((room, place) => {
    while (piece.length === 0) {
      const head = Buffer.alloc(HEAD);
      const bytesRead = fillFrom(fd, head);
      if (bytesRead === 0) return 0;
      if (bytesRead < HEAD) throw new NoPiece('cut');
      piece = pieceOf(head, fileSize);
    }
    const { at, length } = piece;
    const most = Math.min(length, room.length - place);
    const bytesRead = readSync(at === undefined ? fd : source, room, place, most, at ?? null);
    if (bytesRead === 0) throw new NoPiece('cut');
    piece = { at: at === undefined ? at : at + bytesRead, length: length - bytesRead };
    return bytesRead;
  });
}

function streamInput(next: Reader): Input {
  let size = 0;
  let all: Buffer | undefined;

  const counted: Reader = (room, at) => {
    const bytesRead = next(room, at);
    size += bytesRead;
    return bytesRead;
  };

  async function* chunks(): AsyncGenerator<Buffer> {
    if (all) yield* bufferInput(all).chunks();
    // A pipe gives little at a time; what it gave is never written over, so several pieces can lie in one buffer.
    let room = Buffer.alloc(0);
    for (;;) {
      if (room.length < LEAST) room = Buffer.allocUnsafeSlow(4 * PIECE);
      const bytesRead = counted(room.subarray(0, PIECE), 0);
      if (bytesRead === 0) return;
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
      const bytesRead = counted(buffer, size);
      if (bytesRead === 0) break;
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
    fill: async (room, start) => (await whole()).copy(room, 0, start),
    whole,
    chunks,
    reader: () => (all ? bufferInput(all).reader() : counted),
  };
}

/** Reads exactly `size` bytes of a pipe into one buffer, without the second copy that joining pieces would take. */
export async function readPipe(fd: number, size: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(size);
  if (fillFrom(fd, buffer) < size) throw new Error('the input ended early');
  return buffer;
}

/** @returns how much it got; less than there is room for only at the end */
function fillFrom(fd: number, buffer: Buffer): number {
  let filled = 0;
  while (filled < buffer.length) {
    const bytesRead = readSync(fd, buffer, filled, buffer.length - filled, null);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
