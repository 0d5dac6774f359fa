import { aacSetUp } from '../codecs/aac-config.ts';
import { bitmapSetUp } from '../codecs/bitmap-header.ts';
import type { FrameScrub } from '../codecs/frame-scrub.ts';
import { NotCleanable } from '../format.ts';

export interface AviStream {
  kind: 'vids' | 'auds';
  scrub: FrameScrub | undefined;
}

const HEADER_SIZE = 56;
const AAC = 0xff;
/** Registered sound formats (mmreg.h) with the most bytes their set-up has: PCM, ADPCM, float, laws, MP2, MP3, AC-3, DTS, WMA. */
const SOUND: Record<number, number> = {
  1: 0,
  2: 36,
  3: 0,
  6: 0,
  7: 0,
  17: 2,
  49: 2,
  80: 22,
  85: 12,
  353: 32,
  8192: 0,
  8193: 0,
  [AAC]: 64,
};

/** What kind of stream a header announces; `undefined` for text, MIDI and others that are left out. */
export function streamKind(header: Buffer): AviStream['kind'] | undefined {
  const kind = header.toString('latin1', 0, 4);
  // DV holds picture, sound and the camera's clock in one.
  if (kind === 'iavs') throw new NotCleanable('unsupported', 'DV');
  return kind === 'vids' || kind === 'auds' ? kind : undefined;
}

/** Numbers only up to the frame rectangle; what stands behind is blanked in place. */
export function cleanStreamHeader(header: Buffer): void {
  header.fill(0, HEADER_SIZE);
}

/** Blanks in place what a stream's format carries beside numbers. */
export function cleanStreamFormat(
  kind: AviStream['kind'],
  format: Buffer,
  note: () => void,
): AviStream {
  if (kind === 'vids') return { kind, scrub: bitmapSetUp(format, note).scrub };
  if (format.length < 14) throw new NotCleanable('damaged', 'a sound format is cut');
  const tag = format.readUInt16LE(0);
  const most = SOUND[tag];
  if (most === undefined) throw new NotCleanable('unsupported', `wave format ${tag}`);
  const count = format.length >= 18 ? format.readUInt16LE(16) : 0;
  if (count > most) throw new NotCleanable('unsupported', 'a sound format with more');
  const behind = format.subarray(18 + count);
  if (behind.some((byte) => byte !== 0)) note();
  behind.fill(0);
  if (tag !== AAC) return { kind, scrub: undefined };
  const aac = aacSetUp(format.subarray(18, 18 + count));
  if (aac.signed) note();
  return { kind, scrub: aac.scrub };
}
