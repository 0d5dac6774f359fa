/** One page, its pixels row by row and deflated as a whole. */
export interface Page {
  width: number;
  height: number;
  /** Grey, grey and opacity, colour, colour and opacity. */
  channels: number;
  bits: 8 | 16;
  pixels: Buffer;
}

const [SHORT, LONG] = [3, 4];

/** Little-endian; the first directory follows at once. */
export function writeTiffHeader(): Buffer {
  return Buffer.from('49492a0008000000', 'hex');
}

/**
 * A directory with its values and pixels, to stand at `offset` in the file. Only what a reader needs to draw the page
 * (TIFF 6.0 § 8), in one strip, with Adobe's deflate (8).
 */
export function writeTiffPage(page: Page, offset: number, last: boolean): Buffer {
  const entries: [tag: number, type: number, count: number, value: number][] = [];
  const extra = 2 - (page.channels % 2);
  const colour = page.channels > 2;
  const bitsSize = page.channels > 2 ? 2 * page.channels : 0;
  const tagCount = extra === 2 ? 10 : 9;
  const directorySize = 2 + 12 * tagCount + 4;
  const bitsAt = offset + directorySize;
  const pixelsAt = bitsAt + bitsSize;
  const padding = page.pixels.length % 2;
  const bits = Buffer.alloc(Math.max(bitsSize, 4));
  for (let at = 0; at < page.channels && at * 2 < bits.length; at++)
    bits.writeUInt16LE(page.bits, at * 2);

  entries.push([256, LONG, 1, page.width], [257, LONG, 1, page.height]);
  entries.push([258, SHORT, page.channels, bitsSize ? bitsAt : bits.readUInt32LE(0)]);
  entries.push([259, SHORT, 1, 8]);
  // Black is zero, or red, green and blue.
  entries.push([262, SHORT, 1, colour ? 2 : 1]);
  entries.push([273, LONG, 1, pixelsAt]);
  entries.push([277, SHORT, 1, page.channels]);
  entries.push([278, LONG, 1, page.height]);
  entries.push([279, LONG, 1, page.pixels.length]);
  // The opacity is not multiplied into the colours.
  if (extra === 2) entries.push([338, SHORT, 1, 2]);

  const directory = Buffer.alloc(directorySize);
  directory.writeUInt16LE(entries.length, 0);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 2 + 12 * index;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    directory.writeUInt32LE(value, at + 8);
  }
  const next = last ? 0 : pixelsAt + page.pixels.length + padding;
  directory.writeUInt32LE(next, directorySize - 4);
  return Buffer.concat([directory, bits.subarray(0, bitsSize), page.pixels, Buffer.alloc(padding)]);
}
