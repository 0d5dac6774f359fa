import { NotCleanable } from '../format.ts';
import type { FrameScrub } from './frame-scrub.ts';

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;

/** Motion JPEG: blanks comments and application segments that a camera repeats in every frame. */
export const jpegFramesScrub: FrameScrub = (frame, note) => {
  let changed = false;
  for (const { marker, from, to } of jpegSegments(frame)) {
    const bytes = frame.subarray(from, to);
    if (marker !== undefined && isShown(marker, bytes)) continue;
    if (bytes.every((byte) => byte === 0)) continue;
    note(marker === undefined ? 'trailingData' : 'device');
    bytes.fill(0);
    changed = true;
  }
  return changed;
};

/**
 * Segments that say how the picture is built. Of the application segments: JFIF without thumbnail, the field order of
 * AVI's motion JPEG, QuickTime's field table, Adobe's colour transform.
 */
export function isShown(marker: number, bytes: Buffer): boolean {
  if (marker === COMMENT || (marker >= 0xf0 && marker <= 0xfd)) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  const starts = (text: string, at = 0) => bytes.toString('latin1', at, at + text.length) === text;
  if (marker === 0xe0 && starts('JFIF\0')) return bytes.length === 14;
  if (marker === 0xe0 && starts('AVI1')) return bytes.subarray(5).every((byte) => byte === 0);
  if (marker === 0xe1 && starts('mjpg', 4)) return bytes.length === 40;
  return marker === 0xee && starts('Adobe') && bytes.length === 12;
}

/**
 * The payloads of all segments of the one or two (interlaced) pictures of a frame; what stands behind or between the
 * pictures has no marker.
 */
export function* jpegSegments(
  frame: Buffer,
): Generator<{ marker: number | undefined; from: number; to: number }> {
  let at = 0;
  while (at < frame.length) {
    const start = frame.indexOf(Buffer.of(0xff, START), at);
    if (start === -1 && at === 0) throw new NotCleanable('damaged', 'a frame is no JPEG picture');
    if (start !== at)
      yield { marker: undefined, from: at, to: start === -1 ? frame.length : start };
    if (start === -1) return;
    at = start + 2;
    for (;;) {
      while (frame[at] === 0xff && frame[at + 1] === 0xff) at++;
      // Cameras leave out the end marker now and then; then nothing can stand behind the picture.
      if (at >= frame.length) return;
      const marker = frame[at + 1];
      if (frame[at] !== 0xff || marker === undefined) {
        throw new NotCleanable('damaged', 'a JPEG frame is not made of segments');
      }
      at += 2;
      if (marker === END) break;
      if (at + 2 > frame.length) throw new NotCleanable('damaged', 'a segment is cut');
      const end = at + frame.readUInt16BE(at);
      if (end < at + 2 || end > frame.length) throw new NotCleanable('damaged', 'a segment is cut');
      yield { marker, from: at + 2, to: end };
      at = marker === SCAN ? nextMarker(frame, end) : end;
    }
  }
}

/** Behind the coded picture: the next marker that is neither a stuffed byte nor a restart. */
function nextMarker(frame: Buffer, from: number): number {
  for (let at = frame.indexOf(0xff, from); at !== -1; at = frame.indexOf(0xff, at + 1)) {
    const next = frame[at + 1];
    if (next !== undefined && next !== 0 && !(next >= 0xd0 && next <= 0xd7) && next !== 0xff)
      return at;
  }
  return frame.length;
}
