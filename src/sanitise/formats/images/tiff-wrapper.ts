export interface RgbaPixels {
  width: number;
  height: number;
  /** Red, green, blue and opacity, row by row. */
  pixels: Buffer;
}

const [SHORT, LONG, UNDEFINED] = [3, 4, 7];

/** An uncompressed TIFF in memory, the way to hand libvips pixels together with their colour profile. */
export function wrapInTiff(
  { width, height, pixels }: RgbaPixels,
  profile: Buffer | undefined,
): Buffer {
  const count = profile ? 11 : 10;
  const bitsAt = 8 + 2 + 12 * count + 4;
  const profileAt = bitsAt + 8;
  const pixelsAt = profileAt + (profile?.length ?? 0);
  const entries = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 4, bitsAt],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 2],
    [273, LONG, 1, pixelsAt],
    [277, SHORT, 1, 4],
    [278, LONG, 1, height],
    [279, LONG, 1, pixels.length],
    // Opacity that is not multiplied into the colours.
    [338, SHORT, 1, 2],
    ...(profile ? [[34675, UNDEFINED, profile.length, profileAt]] : []),
  ];
  const head = Buffer.alloc(pixelsAt);
  head.write('49492a0008000000', 'hex');
  head.writeUInt16LE(entries.length, 8);
  for (const [index, [tag = 0, type = 0, number = 0, value = 0]] of entries.entries()) {
    const at = 10 + 12 * index;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(number, at + 4);
    head.writeUInt32LE(value, at + 8);
  }
  for (let channel = 0; channel < 4; channel++) head.writeUInt16LE(8, bitsAt + 2 * channel);
  profile?.copy(head, profileAt);
  return Buffer.concat([head, pixels]);
}
