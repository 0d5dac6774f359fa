import type { RemovalKind } from '../outcome.ts';
import { onlyStreamInfo } from './codecs/flac-info.ts';
import { openFlacScanner } from './flac/frame-scanner.ts';
import { type Format, type Input, type Job, NotCleanable, type Output } from './format.ts';
import { copyParts } from './media/copy-parts.ts';
import { openCursor } from './media/cursor.ts';
import { must } from './media/residue.ts';
import { withoutTags } from './media/tags.ts';
import { noteComments } from './media/vorbis-comments.ts';
import { openWindow, type Window } from './media/window.ts';

const PIECE = 1 << 20;
const INFO_SIZE = 34;
/** Metadata blocks (RFC 9639 § 8.1); the seek table only saves players a search. */
const [STREAMINFO, PADDING, , SEEKTABLE, COMMENT, CUESHEET, PICTURE] = [0, 1, 2, 3, 4, 5, 6];

/** FLAC: the stream information and the frames. */
export const flac: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    const window = openWindow(input);
    const found = (kind: RemovalKind) => job.removed(kind);
    const { start, end } = await withoutTags(window, found);
    const { info, frames } = await readBlocks(window, start, end, found);
    const scanner = openFlacScanner();
    for (let at = frames; at < end; at += PIECE) {
      scanner.push(await window.bytes(at, Math.min(PIECE, end - at)));
    }
    const stream = scanner.end();
    // STREAMINFO: 36 bits of total samples from the middle of byte 13; 0 when the encoder did not know.
    const total = ((info[4 + 13] ?? 0) & 15) * 2 ** 32 + info.readUInt32BE(4 + 14);
    if (total !== 0 && stream.samples < total)
      throw new NotCleanable('damaged', 'frames are missing');
    if (stream.end < end - frames) found('trailingData');
    await output(Buffer.concat([Buffer.from('fLaC'), info]));
    await copyParts(window, [{ at: frames, length: stream.end }], output, job.keep);
  },

  /** The stream information alone, then frames whose checksums follow each other to the last byte. */
  async verify(result: Input): Promise<void> {
    const cursor = openCursor(result);
    const head = await cursor.take(8 + INFO_SIZE);
    must(head.toString('hex', 0, 8) === '664c614380000022', 'other blocks');
    const scanner = openFlacScanner();
    const start = cursor.position;
    while (!(await cursor.ended())) scanner.push(await cursor.some(PIECE));
    must(scanner.end().end === cursor.position - start, 'bytes behind the last frame');
  },
};

async function readBlocks(
  window: Window,
  start: number,
  end: number,
  found: (kind: RemovalKind) => void,
): Promise<{ info: Buffer; frames: number }> {
  if ((await window.bytes(start, 4)).toString('latin1') !== 'fLaC') {
    throw new NotCleanable('damaged', 'no FLAC stream');
  }
  const info = onlyStreamInfo(Buffer.from(await window.bytes(start + 4, 4 + INFO_SIZE)));
  let at = start + 4;
  for (let isLast = false; !isLast; ) {
    const head = await window.bytes(at, 4);
    isLast = ((head[0] ?? 0) & 0x80) !== 0;
    const size = head.readUIntBE(1, 3);
    if (at + 4 + size > end) throw new NotCleanable('damaged', 'a block is cut');
    noteBlock((head[0] ?? 0) & 0x7f, await window.bytes(at + 4, size), found);
    at += 4 + size;
  }
  return { info, frames: at };
}

function noteBlock(type: number, block: Buffer, found: (kind: RemovalKind) => void): void {
  if (type === STREAMINFO || type === SEEKTABLE) return;
  if (type === PADDING) {
    if (block.some((byte) => byte !== 0)) found('trailingData');
  } else if (type === COMMENT) noteComments(block, found);
  else if (type === CUESHEET) found('chapter');
  else found(type === PICTURE ? 'picture' : 'other');
}
