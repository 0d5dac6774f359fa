import type { Part } from '../media/copy-parts.ts';
import { checkExtents, type Extent } from './extents.ts';
import type { MediaRange } from './layout.ts';
import type { Chunk } from './sample-table.ts';
import type { KeptTrack, Tracks } from './tracks.ts';

interface PlannedChunk extends Chunk, Extent {
  track: KeptTrack;
  trackIndex: number;
}

/** All chunks of the kept tracks, in the order they have in the file. */
export interface Plan {
  chunks: PlannedChunk[];
  bytes: number;
  /** Of all tracks, the ones left out too. */
  extents: Extent[];
  /** By kept track: where each of its chunks is in the result. */
  offsets: Float64Array[];
  /** Lays the chunks out one behind the other from `start`. */
  place(start: number): void;
  parts(): Generator<Part>;
}

export function planSamples(tracks: Tracks, media: readonly MediaRange[]): Plan {
  const chunks: PlannedChunk[] = [];
  const extents: Extent[] = [];
  for (const [trackIndex, track] of tracks.kept.entries()) {
    for (const chunk of track.table.chunks()) {
      const bytes = track.table.bytesOf(chunk.firstSample, chunk.samples);
      const at = track.table.offsetOf(chunk.index);
      chunks.push({ track, trackIndex, ...chunk, at, bytes, isKept: true });
    }
  }
  for (const table of tracks.dropped.values()) {
    for (const { index, firstSample, samples } of table.chunks()) {
      const bytes = table.bytesOf(firstSample, samples);
      extents.push({ at: table.offsetOf(index), bytes, isKept: false });
    }
  }
  for (const chunk of chunks) extents.push(chunk);
  checkExtents(extents, media);
  chunks.sort((a, b) => a.at - b.at);
  const offsets = tracks.kept.map((track) => new Float64Array(track.table.chunkCount));
  return {
    chunks,
    bytes: chunks.reduce((sum, chunk) => sum + chunk.bytes, 0),
    extents,
    offsets,
    place(start) {
      let at = start;
      for (const chunk of chunks) {
        const table = offsets[chunk.trackIndex];
        if (table) table[chunk.index] = at;
        at += chunk.bytes;
      }
    },
    parts: () => partsOf(chunks),
  };
}

function* partsOf(chunks: PlannedChunk[]): Generator<Part> {
  for (const { track, description, firstSample, samples, at, bytes } of chunks) {
    const scrub = track.entries[description]?.scrub;
    if (!scrub) {
      yield { at, length: bytes };
      continue;
    }
    let place = at;
    for (let sample = firstSample; sample < firstSample + samples; sample++) {
      const length = track.table.bytesOf(sample, 1);
      if (length > 0) yield { at: place, length, scrub, note: track.note };
      place += length;
    }
  }
}
