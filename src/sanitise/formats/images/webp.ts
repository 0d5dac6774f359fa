import { type Format, type Job, NotCleanable } from '../format.ts';
import { summariseExif } from './exif.ts';
import { isSrgbProfile } from './profile.ts';
import { readWebpChunks, type WebpChunk, writeWebp, writeWebpChunk } from './webp-chunks.ts';
import { verifyWebp } from './webp-verify.ts';
import { summariseXmp } from './xmp.ts';

const PIXELS = new Set(['VP8 ', 'VP8L', 'ALPH']);
const ANIMATION = new Set(['ANIM', 'ANMF']);
/** Of the flags of VP8X, those for transparency and animation (RFC 9649 § 2.7.1.1). */
const KEPT_FLAGS = 0x12;
/** Rectangle, duration and how to blend, before the chunks of a frame. */
const FRAME_HEADER = 16;

/**
 * The coded picture stays as it is, because encoding WebP again takes seconds and costs quality. Instead it is decoded
 * once and thrown away: a stream made to break a decoder is damaged for a current one.
 */
export const WEBP: Format = {
  async clean(input, output, job) {
    const bytes = await input.whole();
    const end = 8 + bytes.readUInt32LE(4);
    if (end > bytes.length) throw new NotCleanable('damaged', 'WebP: cut');
    if (end < bytes.length) job.removed('trailingData');
    const chunks = [...readWebpChunks(bytes.subarray(12, end))];
    const { orientation, changesColours } = countWebpMetadata(chunks, job);
    const { encodeSeenWebp, encodeWebp, tryDecoding } = await import('./encode.ts');
    // The frames of an animation have no orientation, and lose less by a missing profile than by encoding.
    const animated = chunks.some(({ name }) => name === 'ANMF');
    const lossless = chunks.some(({ name }) => name === 'VP8L');
    const given = bytes.subarray(0, end);
    // Encoders flatten what is transparent before they code with loss; without loss they may keep it.
    const seen = lossless && !animated ? await encodeSeenWebp(given) : undefined;
    if (seen) job.removed('hiddenContent');
    if (seen || (!animated && (orientation !== 1 || changesColours))) {
      const encoded = seen ?? (await encodeWebp(given, lossless));
      await output(filterWebp([...readWebpChunks(encoded.subarray(12))]));
      return;
    }
    await tryDecoding(given, animated);
    await output(filterWebp(chunks));
  },
  verify: async (result) => verifyWebp(await result.whole()),
};

function filterWebp(chunks: readonly WebpChunk[]): Buffer {
  return writeWebp(
    chunks.flatMap((chunk) => {
      if (PIXELS.has(chunk.name) || chunk.name === 'ANIM') return [chunk];
      if (chunk.name === 'VP8X') return [extendedHeader(chunk.data)];
      return chunk.name === 'ANMF' ? [frame(chunk.data)] : [];
    }),
  );
}

/** Flags, three reserved bytes, and the size of the canvas. */
function extendedHeader(data: Buffer): WebpChunk {
  if (data.length !== 10) throw new NotCleanable('damaged', 'WebP: odd header');
  const kept = Buffer.alloc(10);
  data.copy(kept, 4, 4);
  kept[0] = (data[0] ?? 0) & KEPT_FLAGS;
  return { name: 'VP8X', data: kept };
}

function frame(data: Buffer): WebpChunk {
  if (data.length < FRAME_HEADER) throw new NotCleanable('damaged', 'WebP: odd frame');
  const inner = [...readWebpChunks(data.subarray(FRAME_HEADER))].filter(({ name }) =>
    PIXELS.has(name),
  );
  const header = Buffer.from(data.subarray(0, FRAME_HEADER));
  // The upper bits of the flags are reserved.
  header[15] = (header[15] ?? 0) & 3;
  return { name: 'ANMF', data: Buffer.concat([header, ...inner.map(writeWebpChunk)]) };
}

function countWebpMetadata(chunks: readonly WebpChunk[], job: Job) {
  let orientation = 1;
  let changesColours = false;
  for (const { name, data } of chunks) {
    if (PIXELS.has(name) || ANIMATION.has(name) || name === 'VP8X') continue;
    if (name === 'EXIF') {
      // Some programs write the header of JPEG's Exif segment as well.
      const start = data.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0;
      ({ orientation } = summariseExif(data.subarray(start), job.removed));
    } else if (name === 'XMP ') summariseXmp(data, job.removed);
    else if (name === 'ICCP') {
      job.removed('colourProfile');
      changesColours = !isSrgbProfile(data);
    } else job.removed('other');
  }
  return { orientation, changesColours };
}
