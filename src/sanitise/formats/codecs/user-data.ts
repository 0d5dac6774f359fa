import type { FrameScrub } from './frame-scrub.ts';

const USER_DATA = 0xb2;
const BLANK = 0x20;
/**
 * Decoders choose their inverse transform and bug tolerances by these names, so the picture would change without them.
 * They name only the codec a file type is known by anyway.
 */
const DECODER_HINT = /^(?:XviD|DivX)[0-9]{1,5}[a-z]?[0-9]{0,5}[a-z]?\0*$/i;
/** FFmpeg's name without its version. */
const NAMELESS_LAVC = /^Lavc[9.]+$/;

/** MPEG-1, -2 and -4 part 2 video: blanks user data (encoder settings, captions, cameras' own blocks). */
export const userDataScrub: FrameScrub = (frame, note) => {
  let changed = false;
  for (const bytes of strangeData(frame)) {
    note('software');
    bytes.fill(BLANK);
    changed = true;
  }
  return changed;
};

/**
 * In AVI and its relatives a decoder that finds no name takes the code XVID for XviD's own transform. So FFmpeg's name
 * stays there, with nines for its version.
 */
export const hintedUserDataScrub: FrameScrub = (frame, note) => {
  let changed = false;
  for (const bytes of strangeData(frame)) {
    note('software');
    changed = true;
    const name = bytes.toString('latin1');
    if (/^Lavc[0-9.]+$/.test(name)) bytes.write(name.replace(/[0-9]/g, '9'), 'latin1');
    else bytes.fill(BLANK);
  }
  return changed;
};

function* strangeData(frame: Buffer): Generator<Buffer> {
  for (const { from, to } of userData(frame)) {
    const bytes = frame.subarray(from, to);
    if (!isNeutral(bytes)) yield bytes;
  }
}

function isNeutral(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  return /^ *$/.test(text) || DECODER_HINT.test(text) || NAMELESS_LAVC.test(text);
}

/** What stands between a user data start code and the next start code (ISO 14496-2 § 6.2.2). */
export function* userData(frame: Buffer): Generator<{ from: number; to: number }> {
  let from = -1;
  for (let at = frame.indexOf(1); at !== -1; at = frame.indexOf(1, at + 1)) {
    if (at < 2 || frame[at - 1] !== 0 || frame[at - 2] !== 0) continue;
    if (from !== -1) yield { from, to: Math.max(from, at - 2) };
    from = frame[at + 1] === USER_DATA ? at + 2 : -1;
  }
  if (from !== -1 && from < frame.length) yield { from, to: frame.length };
}
