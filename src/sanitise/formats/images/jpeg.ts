import type { Format, Input, Job, Output } from '../format.ts';
import { isInDocument } from './in-document.ts';
import { filterJpeg, keepsItsColours } from './jpeg-filter.ts';
import { countJpegMetadata } from './jpeg-metadata.ts';
import { EOI, readSegments, type Segment } from './jpeg-segments.ts';
import { verifyJpeg } from './jpeg-verify.ts';

/**
 * A photo is decoded and encoded again. That disarms a file made to attack a viewer, and takes away the camera's own
 * quantisation tables, which name its model. At quality 92 a page of text in a photo reads the same (OCR; 45 dB, where
 * mat2's quality 75 has 34 dB), and the way through the pixels takes less than half of mat2's time. A picture inside a
 * document is filtered instead: it belongs to the document's looks, and encoding hundreds of them would only cost. Its
 * orientation tag goes with the rest, because programs that show documents do not heed it.
 */
export const JPEG: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    const { bytes, segments, ended } = readToEnd(await input.whole());
    countJpegMetadata(bytes, segments, job);
    if (isInDocument(job) && keepsItsColours(segments) && !ended) {
      await output(filterJpeg(bytes, segments));
      return;
    }
    const { encodeJpeg } = await import('./encode.ts');
    const encoded = await encodeJpeg(bytes, ended);
    await output(filterJpeg(encoded, [...readSegments(encoded)]));
  },
  verify: async (result) => verifyJpeg(await result.whole()),
};

/**
 * Some cameras leave out the end marker. It is added then (`ended`), and whether pixels are missing as well is for a
 * strict decoder to say.
 */
function readToEnd(bytes: Buffer): { bytes: Buffer; segments: Segment[]; ended: boolean } {
  try {
    return { bytes, segments: [...readSegments(bytes)], ended: false };
  } catch {
    const ended = Buffer.concat([bytes, Buffer.from([0xff, EOI])]);
    return { bytes: ended, segments: [...readSegments(ended)], ended: true };
  }
}
