import { NotCleanable } from '../format.ts';

/**
 * Draws a run-length coded bitmap ([MS-WMF] 3.1.6): one byte a pixel, rows from the top. Pixels that are skipped have
 * the first colour. @throws NotCleanable `damaged`
 */
export function drawRuns(data: Buffer, width: number, height: number, bits: 4 | 8): Buffer {
  const pixels = Buffer.alloc(width * height);
  let x = 0;
  let y = 0;
  let at = 0;
  const take = (): number => {
    const byte = data[at++];
    if (byte === undefined) throw new NotCleanable('damaged', 'BMP: cut');
    return byte;
  };
  const draw = (colour: number) => {
    if (x < width && y < height) pixels[(height - 1 - y) * width + x] = colour;
    x++;
  };
  /** Two pixels stand in a byte of four-bit runs, the upper half first. */
  const colourOf = (byte: number, index: number) =>
    bits === 8 ? byte : index % 2 === 0 ? byte >> 4 : byte & 15;

  while (y < height) {
    const count = take();
    const byte = take();
    if (count > 0) {
      for (let index = 0; index < count; index++) draw(colourOf(byte, index));
    } else if (byte === 0) {
      x = 0;
      y++;
    } else if (byte === 1) {
      break;
    } else if (byte === 2) {
      x += take();
      y += take();
    } else {
      let packed = 0;
      for (let index = 0; index < byte; index++) {
        if (bits === 8 || index % 2 === 0) packed = take();
        draw(colourOf(packed, index));
      }
      // Literal pixels are padded to words.
      if (Math.ceil((byte * bits) / 8) % 2 === 1) at++;
    }
  }
  return pixels;
}
