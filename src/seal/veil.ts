import { createCipheriv, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';

/**
 * Keeps a file unreadable while it lies on a disk for a moment, under a key that is in memory only. For uploads that are too
 * large for memory and ought to be sealed already: what somebody chooses by mistake must not reach the disk readable.
 */
export interface Veil {
  cover(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer>;
  /** Reads a covered file at any place. */
  reader(file: FileHandle): RandomAccessReader;
  /** From now on nobody can read it. */
  forget(): void;
}

const BLOCK = 16;

export function newVeil(): Veil {
  const key = randomBytes(32);
  // Counter mode: decrypting is encrypting, from any block on (NIST SP 800-38A § 6.5). The key is used for one file only.
  const cipherFrom = (position: number) => {
    const counter = Buffer.alloc(BLOCK);
    counter.writeBigUInt64BE(BigInt(Math.floor(position / BLOCK)), 8);
    const cipher = createCipheriv('aes-256-ctr', key, counter);
    cipher.update(Buffer.alloc(position % BLOCK));
    return cipher;
  };
  async function* through(source: AsyncIterable<Uint8Array>, position: number) {
    const cipher = cipherFrom(position);
    for await (const piece of source) yield cipher.update(piece);
  }
  return {
    cover: (source) => through(source, 0),
    reader: (file) =>
      new (class extends RandomAccessReader {
        override _readStreamForRange(start: number, end: number): Readable {
          if (start === end) return Readable.from([]);
          return Readable.from(through(piecesOf(file, start, end), start));
        }
      })(),
    forget: () => void key.fill(0),
  };
}

const PIECE = 1 << 18;

async function* piecesOf(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, end - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) return;
    yield piece.subarray(0, bytesRead);
    at += bytesRead;
  }
}
