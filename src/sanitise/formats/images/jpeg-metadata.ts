import type { Job } from '../format.ts';
import { summariseExif } from './exif.ts';
import { summarisePhotoshop } from './iptc.ts';
import { APP0, COM, EOI, type Segment } from './jpeg-segments.ts';
import { summariseXmp } from './xmp.ts';

const EXIF = 'Exif\0\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const EXTENDED_XMP = 'http://ns.adobe.com/xmp/extension/\0';
const PHOTOSHOP = 'Photoshop 3.0\0';
const PROFILE = 'ICC_PROFILE\0';

/** Counts what will be removed. */
export function countJpegMetadata(
  bytes: Buffer,
  segments: readonly Segment[],
  job: Pick<Job, 'removed'>,
): void {
  let profile = false;
  for (const { marker, data, end } of segments) {
    const text = data.toString('latin1', 0, 36);
    if (marker === COM) job.removed('comment');
    else if (marker === EOI && end < bytes.length) job.removed('trailingData');
    else if (marker < APP0 || marker > APP0 + 15) continue;
    else if (text.startsWith(EXIF)) {
      summariseExif(data.subarray(EXIF.length), job.removed);
    } else if (text.startsWith(XMP)) summariseXmp(data.subarray(XMP.length), job.removed);
    else if (text.startsWith(EXTENDED_XMP)) job.removed('other');
    else if (text.startsWith(PHOTOSHOP)) {
      summarisePhotoshop(data.subarray(PHOTOSHOP.length), job.removed);
    } else if (text.startsWith(PROFILE)) profile = true;
    else if (text.startsWith('JFXX\0')) job.removed('thumbnail');
    else if (text.startsWith('JFIF\0')) {
      // Width and height of a thumbnail (JFIF 1.02).
      if ((data[12] ?? 0) * (data[13] ?? 0) > 0) job.removed('thumbnail');
    } else if (text.startsWith('MPF\0')) job.removed('thumbnail');
    else if (!text.startsWith('Adobe')) job.removed('other');
  }
  if (profile) job.removed('colourProfile');
}
