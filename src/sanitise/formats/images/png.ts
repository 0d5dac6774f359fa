import { inflateSync } from 'node:zlib';
import type { Format, Job } from '../format.ts';
import { summariseExif } from './exif.ts';
import { type Chunk, PNG_SIGNATURE, readChunks } from './png-chunks.ts';
import { verifyPng } from './png-verify.ts';
import { textKind } from './text-keys.ts';
import { summariseXmp } from './xmp.ts';

/** What decides how a picture looks, animated ones included. */
const KEPT = new Set(
  'IHDR PLTE tRNS IDAT IEND acTL fcTL fdAT gAMA cHRM sRGB bKGD sBIT cICP'.split(' '),
);

/**
 * Screen shots and scans keep their pixels bit by bit; the chunks around them go. Only a picture that would look
 * different without them, because it is turned or has a colour profile, is decoded and encoded again.
 */
export const PNG: Format = {
  async clean(input, output, job) {
    const bytes = await input.whole();
    const chunks = [...readChunks(bytes)];
    const last = chunks.at(-1);
    if (last && last.end < bytes.length) job.removed('trailingData');
    const orientation = countPngMetadata(chunks, job);
    const profile = chunks.find(({ type }) => type === 'iCCP');
    if (orientation === 1 && !(profile && !isSrgb(profile.data))) {
      await output(filterPng(chunks));
      return;
    }
    const { encodePng } = await import('./encode.ts');
    await output(filterPng([...readChunks(await encodePng(bytes))]));
  },
  verify: async (result) => verifyPng(await result.whole()),
};

export function filterPng(chunks: readonly Chunk[]): Buffer {
  return Buffer.concat([
    PNG_SIGNATURE,
    ...chunks.filter(({ type }) => KEPT.has(type)).map(({ whole }) => whole),
  ]);
}

/** Counts what will be removed and tells the orientation. */
function countPngMetadata(chunks: readonly Chunk[], job: Pick<Job, 'removed'>): number {
  let orientation = 1;
  for (const { type, data } of chunks) {
    if (KEPT.has(type)) continue;
    if (type === 'eXIf') ({ orientation } = summariseExif(data, job.removed));
    else if (type === 'tIME') job.removed('time');
    else if (type === 'iCCP') job.removed('colourProfile');
    else if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') countText(data, job);
    else if (type === 'pHYs' || type === 'hIST') continue;
    else job.removed('other');
  }
  return orientation;
}

function countText(data: Buffer, job: Pick<Job, 'removed'>): void {
  const key = data.toString('latin1', 0, Math.max(0, data.indexOf(0)));
  if (key === 'XML:com.adobe.xmp') summariseXmp(data, job.removed);
  else job.removed(textKind(key));
}

/** Name, zero, method, then the compressed profile; all usual profiles of sRGB say so in their description. */
function isSrgb(data: Buffer): boolean {
  try {
    const profile = inflateSync(data.subarray(data.indexOf(0) + 2), { maxOutputLength: 1 << 22 });
    return profile.includes('sRGB') || profile.includes(Buffer.from('\0s\0R\0G\0B', 'latin1'));
  } catch {
    // A profile nobody can read changes no colours.
    return true;
  }
}
