import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflate, inflateSync } from 'node:zlib';
import { NotCleanable } from '../format.ts';

/** Bytes of pixels that are inflated in one piece; a screen shot has some ten million. */
const AT_ONCE = 48 << 20;

const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Where the seven passes of an interlaced picture start and how far their pixels are apart (PNG § 8.2). */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export interface PngHeader {
  width: number;
  height: number;
  bits: number;
  colour: number;
  interlaced: boolean;
}

export function readPngHeader(data: Buffer): PngHeader {
  if (data.length !== 13) throw new NotCleanable('damaged', 'PNG: header');
  const [bits = 0, colour = 0, , , interlace = 0] = data.subarray(8);
  return {
    width: data.readUInt32BE(0),
    height: data.readUInt32BE(4),
    bits,
    colour,
    interlaced: interlace === 1,
  };
}

/**
 * True when a chunk that belongs to the colours has just the length it has in a picture of this kind (PNG § 11.3):
 * more than that is not drawn.
 */
export function fitsColours({ colour, bits }: PngHeader, type: string, length: number): boolean {
  const channels = CHANNELS[colour] ?? 0;
  const indexed = colour === 3;
  switch (type) {
    case 'PLTE':
      return indexed && length % 3 === 0 && length <= 3 * 2 ** bits;
    case 'tRNS':
      return indexed
        ? length <= 2 ** bits
        : colour === 0 || colour === 2
          ? length === 2 * channels
          : false;
    case 'bKGD':
      return length === (indexed ? 1 : colour % 4 === 0 ? 2 : 6);
    case 'sBIT':
      return length === (indexed ? 3 : channels);
    default:
      return true;
  }
}

/**
 * Where colours can be that are not seen: in `pixels` that have an opacity each, or where only a decoder finds them
 * (`encoded`), which are interlaced pixels and tables with several transparent colours.
 */
export function transparencyOf(
  chunks: readonly { type: string; data: Buffer }[],
): 'none' | 'pixels' | 'encoded' {
  const header = readPngHeader(chunks[0]?.data ?? Buffer.alloc(0));
  if (header.colour === 4 || header.colour === 6) return header.interlaced ? 'encoded' : 'pixels';
  const table = chunks.find(({ type }) => type === 'tRNS')?.data ?? [];
  const several = header.colour === 3 && table.filter((opacity) => opacity === 0).length > 1;
  return several ? 'encoded' : 'none';
}

/** How many bytes the pixels of a picture or frame are before compression: rows with a filter byte each. */
export function pixelBytes(header: PngHeader, width: number, height: number): number {
  const bitsPerPixel = (CHANNELS[header.colour] ?? 0) * header.bits;
  const rows = (columns: number, lines: number) =>
    columns === 0 ? 0 : lines * (1 + Math.ceil((columns * bitsPerPixel) / 8));
  if (!header.interlaced) return rows(width, height);
  return ADAM7.reduce(
    (sum, [x, y, stepX, stepY]) =>
      sum +
      rows(
        Math.max(0, Math.ceil((width - x) / stepX)),
        Math.max(0, Math.ceil((height - y) / stepY)),
      ),
    0,
  );
}

/**
 * Inflates the pieces of one stream without keeping what comes out. True when it gives just the bytes the picture has
 * and nothing follows its end: otherwise something else is hidden there.
 *
 * @param look is shown the pixels when they are wanted
 * @throws NotCleanable `damaged` when the picture is not complete
 */
export async function isExact(
  pieces: readonly Buffer[],
  expected: number,
  look?: (pixels: Buffer) => void,
): Promise<boolean> {
  const { length, read, pixels } =
    look || expected <= AT_ONCE
      ? inflateAtOnce(pieces, expected)
      : await inflateInParts(pieces, expected);
  if (pixels) look?.(pixels);
  if (length < expected) throw new NotCleanable('damaged', 'PNG: pixels are missing');
  const given = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return length === expected && read === given;
}

/** How much came out, up to one more than was expected, and how much was read for it. */
interface Inflated {
  length: number;
  read: number;
  /** Just those of the picture, when all came at once. */
  pixels?: Buffer;
}

/** Three times as fast as in parts. */
function inflateAtOnce(pieces: readonly Buffer[], expected: number): Inflated {
  try {
    // Types do not know `info` (nodejs.org/api/zlib: "If true, returns an object with buffer and engine").
    const { buffer, engine } = inflateSync(Buffer.concat(pieces), {
      chunkSize: Math.max(expected + 1, 64),
      maxOutputLength: Math.max(expected + 1, 64),
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    const pixels = buffer.length === expected ? { pixels: buffer } : {};
    return { length: buffer.length, read: engine.bytesWritten, ...pixels };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      return { length: expected + 1, read: 0 };
    }
    throw new NotCleanable('damaged', `PNG: ${String(error)}`);
  }
}

async function inflateInParts(pieces: readonly Buffer[], expected: number): Promise<Inflated> {
  const inflate = createInflate({ chunkSize: 1 << 18 });
  let length = 0;
  try {
    await pipeline(Readable.from(pieces), inflate, async (pixels: AsyncIterable<Buffer>) => {
      for await (const part of pixels) {
        length += part.length;
        if (length > expected) return;
      }
    });
  } catch (error) {
    throw new NotCleanable('damaged', `PNG: ${String(error)}`);
  }
  return { length, read: inflate.bytesWritten };
}

/** The streams of a PNG with the length each must have: the picture, and the frames of an animation. */
export function pixelStreams(
  chunks: Iterable<{ type: string; data: Buffer }>,
): { pieces: Buffer[]; expected: number }[] {
  const streams: { pieces: Buffer[]; expected: number }[] = [];
  let header: PngHeader | undefined;
  let frame: { pieces: Buffer[]; expected: number } | undefined;
  let picture: Buffer[] | undefined;
  for (const { type, data } of chunks) {
    if (type === 'IHDR') header = readPngHeader(data);
    else if (!header) throw new NotCleanable('damaged', 'PNG: no header');
    else if (type === 'IDAT') {
      if (!picture) {
        picture = [];
        streams.push({
          pieces: picture,
          expected: pixelBytes(header, header.width, header.height),
        });
      }
      picture.push(data);
    } else if (type === 'fcTL' && data.length === 26) {
      const [width, height] = [data.readUInt32BE(4), data.readUInt32BE(8)];
      frame = { pieces: [], expected: pixelBytes(header, width, height) };
    } else if (type === 'fdAT') {
      if (!frame || data.length < 4)
        throw new NotCleanable('damaged', 'PNG: a frame without control');
      if (frame.pieces.length === 0) streams.push(frame);
      // After a sequence number.
      frame.pieces.push(data.subarray(4));
    }
  }
  return streams;
}
