import { NotCleanable } from '../format.ts';
import { familyScrub, videoFamily } from './four-character.ts';
import type { FrameScrub } from './frame-scrub.ts';
import { hintedUserDataScrub } from './user-data.ts';

const SIZE = 40;
const MOST_EXTRA = 1 << 20;
/** 256 colours, or the masks of 16-bit pixels. */
const MOST_PALETTE = 1024;

/**
 * BITMAPINFOHEADER, the picture format of AVI and of Matroska's compatibility mode, changed in place: what follows the forty
 * bytes is a palette or set-up of the codec.
 * @throws NotCleanable('unsupported') when the frames of the codec are not known
 */
export function bitmapSetUp(format: Buffer, note: () => void): { scrub: FrameScrub | undefined } {
  if (format.length < SIZE || format.length > MOST_EXTRA) {
    throw new NotCleanable('damaged', 'a picture format is cut');
  }
  const code = format.toString('latin1', 16, 20);
  const family = videoFamily(code);
  if (!family) throw new NotCleanable('unsupported', `video code ${JSON.stringify(code)}`);
  const extra = format.subarray(SIZE);
  if (family === 'mpeg') hintedUserDataScrub(extra, note);
  else if (family === 'plain' && extra.length > MOST_PALETTE) {
    throw new NotCleanable('unsupported', 'a codec with set-up data');
  } else if (family === 'jpeg') {
    // A table of field orders at most; decoders work without.
    if (extra.some((byte) => byte !== 0)) note();
    extra.fill(0);
  } else if (family !== 'plain') familyScrub(family)?.(extra, note);
  return { scrub: familyScrub(family) };
}
