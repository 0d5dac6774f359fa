import type { PngHeader } from './png-pixels.ts';

/**
 * What an eraser leaves. Pixels that are wholly transparent still have a colour, and programs that erase to transparency
 * (GIMP, Photoshop, paint programs of phones) mostly leave the one that was there: the erased name, readable again to
 * whoever drops the transparency. Pixels are as PNG has them: rows with a filter byte in front (PNG § 9), not interlaced.
 */

/** True when wholly transparent pixels differ in colour. */
export function hasUnseenColours(header: PngHeader, pixels: Buffer): boolean {
  const { pixel, colour } = layoutOf(header);
  const { width, height } = header;
  let unseen: Uint8Array | undefined;
  for (let offset = colour; offset < pixel; offset++) {
    let some = false;
    eachRow(header, pixels, offset, (row, y) => {
      // Most pictures with an opacity are opaque, and a row of them is told at once.
      if (!unseen && !row.includes(0)) return false;
      unseen ??= new Uint8Array(width * height).fill(1, y * width);
      for (let x = 0, at = y * width; x < width; x++, at++) {
        if (row[x] !== 0) unseen[at] = 0;
        else if (unseen[at] === 1) some = true;
      }
      return false;
    });
    if (!some || !unseen) return false;
  }
  return unseen !== undefined && differIn(header, pixels, unseen);
}

function differIn(header: PngHeader, pixels: Buffer, unseen: Uint8Array): boolean {
  const { width } = header;
  const first = unseen.indexOf(1);
  for (let offset = 0; offset < layoutOf(header).colour; offset++) {
    let expected = -1;
    const differs = eachRow(header, pixels, offset, (row, y) => {
      for (let x = 0, at = y * width; x < width; x++, at++) {
        if (at === first) expected = row[x] as number;
        if (unseen[at] === 1 && row[x] !== expected) return true;
      }
      return false;
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
    eachRow(header, pixels, offset, (row, y) => {
      let to = y * length + offset;
      for (const value of row) {
        plain[to] = value;
        to += pixel;
      }
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

/** Undoes the filters for one byte of every pixel, row by row; stops and returns true when `look` does. */
function eachRow(
  header: PngHeader,
  pixels: Buffer,
  offset: number,
  look: (row: Uint8Array, y: number) => boolean,
): boolean {
  const { width, height } = header;
  const { pixel } = layoutOf(header);
  let above = new Uint8Array(width);
  let row = new Uint8Array(width);
  for (let y = 0; y < height; y++) {
    const start = y * (width * pixel + 1);
    unfilter(pixels[start] ?? 0, pixels, start + 1 + offset, pixel, above, row);
    if (look(row, y)) return true;
    [above, row] = [row, above];
  }
  return false;
}

/** A loop for each filter: one with a choice in it takes three times as long. */
function unfilter(
  filter: number,
  from: Buffer,
  start: number,
  pixel: number,
  above: Uint8Array,
  row: Uint8Array,
): void {
  const width = row.length;
  let at = start;
  let left = 0;
  if (filter === 0) for (let x = 0; x < width; x++, at += pixel) row[x] = from[at] as number;
  else if (filter === 1) {
    for (let x = 0; x < width; x++, at += pixel)
      row[x] = left = (left + (from[at] as number)) & 255;
  } else if (filter === 2) {
    for (let x = 0; x < width; x++, at += pixel)
      row[x] = (above[x] as number) + (from[at] as number);
  } else if (filter === 3) {
    for (let x = 0; x < width; x++, at += pixel) {
      row[x] = left = (((left + (above[x] as number)) >> 1) + (from[at] as number)) & 255;
    }
  } else {
    let corner = 0;
    for (let x = 0; x < width; x++, at += pixel) {
      const up = above[x] as number;
      row[x] = left = (paeth(left, up, corner) + (from[at] as number)) & 255;
      corner = up;
    }
  }
}

/** PNG § 9.4. */
function paeth(left: number, up: number, corner: number): number {
  const a = Math.abs(up - corner);
  const b = Math.abs(left - corner);
  const c = Math.abs(left + up - 2 * corner);
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
