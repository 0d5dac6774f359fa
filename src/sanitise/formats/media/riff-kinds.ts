import type { RemovalKind } from '../../outcome.ts';
import { type Chunk, chunksIn } from './chunks.ts';
import { noteId3 } from './tags.ts';
import type { Window } from './window.ts';

type Found = (kind: RemovalKind) => void;

/** Entries of RIFF INFO lists (Microsoft Multimedia Data Standards, Exif 2.3 § 5). */
const INFO: Record<string, RemovalKind> = {
  IART: 'author',
  IENG: 'author',
  ITCH: 'author',
  ICMS: 'author',
  IWRI: 'author',
  ISTR: 'author',
  ICRD: 'time',
  IDIT: 'time',
  ITIM: 'time',
  ISMP: 'time',
  ISFT: 'software',
  ITOC: 'chapter',
  ISRC: 'device',
  ISRF: 'device',
  IMED: 'device',
};
const CHUNKS: Record<string, RemovalKind> = {
  'cue ': 'chapter',
  plst: 'chapter',
  iXML: 'device',
  _PMX: 'description',
  axml: 'description',
  PEAK: 'time',
  umid: 'identifier',
  UMID: 'identifier',
  minf: 'software',
  elm1: 'software',
  regn: 'software',
  LGWV: 'software',
  afsp: 'software',
  DISP: 'description',
  IDIT: 'time',
  strn: 'description',
  strd: 'device',
  exif: 'device',
};
/** Exif in AVI, and what Nikon, Pentax and others write beside it. */
const CAMERA_LISTS = new Set(['exif', 'ncdt', 'hydt', 'pntx', 'mnrt']);
const PADDING = new Set(['JUNK', 'junk', 'FLLR', 'PAD ', 'filr']);
/** Broadcast extension (EBU Tech 3285): description, originator, its reference, date and time, coding history. */
const BEXT: [number, number, RemovalKind][] = [
  [0, 256, 'description'],
  [256, 288, 'author'],
  [288, 320, 'identifier'],
  [320, 338, 'time'],
  [348, 412, 'identifier'],
  [602, Number.POSITIVE_INFINITY, 'software'],
];
const LOOKED_AT = 1 << 20;

/** Counts what a chunk that is left out tells. */
export async function noteChunk(
  window: Window,
  { id, at, size }: Chunk,
  found: Found,
): Promise<void> {
  const content = await window.bytes(at, Math.min(size, LOOKED_AT));
  if (id === 'LIST') {
    const form = content.toString('latin1', 0, 4);
    if (form === 'adtl') return found('chapter');
    if (CAMERA_LISTS.has(form)) return found('device');
    if (form !== 'INFO') return found('other');
    for await (const entry of chunksIn(window, at + 4, at + size, 'LE')) {
      found(INFO[entry.id] ?? 'description');
    }
  } else if (id === 'bext') {
    for (const [from, to, kind] of BEXT) {
      if (content.subarray(from, to).some((byte) => byte !== 0 && byte !== 0x20)) found(kind);
    }
  } else if (id === 'id3 ' || id === 'ID3 ') {
    noteId3(content, found);
  } else if (PADDING.has(id)) {
    if (content.some((byte) => byte !== 0)) found('trailingData');
  } else {
    found(CHUNKS[id] ?? 'other');
  }
}
