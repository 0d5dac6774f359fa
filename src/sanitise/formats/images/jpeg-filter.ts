import { NotCleanable } from '../format.ts';
import { DHT, DQT, DRI, EOI, isFrame, type Segment, SOI, SOS } from './jpeg-segments.ts';
import { isSrgbProfile } from './profile.ts';

const ADOBE = 0xee;
/** Version 1.1, no unit, square pixels, no thumbnail. */
const JFIF = Buffer.from('ffe000104a46494600010100000100010000', 'hex');

/** True when the pixels mean the same without the colour profile: there is none, or it is sRGB. */
export function keepsItsColours(segments: readonly Segment[]): boolean {
  const profile = segments.filter(({ data }) => data.toString('latin1', 0, 12) === 'ICC_PROFILE\0');
  if (profile.length === 0) return true;
  return isSrgbProfile(Buffer.concat(profile.map(({ data }) => data.subarray(14))));
}

/**
 * The picture's own segments bit by bit, with a fresh header; of the metadata only the colour transform, which decides
 * how it looks, is written anew.
 */
export function filterJpeg(bytes: Buffer, segments: readonly Segment[]): Buffer {
  const pieces: Buffer[] = [Buffer.from([0xff, SOI])];
  const adobe = segments.find(({ marker, data }) => marker === ADOBE && isAdobe(data));
  // A file with Adobe's transform has no JFIF header, which would contradict it (CMYK).
  pieces.push(adobe ? adobeSegment(adobe.data) : JFIF);
  for (const { marker, start, end } of segments) {
    if (isFrame(marker) || [DHT, DQT, DRI, SOS].includes(marker)) {
      pieces.push(bytes.subarray(start, end));
    } else if (marker === EOI) pieces.push(Buffer.from([0xff, EOI]));
    else if (marker < 0xe0 || marker > 0xfe)
      throw new NotCleanable('damaged', 'JPEG: unknown segment');
  }
  return Buffer.concat(pieces);
}

function isAdobe(data: Buffer): boolean {
  return data.length >= 12 && data.toString('latin1', 0, 5) === 'Adobe';
}

/** Version 100, no flags, and the transform (Adobe Technical Note 5116). */
function adobeSegment(data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from('ffee000e41646f626500640000000000', 'hex').subarray(0, 15),
    Buffer.from([data[11] ?? 0]),
  ]);
}
