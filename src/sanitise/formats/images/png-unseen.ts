import type { PngHeader } from './png-pixels.ts';

/**
 * What an eraser leaves. Pixels that are wholly transparent still have a colour, and programs that erase to transparency
 * (GIMP, Photoshop, paint programs of phones) mostly leave the one that was there: the erased name, readable again to
 * whoever drops the transparency. Pixels are as PNG has them: rows with a filter byte in front (PNG § 9), not interlaced.
 */

/** True when wholly transparent pixels differ in colour. */
export function hasUnseenColours(header: PngHeader, pixels: Buffer): boolean {
  const { pixel, colour } = layoutOf(header);
  const unseen = new Uint8Array(header.width * header.height).fill(1);
  let some = false;
  for (let offset = colour; offset < pixel; offset++) {
    some = false;
    eachValue(header, pixels, offset, (value, at) => {
      if (value !== 0) unseen[at] = 0;
      else if (unseen[at] === 1) some = true;
      return false;
    });
    if (!some) return false;
  }
  const first = unseen.indexOf(1);
  for (let offset = 0; offset < colour; offset++) {
    let expected = 0;
    const differs = eachValue(header, pixels, offset, (value, at) => {
      if (at === first) expected = value;
      return at > first && unseen[at] === 1 && value !== expected;
    });
    if (differs) return true;
  }
  return false;
}

/** The same pixels with wholly transparent ones black, each row written as its difference to the one above. */
export function withoutUnseenColours(header: PngHeader, pixels: Buffer): Buffer {
  const { pixel, colour } = layoutOf(header);
  const length = header.width * pixel;
  const plain = Buffer.alloc(length * header.height);
  for (let offset = 0; offset < pixel; offset++) {
    eachValue(header, pixels, offset, (value, at) => {
      plain[at * pixel + offset] = value;
      return false;
    });
  }
  for (let at = 0; at < plain.length; at += pixel) {
    let alpha = 0;
    for (let offset = colour; offset < pixel; offset++) alpha |= plain[at + offset] as number;
    if (alpha === 0) plain.fill(0, at, at + colour);
  }
  const written = Buffer.alloc((length + 1) * header.height);
  for (let row = 0; row < header.height; row++) {
    const to = row * (length + 1);
    const from = row * length;
    written[to] = 2;
    for (let x = 0; x < length; x++) {
      const above = row === 0 ? 0 : (plain[from - length + x] as number);
      written[to + 1 + x] = (plain[from + x] as number) - above;
    }
  }
  return written;
}

/** Bytes of a pixel, and those of its colour, behind which its opacity stands. */
function layoutOf({ colour, bits }: PngHeader): { pixel: number; colour: number } {
  const sample = bits / 8;
  const colours = colour === 6 ? 3 : 1;
  return { pixel: (colours + 1) * sample, colour: colours * sample };
}

/** Undoes the filters for one byte of every pixel; stops and returns true when `look` does. */
function eachValue(
  header: PngHeader,
  pixels: Buffer,
  offset: number,
  look: (value: number, at: number) => boolean,
): boolean {
  const { width, height } = header;
  const { pixel } = layoutOf(header);
  let above = new Uint8Array(width);
  let row = new Uint8Array(width);
  for (let y = 0; y < height; y++) {
    const start = y * (width * pixel + 1);
    const filter = pixels[start];
    let [left, corner] = [0, 0];
    for (let x = 0; x < width; x++) {
      const up = above[x] as number;
      let value = pixels[start + 1 + x * pixel + offset] as number;
      if (filter === 1) value += left;
      else if (filter === 2) value += up;
      else if (filter === 3) value += (left + up) >> 1;
      else if (filter === 4) value += paeth(left, up, corner);
      value &= 0xff;
      if (look(value, y * width + x)) return true;
      row[x] = value;
      left = value;
      corner = up;
    }
    [above, row] = [row, above];
  }
  return false;
}

/** PNG § 9.4. */
function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
