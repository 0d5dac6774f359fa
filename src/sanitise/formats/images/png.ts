import { deflateSync, inflateSync } from 'node:zlib';
import { type Format, type Job, NotCleanable } from '../format.ts';
import { summariseExif } from './exif.ts';
import { MOST_PIXELS } from './limits.ts';
import { type Chunk, chunkOf, PNG_SIGNATURE, readChunks } from './png-chunks.ts';
import {
  fitsColours,
  isExact,
  type PngHeader,
  pixelStreams,
  readPngHeader,
  transparencyOf,
} from './png-pixels.ts';
import { hasUnseenColours, withoutUnseenColours } from './png-unseen.ts';
import { verifyPng } from './png-verify.ts';
import { isSrgbProfile } from './profile.ts';
import { textKind } from './text-keys.ts';
import { summariseXmp } from './xmp.ts';

/** What decides how a picture looks, animated ones included. */
const KEPT = new Set(
  'IHDR PLTE tRNS IDAT IEND acTL fcTL fdAT gAMA cHRM sRGB bKGD sBIT cICP'.split(' '),
);

/**
 * Screen shots and scans keep their pixels bit by bit; the chunks around them go. Only a picture that would look
 * different without them, because it is turned or has a colour profile, is decoded and encoded again; so is one that
 * hides something behind the end of its compressed pixels. Wholly transparent pixels become black.
 */
export const PNG: Format = {
  async clean(input, output, job) {
    const bytes = await input.whole();
    const chunks = [...readChunks(bytes)];
    const last = chunks.at(-1);
    if (last && last.end < bytes.length) job.removed('trailingData');
    const { orientation, changesColours } = countPngMetadata(chunks, job);
    const animated = chunks.some(({ type }) => type === 'acTL');
    const reach = animated ? 'none' : transparencyOf(chunks);
    let pixels: Buffer | undefined;
    const exact = await hasNothingHidden(
      chunks,
      reach === 'pixels' ? (all) => (pixels = all) : undefined,
    );
    if (!exact) job.removed('trailingData');
    if (animated && !exact) throw new NotCleanable('damaged', 'PNG: frames are not in order');
    // The frames of an animation would be lost, and a missing profile costs less.
    const staysCoded = orientation === 1 && !changesColours && reach !== 'encoded';
    if (exact && (animated || staysCoded)) {
      await output(filterPng(pixels ? withoutUnseen(chunks, pixels, job) : chunks));
      return;
    }
    const { encodePng } = await import('./encode.ts');
    await output(finishPng(await encodePng(bytes), job));
  },
  verify: async (result) => verifyPng(await result.whole()),
};

/** @throws NotCleanable also for a picture with more pixels than are taken */
async function hasNothingHidden(
  chunks: readonly Chunk[],
  look?: (pixels: Buffer) => void,
): Promise<boolean> {
  const { width, height } = headerOf(chunks);
  if (width * height > MOST_PIXELS) throw new NotCleanable('tooComplex', 'PNG: too many pixels');
  for (const { pieces, expected } of pixelStreams(chunks)) {
    if (!(await isExact(pieces, expected, look))) return false;
  }
  return true;
}

/** A PNG of an encoder of ours, with nothing but what is seen of its picture. */
export function finishPng(encoded: Buffer, job: Pick<Job, 'removed'>): Buffer {
  const chunks = [...readChunks(encoded)];
  if (transparencyOf(chunks) === 'none') return filterPng(chunks);
  const { pieces } = pixelStreams(chunks)[0] ?? { pieces: [] };
  return filterPng(withoutUnseen(chunks, inflateSync(Buffer.concat(pieces)), job));
}

/** @param pixels those of the only picture, not interlaced */
function withoutUnseen(
  chunks: readonly Chunk[],
  pixels: Buffer,
  job: Pick<Job, 'removed'>,
): readonly Chunk[] {
  const header = headerOf(chunks);
  if (!hasUnseenColours(header, pixels)) return chunks;
  job.removed('hiddenContent');
  const data = deflateSync(withoutUnseenColours(header, pixels));
  const picture = chunkOf('IDAT', data);
  const first = chunks.findIndex(({ type }) => type === 'IDAT');
  return chunks.flatMap((chunk, at) =>
    at === first ? [picture] : chunk.type === 'IDAT' ? [] : [chunk],
  );
}

export function filterPng(chunks: readonly Chunk[]): Buffer {
  const header = headerOf(chunks);
  return Buffer.concat([
    PNG_SIGNATURE,
    ...chunks.filter((chunk) => isKept(header, chunk)).map(({ whole }) => whole),
  ]);
}

function headerOf([first]: readonly Chunk[]): PngHeader {
  if (first?.type !== 'IHDR') throw new NotCleanable('damaged', 'PNG: no header');
  return readPngHeader(first.data);
}

function isKept(header: PngHeader, { type, data }: Chunk): boolean {
  return KEPT.has(type) && fitsColours(header, type, data.length);
}

/** Counts what will be removed, and tells what of it would change how the picture looks. */
function countPngMetadata(chunks: readonly Chunk[], job: Pick<Job, 'removed'>) {
  let orientation = 1;
  let changesColours = false;
  const header = headerOf(chunks);
  for (const chunk of chunks) {
    const { type, data } = chunk;
    if (isKept(header, chunk)) continue;
    if (type === 'eXIf') ({ orientation } = summariseExif(data, job.removed));
    else if (type === 'tIME') job.removed('time');
    else if (type === 'iCCP') {
      job.removed('colourProfile');
      changesColours = !isSrgb(data);
    } else if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') countText(data, job);
    else if (type === 'pHYs') continue;
    else job.removed('other');
  }
  return { orientation, changesColours };
}

function countText(data: Buffer, job: Pick<Job, 'removed'>): void {
  const key = data.toString('latin1', 0, Math.max(0, data.indexOf(0)));
  if (key === 'XML:com.adobe.xmp') summariseXmp(data, job.removed);
  else job.removed(textKind(key));
}

/** Name, zero, method, then the compressed profile. */
function isSrgb(data: Buffer): boolean {
  try {
    return isSrgbProfile(
      inflateSync(data.subarray(data.indexOf(0) + 2), { maxOutputLength: 1 << 22 }),
    );
  } catch {
    // A profile nobody can read changes no colours.
    return true;
  }
}
