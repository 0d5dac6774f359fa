import { type Format, NotCleanable } from '../format.ts';
import { encodePixels } from './encode.ts';
import { decodeHeic } from './heic-decoder.ts';
import { colourProfile, countItems } from './heif-items.ts';
import { filterJpeg } from './jpeg-filter.ts';
import { readSegments } from './jpeg-segments.ts';

/**
 * Becomes a JPEG, which everybody can open. Photos of phones are in Display P3, so their profile is applied and not
 * just dropped.
 */
export const HEIC: Format = {
  async clean(input, output, job) {
    const bytes = await input.whole();
    countItems(bytes, job);
    const profile = colourProfile(bytes);
    const encoded = await encodePixels(await decodeHeic(bytes), profile);
    job.becomes('jpeg');
    await output(filterJpeg(encoded, [...readSegments(encoded)]));
  },
  verify() {
    throw new NotCleanable('residue', 'no result is a HEIC file');
  },
};
