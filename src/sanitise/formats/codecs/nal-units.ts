import type { RemovalKind } from '../../outcome.ts';
import { NotCleanable } from '../format.ts';
import type { FrameScrub } from './frame-scrub.ts';
import { seiPlace } from './sei.ts';

export type NalCodec = 'h264' | 'h265';

/** ITU-T H.264 table 7-1: slices, parameter sets, delimiters, auxiliary and extension slices; no reserved types. */
const H264_KEPT = new Set([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 19, 20]);
/** ITU-T H.265 table 7-1: all used slice types, parameter sets, delimiters. */
const H265_KEPT = new Set([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 18, 19, 20, 21, 32, 33, 34, 35, 36, 37,
]);
const UNSPECIFIED_FROM = { h264: 24, h265: 48 };

/** For samples in MP4 and Matroska, where each unit follows its length. */
export function lengthPrefixedScrub(codec: NalCodec, lengthSize: number): FrameScrub {
  return (frame, note) => {
    let changed = false;
    for (let at = 0; at < frame.length; ) {
      if (at + lengthSize > frame.length) throw new NotCleanable('damaged', 'a unit length is cut');
      const start = at + lengthSize;
      const end = start + frame.readUIntBE(at, lengthSize);
      if (end > frame.length) throw new NotCleanable('damaged', 'a unit is longer than its sample');
      if (neutraliseUnit(codec, frame, start, end, note)) changed = true;
      at = end;
    }
    return changed;
  };
}

/** For streams in AVI, where units follow start codes. */
export function annexBScrub(codec: NalCodec): FrameScrub {
  return (frame, note) => {
    let start = nextStartCode(frame, 0);
    frame.fill(0, 0, Math.max(0, start - 3));
    while (start < frame.length) {
      const next = nextStartCode(frame, start);
      let end = next < frame.length ? next - 3 : next;
      while (end > start && frame[end - 1] === 0) end--;
      neutraliseUnit(codec, frame, start, end, note);
      start = next;
    }
    // What stands between units is filled anew as well.
    return true;
  };
}

/** Where the unit after the next start code begins; the frame's length when there is none. */
function nextStartCode(frame: Buffer, from: number): number {
  for (let at = frame.indexOf(1, from); at !== -1; at = frame.indexOf(1, at + 1)) {
    if (at - 2 >= from && frame[at - 1] === 0 && frame[at - 2] === 0) return at + 1;
  }
  return frame.length;
}

function neutraliseUnit(
  codec: NalCodec,
  frame: Buffer,
  start: number,
  end: number,
  note: (kind: RemovalKind) => void,
): boolean {
  if (start === end) return false;
  const kind = strange(codec, frame.subarray(start, end));
  if (kind === 'keep') return false;
  if (kind !== 'filler') note(kind);
  writeFiller(codec, frame, start, end);
  return true;
}

/** What a unit holds that has to go, `keep` when it is picture, `filler` when it is padding (whose bytes may say anything). */
function strange(codec: NalCodec, unit: Buffer): RemovalKind | 'keep' | 'filler' {
  const type = unitType(codec, unit);
  if ((codec === 'h264' ? H264_KEPT : H265_KEPT).has(type)) return 'keep';
  if (codec === 'h264' ? type === 12 : type === 38) return 'filler';
  if (codec === 'h264' ? type === 6 : type === 39 || type === 40) return seiPlace(codec, unit);
  return type >= UNSPECIFIED_FROM[codec] ? 'hiddenContent' : 'other';
}

export function unitType(codec: NalCodec, unit: Buffer): number {
  const first = unit[0] ?? 0;
  return codec === 'h264' ? first & 31 : (first >> 1) & 63;
}

/**
 * Filler data (H.264 § 7.3.2.7, H.265 § 7.3.2.8) is what encoders pad with and every decoder skips. It takes exactly
 * the room of the unit it replaces. A unit too short for a header and the stop bit becomes an empty one.
 */
function writeFiller(codec: NalCodec, frame: Buffer, start: number, end: number): void {
  const header = codec === 'h264' ? [0x0c] : [0x4c, 0x01];
  frame.fill(0xff, start, end);
  for (const [index, byte] of header.entries())
    if (start + index < end) frame[start + index] = byte;
  if (end - start > header.length) frame[end - 1] = 0x80;
}
