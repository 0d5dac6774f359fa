import { type Format, type Job, NotCleanable } from '../format.ts';
import { type GifBlock, readGif } from './gif-blocks.ts';
import { verifyGif } from './gif-verify.ts';
import { MOST_PIXELS } from './limits.ts';
import { trimLzw } from './lzw.ts';
import { summariseXmp } from './xmp.ts';

/**
 * The pictures of an animation with their timing, bit by bit: decoding and encoding would change colours and timing,
 * and a GIF decoder is too simple to need disarming, as long as its compressed data are in order.
 */
export const GIF: Format = {
  async clean(input, output, job) {
    const bytes = await input.whole();
    const { header, width, height, blocks, end } = readGif(bytes);
    if (width * height > MOST_PIXELS) throw new NotCleanable('tooComplex', 'GIF: too many pixels');
    if (end < bytes.length) job.removed('trailingData');
    const screen = Buffer.from(header);
    // The shape of a pixel, which no browser heeds and some programs fill in.
    screen[12] = 0;
    const pieces: Buffer[] = [screen];
    let control: Buffer | undefined;
    let pictures = 0;
    for (const block of blocks) {
      if (block.kind === 'control') {
        control = block.whole;
      } else if (block.kind === 'loop') {
        pieces.push(block.whole);
      } else if (block.kind === 'picture') {
        if (control) pieces.push(control);
        control = undefined;
        pieces.push(block.whole, trimmed(block, job));
        pictures++;
      } else countRemoved(block, job);
    }
    if (pictures === 0) throw new NotCleanable('damaged', 'GIF: no picture');
    pieces.push(Buffer.from([0x3b]));
    await output(Buffer.concat(pieces));
  },
  verify: async (result) => verifyGif(await result.whole()),
};

/** The compressed pixels without what stands behind their end. */
function trimmed(block: Extract<GifBlock, { kind: 'picture' }>, job: Job): Buffer {
  const used = trimLzw(block.data, block.codeSize, block.pixels);
  if (used < block.data.length) job.removed('trailingData');
  const pieces: Buffer[] = [Buffer.from([block.codeSize])];
  for (let at = 0; at < used; at += 255) {
    const part = block.data.subarray(at, Math.min(used, at + 255));
    pieces.push(Buffer.from([part.length]), part);
  }
  return Buffer.concat([...pieces, Buffer.from([0])]);
}

function countRemoved(block: GifBlock, job: Job): void {
  if (block.kind === 'comment' || block.kind === 'text') job.removed('comment');
  else if (block.whole.includes('XMP DataXMP')) summariseXmp(block.whole, job.removed);
  else if (block.whole.includes('ICCRGBG1')) job.removed('colourProfile');
  else job.removed('other');
}
