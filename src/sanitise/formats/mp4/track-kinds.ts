import type { RemovalKind } from '../../outcome.ts';
import { NotCleanable } from '../format.ts';
import { type Box, boxesIn, find, need } from './boxes.ts';
import { trackId } from './headers.ts';
import { isKnownSound } from './sound-entries.ts';

/** Handlers of tracks that are neither picture nor sound, or only help to make other pictures of it. */
const KINDS: Record<string, RemovalKind> = {
  tmcd: 'time',
  meta: 'hiddenContent',
  text: 'hiddenContent',
  sbtl: 'hiddenContent',
  subt: 'hiddenContent',
  clcp: 'hiddenContent',
  auxv: 'hiddenContent',
  pict: 'hiddenContent',
};
const ENABLED = 1;

export function handlerOf(media: Box[]): string {
  return need(media, 'hdlr').toString('latin1', 8, 12);
}

/**
 * Why a track is left out; `undefined` for picture and sound, which stay.
 * @throws NotCleanable('unsupported') for picture or sound of an unknown kind: nothing is lost without a word
 */
export function leftOut(traks: Box[][]): (trak: Box[], media: Box[]) => RemovalKind | undefined {
  const chapters = new Set(traks.flatMap(chapterTracks));
  return (trak, media) => {
    const tkhd = need(trak, 'tkhd');
    const handler = handlerOf(media);
    const isEnabled = ((tkhd[3] ?? 0) & ENABLED) !== 0;
    if (handler === 'vide' || handler === 'soun') {
      // Pictures of chapters are a video track that is switched off and named by the main one.
      if (!isEnabled && chapters.has(trackId(tkhd))) return 'chapter';
      return handler === 'soun' && !isEnabled && isSpare(trak, media, traks)
        ? 'hiddenContent'
        : undefined;
    }
    const minf = boxesIn(need(media, 'minf'));
    const isPlayed = find(minf, 'vmhd') !== undefined || find(minf, 'smhd') !== undefined;
    if (isPlayed && !Object.hasOwn(KINDS, handler)) {
      throw new NotCleanable('unsupported', 'picture or sound of an unknown kind');
    }
    if (chapters.has(trackId(tkhd))) return 'chapter';
    return kindOf(handler, media);
  };
}

function chapterTracks(trak: Box[]): number[] {
  const references = find(trak, 'tref');
  const chap = references && find(boxesIn(references.body), 'chap');
  if (!chap) return [];
  const count = Math.floor(chap.body.length / 4);
  return Array.from({ length: count }, (_, index) => chap.body.readUInt32BE(index * 4));
}

/**
 * Newer iPhones write the sound twice, in a codec that is not known here as well; that track is switched off, and the one of
 * the same group plays.
 */
function isSpare(trak: Box[], media: Box[], traks: Box[][]): boolean {
  const minf = boxesIn(need(media, 'minf'));
  const stsd = need(boxesIn(need(minf, 'stbl')), 'stsd');
  const group = alternateGroup(need(trak, 'tkhd'));
  if (group === 0 || isKnownSound(stsd.toString('latin1', 12, 16))) return false;
  return traks.some((other) => {
    const tkhd = need(other, 'tkhd');
    const isPlaying = ((tkhd[3] ?? 0) & ENABLED) !== 0 && alternateGroup(tkhd) === group;
    return isPlaying && handlerOf(boxesIn(need(other, 'mdia'))) === 'soun';
  });
}

function alternateGroup(tkhd: Buffer): number {
  return tkhd.readUInt16BE(tkhd[0] === 1 ? 46 : 34);
}

/** GoPro's and Apple's tracks of readings hold positions; anything else is told as hidden. */
function kindOf(handler: string, media: Box[]): RemovalKind {
  const minf = find(media, 'minf')?.body;
  const isPosition = minf?.includes('gpmd') || minf?.includes('location');
  return handler === 'meta' && isPosition ? 'location' : (KINDS[handler] ?? 'hiddenContent');
}
