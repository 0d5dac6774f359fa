import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { HEAD, type Piece, pieceOf } from './pieces.ts';

/** Pieces are put together up to this size: what is done with each costs more than its bytes. */
const STRETCH = 1 << 18;

/**
 * Puts a result that is told in pieces together: new bytes from the pipe, the rest from the file that was sent.
 * `passed` gets what comes from the pipe as it is, before any of it is put together here.
 *
 * The stream fails with NoPiece, with what `pieces` failed with, or when the file is shorter than `size`, its length.
 */
export function assemble(
  pieces: Readable,
  file: FileHandle,
  size: number,
  passed: (bytes: Buffer) => Promise<void> | undefined,
): Readable {
  return Readable.from(parts(), { objectMode: false, highWaterMark: STRETCH });

  async function* parts(): AsyncGenerator<Buffer> {
    let head: Buffer = Buffer.alloc(0);
    let piece: Piece = { at: undefined, length: 0 };
    let room = Buffer.allocUnsafeSlow(STRETCH);
    let filled = 0;
    for await (const bytes of pieces as AsyncIterable<Buffer>) {
      await passed(bytes);
      let at = 0;
      while (at < bytes.length || (piece.at !== undefined && piece.length > 0)) {
        if (piece.length === 0) {
          const missing = bytes.subarray(at, at + HEAD - head.length);
          at += missing.length;
          head = Buffer.concat([head, missing]);
          if (head.length < HEAD) break;
          piece = pieceOf(head, size);
          head = Buffer.alloc(0);
        }
        const { at: from, length } = piece;
        const most = Math.min(length, room.length - filled);
        let got: number;
        if (from === undefined) {
          got = bytes.copy(room, filled, at, at + most);
          at += got;
        } else {
          // The spool is memory, and a way through the thread pool takes longer than the copy. The handle is asked each time:
          // once it is closed, its number belongs to somebody else's file.
          got = readSync(file.fd, room, filled, most, from);
          if (got === 0) throw new Error('the file became shorter');
        }
        piece = { at: from === undefined ? from : from + got, length: length - got };
        filled += got;
        if (filled < room.length) continue;
        yield room;
        room = Buffer.allocUnsafeSlow(STRETCH);
        filled = 0;
      }
      if (filled === 0) continue;
      yield room.subarray(0, filled);
      room = room.subarray(filled);
      filled = 0;
      if (room.length < STRETCH / 2) room = Buffer.allocUnsafeSlow(STRETCH);
    }
  }
}
