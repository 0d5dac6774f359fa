import type { Job } from '../format.ts';
import { NotCleanable } from '../format.ts';
import { filterJpeg } from '../images/jpeg-filter.ts';
import { countJpegMetadata } from '../images/jpeg-metadata.ts';
import { isFrame, readSegments, type Segment } from '../images/jpeg-segments.ts';
import { verifyJpeg } from '../images/jpeg-verify.ts';
import { CannotKeep } from './values.ts';

export interface KeptJpeg {
  data: Buffer;
  width: number;
  height: number;
  components: number;
}

// Baseline, extended and progressive Huffman coding: what viewers decode.
const FRAMES = [0xc0, 0xc1, 0xc2];

const START = Buffer.from([0xff, 0xd8, 0xff]);
const END = Buffer.from([0xff, 0xd9]);

/**
 * A picture in a DCT stream, lossless, without anything but the picture; undefined when there is none in it. Orientation
 * in EXIF means nothing in a PDF.
 * @throws CannotKeep for a picture that is broken or coded in a way that could not be checked
 */
export function keepJpeg(bytes: Buffer, removed: Job['removed']): KeptJpeg | undefined {
  const start = bytes.indexOf(START);
  if (start < 0) return undefined;
  const { whole, segments } = segmentsOf(bytes.subarray(start));
  const frame = segments.find(({ marker }) => isFrame(marker));
  if (!frame || !FRAMES.includes(frame.marker) || frame.data.length < 9) {
    throw new CannotKeep('JPEG: no frame that can be kept');
  }
  if (coloursWouldChange(segments, frame)) throw new CannotKeep('JPEG: colours would change');
  // Producers end the stream's data with a line break; that hides nothing.
  const end = segments.at(-1)?.end ?? whole.length;
  const rest = whole.subarray(end).every((byte) => byte === 10 || byte === 13 || byte === 0);
  countJpegMetadata(rest ? whole.subarray(0, end) : whole, segments, { removed });
  return {
    data: checkedFilter(whole, segments),
    height: frame.data.readUInt16BE(1),
    width: frame.data.readUInt16BE(3),
    components: frame.data[5] as number,
  };
}

/** Tables and scans that no reader could make sense of would fail the check of the whole document. */
function checkedFilter(whole: Buffer, segments: Segment[]): Buffer {
  try {
    const filtered = filterJpeg(whole, segments);
    verifyJpeg(filtered);
    return filtered;
  } catch (error) {
    if (error instanceof NotCleanable) throw new CannotKeep(error.message);
    throw error;
  }
}

/** The segments of a picture; one that is cut gets the end it lacks, since viewers show what there is. */
function segmentsOf(whole: Buffer): { whole: Buffer; segments: Segment[] } {
  for (const bytes of [whole, Buffer.concat([whole, END])]) {
    try {
      return { whole: bytes, segments: [...readSegments(bytes)] };
    } catch (error) {
      if (!(error instanceof NotCleanable)) throw error;
    }
  }
  throw new CannotKeep('JPEG: broken');
}

/**
 * What decodes a picture's three colours (libjpeg's order): a JFIF header, else Adobe's transform, else the components'
 * ids. The filter writes one header, so pictures for which it would decide differently cannot be filtered.
 */
function coloursWouldChange(segments: Segment[], { data }: Segment): boolean {
  if (data[5] !== 3) return false;
  const isHeader = (marker: number, name: string) => (segment: Segment) =>
    segment.marker === marker && segment.data.toString('latin1', 0, name.length) === name;
  const jfif = segments.some(isHeader(0xe0, 'JFIF\0'));
  const adobe = segments.find(isHeader(0xee, 'Adobe'));
  if (adobe) return jfif && adobe.data[11] === 0;
  return !jfif && data[6] === 0x52 && data[9] === 0x47 && data[12] === 0x42;
}
