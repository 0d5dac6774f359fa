import { type Format, NotCleanable } from '../format.ts';
import { encodeJpeg, encodePng, inspect } from './encode.ts';
import { countItems, hasTrack } from './heif-items.ts';
import { filterJpeg } from './jpeg-filter.ts';
import { readSegments } from './jpeg-segments.ts';
import { finishPng } from './png.ts';

/** Becomes a JPEG, which everybody can open, and which encodes ten times faster; with transparency a PNG. */
export const AVIF: Format = {
  async clean(input, output, job) {
    const bytes = await input.whole();
    if (hasTrack(bytes)) throw new NotCleanable('unsupported', 'AVIF: an animation');
    countItems(bytes, job);
    const { hasAlpha } = await inspect(bytes);
    if (hasAlpha) {
      job.becomes('png');
      await output(finishPng(await encodePng(bytes), job));
    } else {
      job.becomes('jpeg');
      const encoded = await encodeJpeg(bytes);
      await output(filterJpeg(encoded, [...readSegments(encoded)]));
    }
  },
  verify() {
    throw new NotCleanable('residue', 'no result is an AVIF file');
  },
};
