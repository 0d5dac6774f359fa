import type { Format, Job } from '../format.ts';
import { decodeBmp } from './bmp-decoder.ts';
import { finishPng } from './png.ts';
import { verifyPng } from './png-verify.ts';

/** Becomes a PNG: as exact, smaller, and nobody needs a bitmap for being one. */
export const BMP: Format = {
  async clean(input, output, job) {
    const bytes = await input.whole();
    const { width, height, channels, pixels } = decodeBmp(bytes);
    countBmpMetadata(bytes, job);
    const { finish } = await import('./encode.ts');
    const { fromPixels } = await import('./pixels.ts');
    const encoded = await finish(fromPixels(pixels, { width, height, channels }).png());
    job.becomes('png');
    await output(finishPng(encoded, job));
  },
  verify: async (result) => verifyPng(await result.whole()),
};

/** A version 5 header may hold or name a colour profile; the file size in the first header tells of a trailer. */
function countBmpMetadata(bytes: Buffer, job: Job): void {
  const header = bytes.readUInt32LE(14);
  if (header >= 124 && bytes.readUInt32LE(14 + 116) > 0) job.removed('colourProfile');
  const size = bytes.readUInt32LE(2);
  if (size >= 26 && size < bytes.length) job.removed('trailingData');
}
