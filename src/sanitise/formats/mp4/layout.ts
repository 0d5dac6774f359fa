import { NotCleanable } from '../format.ts';
import type { Window } from '../media/window.ts';
import { type Box, boxesIn, boxHeader, damaged, find } from './boxes.ts';
import type { Found } from './entry-plan.ts';
import { noteRemoved } from './removals.ts';

export interface Layout {
  /** The body of `ftyp`; QuickTime files from before 2001 have none. */
  brands: Buffer | undefined;
  moov: Box[];
  /** The contents of the `mdat` boxes, in order. */
  media: MediaRange[];
  /** Movie fragments (ISO 14496-12 § 8.8.4): where each begins, and its body. */
  fragments: { at: number; headerLength: number; size: number }[];
}

export interface MediaRange {
  at: number;
  end: number;
}

const MEBIBYTE = 1 << 20;
const LARGEST: Record<string, number> = { ftyp: 4096, moov: 128 * MEBIBYTE, moof: 16 * MEBIBYTE };
const MOST_FRAGMENTS = 200_000;
/** Of padding and unknown boxes this much is looked at to tell what they were. */
const LOOKED_AT = 64 << 10;
/** Types that begin a file's own boxes; anything else that does not fit its file is data after the end. */
const OWN = new Set([
  'ftyp',
  'moov',
  'moof',
  'mdat',
  'free',
  'skip',
  'wide',
  'meta',
  'uuid',
  'udta',
  'sidx',
  'mfra',
]);

/** Finds the top-level boxes. Everything but brands, movie and fragments is left out of the result; samples are copied by offset. */
export async function readLayout(window: Window, found: Found): Promise<Layout> {
  let brands: Buffer | undefined;
  let moov: Box[] | undefined;
  const media: MediaRange[] = [];
  const fragments: Layout['fragments'] = [];
  for (let at = 0; at < window.size; ) {
    const rest = window.size - at;
    const head = await window.bytes(at, Math.min(16, rest));
    const { type, size, length } = rest < 8 ? NO_BOX : headerOr(head, rest);
    const isWhole = size <= rest;
    if (!isWhole && (OWN.has(type) || !moov)) throw damaged(`the file ends inside ${type}`);
    if (!isWhole) {
      found('trailingData');
      break;
    }
    if (size > (LARGEST[type] ?? Number.POSITIVE_INFINITY)) {
      throw new NotCleanable('tooComplex', `${type} is too large`);
    }
    if (type === 'ftyp') {
      brands ??= Buffer.from(await window.bytes(at + length, size - length));
    } else if (type === 'moov') {
      if (moov) throw damaged('two movies');
      moov = boxesIn(await window.bytes(at + length, size - length));
    } else if (type === 'moof') {
      fragments.push({ at, headerLength: length, size });
      if (fragments.length > MOST_FRAGMENTS)
        throw new NotCleanable('tooComplex', 'too many fragments');
    } else if (type === 'mdat') {
      media.push({ at: at + length, end: at + size });
    } else {
      const body = await window.bytes(at + length, Math.min(size - length, LOOKED_AT));
      noteTopLevel(type, body, found);
    }
    at += size;
  }
  if (!moov || media.length === 0) throw damaged('no movie or no media');
  if (!find(moov, 'mvhd')) throw new NotCleanable('unsupported', 'a compressed or reference movie');
  return { brands, moov, media, fragments };
}

const NO_BOX = { type: '', size: Number.POSITIVE_INFINITY, length: 8 };

function headerOr(head: Buffer, rest: number): typeof NO_BOX {
  // A size that cannot be is not a box of ours; what is not whole is judged by the caller.
  try {
    return boxHeader(head, rest);
  } catch {
    return NO_BOX;
  }
}

function noteTopLevel(type: string, body: Buffer, found: Found): void {
  if (type === 'PICT') found('thumbnail');
  else if (type === 'udta' || type === 'meta' || /^[\x20-\x7e]{4}$/.test(type)) {
    noteRemoved([{ type, body }], found);
  } else found('trailingData');
}
