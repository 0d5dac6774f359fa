import { crc32 } from 'node:zlib';
import { NotCleanable } from '../format.ts';
import { fitsColours, isExact, pixelStreams, readPngHeader, transparencyOf } from './png-pixels.ts';
import { hasUnseenColours } from './png-unseen.ts';

/** Most bytes a chunk of a fixed kind may have; pixel data and frames have no bound of their own. */
const LONGEST: Record<string, number> = {
  IHDR: 13,
  PLTE: 768,
  tRNS: 256,
  gAMA: 4,
  cHRM: 32,
  sRGB: 1,
  bKGD: 6,
  sBIT: 4,
  cICP: 4,
  acTL: 8,
  fcTL: 26,
  IDAT: Infinity,
  fdAT: Infinity,
  IEND: 0,
};
/** Everything else may be there once. */
const REPEATED = new Set(['IDAT', 'fdAT', 'fcTL']);

/**
 * Parses a finished PNG by itself: known chunks only, none longer than it can be, pixels that inflate to just the size
 * of the picture, and nothing after any end.
 */
export async function verifyPng(bytes: Buffer): Promise<void> {
  const expect = (holds: boolean, what: string) => {
    if (!holds) throw new NotCleanable('residue', `PNG: ${what}`);
  };
  expect(bytes.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n', 'signature');
  const seen = new Set<string>();
  const chunks: { type: string; data: Buffer }[] = [];
  let at = 8;
  while (!seen.has('IEND')) {
    expect(at + 12 <= bytes.length, 'cut');
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    expect(end <= bytes.length, 'a chunk is cut');
    const longest = Object.hasOwn(LONGEST, name) ? LONGEST[name] : undefined;
    expect(longest !== undefined && length <= longest, 'a chunk that may not be there');
    expect(REPEATED.has(name) || !seen.has(name), 'a chunk twice');
    expect(seen.size > 0 || name === 'IHDR', 'no header');
    expect(crc32(bytes.subarray(at + 4, end - 4)) === bytes.readUInt32BE(end - 4), 'a checksum');
    seen.add(name);
    chunks.push({ type: name, data: bytes.subarray(at + 8, end - 4) });
    at = end;
  }
  expect(seen.has('IDAT'), 'no picture');
  expect(at === bytes.length, 'something after the end');
  const header = readPngHeader(chunks[0]?.data ?? Buffer.alloc(0));
  for (const { type, data } of chunks) expect(fitsColours(header, type, data.length), type);
  const reach = seen.has('acTL') ? 'none' : transparencyOf(chunks);
  expect(reach !== 'encoded', 'transparency that cannot be looked under');
  const look = (pixels: Buffer) => expect(!hasUnseenColours(header, pixels), 'unseen colours');
  for (const { pieces, expected } of pixelStreams(chunks)) {
    const exact = await isExact(pieces, expected, reach === 'pixels' ? look : undefined);
    expect(exact, 'something behind the pixels');
  }
}
