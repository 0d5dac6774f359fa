import { inflateSync } from 'node:zlib';
import { NotCleanable } from '../format.ts';

/** The only tags, with their types; the last one where there is opacity. */
const TAGS = '256:4 257:4 258:3 259:3 262:3 273:4 277:3 278:4 279:4';

/**
 * Parses a finished TIFF by itself: directories of nothing but sizes, each followed by the pixels of its page, without
 * a gap in the whole file, and pixels that inflate to just the size of the page.
 */
export function verifyTiff(bytes: Buffer): void {
  const expect = (holds: boolean, what: string) => {
    if (!holds) throw new NotCleanable('residue', `TIFF: ${what}`);
  };
  expect(bytes.toString('hex', 0, 8) === '49492a0008000000', 'header');
  let at = 8;
  while (at !== 0) {
    const count = bytes.readUInt16LE(at);
    const rows = Array.from({ length: count }, (_, index) => at + 2 + 12 * index);
    const names = rows
      .map((row) => `${bytes.readUInt16LE(row)}:${bytes.readUInt16LE(row + 2)}`)
      .join(' ');
    expect(names === TAGS || names === `${TAGS} 338:3`, `tags ${names}`);
    const [width = 0, height = 0, bitsAt = 0, coding, , pixelsAt = 0, channels = 0, , length = 0] =
      rows.map((row) => bytes.readUInt32LE(row + 8));
    expect(coding === 8 && channels >= 1 && channels <= 4, 'coding');
    const next = bytes.readUInt32LE(at + 2 + 12 * count);
    let end = at + 2 + 12 * count + 4;
    let bits = bitsAt & 0xffff;
    if (channels > 2) {
      expect(bitsAt === end, 'a gap');
      bits = bytes.readUInt16LE(end);
      end += 2 * channels;
    }
    expect(bits === 8 || bits === 16, 'depth');
    expect(pixelsAt === end, 'a gap');
    end += length;
    const size = (width * height * channels * bits) / 8;
    const stream = bytes.subarray(pixelsAt, end);
    const { buffer, engine } = inflateExactly(stream, size);
    expect(buffer.length === size && engine.bytesWritten === length, 'pixels');
    if (length % 2 === 1) expect(bytes[end++] === 0, 'padding');
    expect(next === 0 ? end === bytes.length : next === end, 'a gap');
    at = next;
  }
}

function inflateExactly(stream: Buffer, size: number) {
  // With `info` Node gives the stream's state as well, which the types do not know.
  return inflateSync(stream, { maxOutputLength: size, info: true }) as unknown as {
    buffer: Buffer;
    engine: { bytesWritten: number };
  };
}
