import { oncePerKind } from '../codecs/frame-scrub.ts';
import { NotCleanable } from '../format.ts';
import { type Box, box, boxesIn, damaged, find, fullBox, need, u16, u32 } from './boxes.ts';
import type { EntryPlan, Found } from './entry-plan.ts';
import {
  rebuildApertures,
  rebuildEdits,
  rebuildHandler,
  rebuildHeader,
  trackId,
} from './headers.ts';
import { noteRemoved } from './removals.ts';
import { rebuildDescriptions } from './sample-entries.ts';
import { parseSampleTable, type SampleTable } from './sample-table.ts';
import { handlerOf, leftOut } from './track-kinds.ts';

export interface KeptTrack {
  id: number;
  entries: EntryPlan[];
  table: SampleTable;
  /** Counts a kind found in the samples once for the track. */
  note: Found;
  /** The rebuilt `trak` around a new table of offsets. */
  write(offsets: Buffer): Buffer;
}

export interface Tracks {
  kept: KeptTrack[];
  /** By id, tracks that are neither picture nor sound. */
  dropped: Map<number, SampleTable>;
}

/** Keeps every track of picture or sound and no other; one that cannot be kept refuses the whole file. */
export function rebuildTracks(moov: Box[], found: Found): Tracks {
  const traks = moov.filter(({ type }) => type === 'trak').map(({ body }) => boxesIn(body));
  const why = leftOut(traks);
  const tracks: Tracks = { kept: [], dropped: new Map() };
  for (const trak of traks) {
    const id = trackId(need(trak, 'tkhd'));
    if (tracks.dropped.has(id) || tracks.kept.some((track) => track.id === id)) {
      throw damaged('two tracks with one id');
    }
    const media = boxesIn(need(trak, 'mdia'));
    const kind = why(trak, media);
    if (kind) {
      tracks.dropped.set(id, parseSampleTable(samplesOf(media), ANY_ENTRIES));
      found(kind);
    } else {
      tracks.kept.push(rebuildTrack(trak, media, id, found));
    }
  }
  if (tracks.kept.length === 0) throw new NotCleanable('unsupported', 'no picture and no sound');
  return tracks;
}

/** A track that is left out may have descriptions of any kind. */
const ANY_ENTRIES: EntryPlan[] = Array(255).fill({ entry: Buffer.alloc(0), scrub: undefined });

function samplesOf(media: Box[]): Box[] {
  return boxesIn(need(boxesIn(need(media, 'minf')), 'stbl'));
}

function rebuildTrack(trak: Box[], media: Box[], id: number, found: Found): KeptTrack {
  const handler = handlerOf(media) === 'vide' ? 'vide' : 'soun';
  const minf = boxesIn(need(media, 'minf'));
  const stbl = boxesIn(need(minf, 'stbl'));
  for (const boxes of [trak, media, minf, stbl]) noteRemoved(boxes, found);
  refuseForeignMedia(minf);
  const descriptions = rebuildDescriptions(need(stbl, 'stsd'), handler, found);
  const table = parseSampleTable(stbl, descriptions.entries);

  const edits = find(trak, 'edts');
  const elst = edits && find(boxesIn(edits.body), 'elst');
  const apertures = find(trak, 'tapt');
  const header = [
    rebuildHeader('tkhd', need(trak, 'tkhd'), found),
    ...(apertures ? [rebuildApertures(boxesIn(apertures.body))] : []),
    ...(elst ? [rebuildEdits(elst.body)] : []),
  ];
  const mediaHeader = [
    rebuildHeader('mdhd', need(media, 'mdhd'), found),
    rebuildHandler(need(media, 'hdlr'), found),
  ];
  const handlerHeader = handler === 'vide' ? videoHeader(minf) : soundHeader(minf);
  // One reference: "in this file" (§ 8.7.2).
  const dinf = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  return {
    id,
    entries: descriptions.entries,
    table,
    note: oncePerKind(found),
    write(offsets) {
      const tables = box('stbl', descriptions.box, ...table.boxes, offsets);
      const mdia = box('mdia', ...mediaHeader, box('minf', handlerHeader, dinf, tables));
      return box('trak', ...header, mdia);
    },
  };
}

function refuseForeignMedia(minf: Box[]): void {
  const dinf = find(minf, 'dinf');
  const dref = dinf && find(boxesIn(dinf.body), 'dref');
  const references = dref ? boxesIn(dref.body.subarray(8)) : [];
  const isForeign = references.some(({ body }) => ((body[3] ?? 0) & 1) === 0);
  if (isForeign) throw new NotCleanable('unsupported', 'the media lie in another file');
}

function videoHeader(minf: Box[]): Buffer {
  const body = find(minf, 'vmhd')?.body;
  return fullBox('vmhd', 0, 1, body && body.length >= 12 ? body.subarray(4, 12) : Buffer.alloc(8));
}

function soundHeader(minf: Box[]): Buffer {
  const body = find(minf, 'smhd')?.body;
  return fullBox('smhd', 0, 0, body && body.length >= 6 ? body.subarray(4, 6) : u16(0), u16(0));
}
