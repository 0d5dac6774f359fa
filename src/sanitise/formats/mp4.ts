import type { RemovalKind } from '../outcome.ts';
import type { Format, Input, Job, Output } from './format.ts';
import { copyParts, type Part } from './media/copy-parts.ts';
import { openWindow, type Window } from './media/window.ts';
import { box, damaged, need, u32, u64 } from './mp4/boxes.ts';
import { rebuildBrands } from './mp4/brands.ts';
import { copyFragments, rebuildExtends } from './mp4/fragments.ts';
import { rebuildHeader } from './mp4/headers.ts';
import { readLayout } from './mp4/layout.ts';
import { noteRemoved } from './mp4/removals.ts';
import { offsetBox } from './mp4/sample-table.ts';
import { type KeptTrack, rebuildTracks, type Tracks } from './mp4/tracks.ts';
import { verifyMp4 } from './mp4/verify.ts';

const LARGEST_NARROW = 0xffff_ffff;

/**
 * MP4, MOV, 3GP and M4A (ISO 14496-12, QuickTime File Format): builds a new file from the boxes that say how to show
 * picture and sound, and copies only the samples they name. Two passes, so memory does not grow with the media: the
 * headers are read and rebuilt, then the samples follow in the order they had.
 */
export const mp4: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    const window = openWindow(input);
    const found = (kind: RemovalKind) => job.removed(kind);
    const layout = await readLayout(window, found);
    noteRemoved(layout.moov, found);
    const tracks = rebuildTracks(layout.moov, found);
    const movie = rebuildHeader('mvhd', need(layout.moov, 'mvhd'), found);
    const extended = rebuildExtends(layout.moov, tracks);
    const isFragmented = layout.fragments.length > 0;
    const plan = planSamples(tracks, window);

    if (plan.bytes === 0 && !isFragmented) throw damaged('no samples');

    const brands = rebuildBrands(layout.brands, found);
    const isWide = window.size + 2 * plan.chunks.length * 8 > LARGEST_NARROW / 2;
    const write = () =>
      box(
        'moov',
        movie,
        ...tracks.kept.map((track, index) =>
          track.write(offsetBox(plan.offsets[index] ?? new Float64Array(), isWide)),
        ),
        ...(isFragmented ? [extended.box] : []),
      );
    const mdat = mdatHeader(plan.bytes, isWide);
    plan.place(brands.length + write().length + mdat.length);
    await output(brands);
    await output(write());
    if (plan.chunks.length > 0) {
      await output(mdat);
      await copyParts(window, plan.parts(), output);
    }
    await copyFragments(window, layout.fragments, tracks, extended.defaults, output);
  },
  verify: verifyMp4,
};

function mdatHeader(bytes: number, isWide: boolean): Buffer {
  const type = Buffer.from('mdat');
  return isWide
    ? Buffer.concat([u32(1), type, u64(bytes + 16)])
    : Buffer.concat([u32(bytes + 8), type]);
}

interface PlannedChunk {
  track: KeptTrack;
  trackIndex: number;
  index: number;
  firstSample: number;
  samples: number;
  description: number;
  at: number;
  bytes: number;
}

/** All chunks of the kept tracks in the order they have in the file. */
function planSamples(tracks: Tracks, window: Window) {
  const chunks: PlannedChunk[] = [];
  for (const [trackIndex, track] of tracks.kept.entries()) {
    for (const chunk of track.table.chunks()) {
      const bytes = track.table.bytesOf(chunk.firstSample, chunk.samples);
      const at = track.table.offsetOf(chunk.index);
      if (bytes > 0 && at + bytes > window.size) throw damaged('a chunk lies behind the end');
      chunks.push({ track, trackIndex, ...chunk, at, bytes });
    }
  }
  chunks.sort((a, b) => a.at - b.at);
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
  // Chunks that share bytes would let a small file grow without end.
  if (bytes > window.size) throw damaged('chunks overlap');
  const offsets = tracks.kept.map((track) => new Float64Array(track.table.chunkCount));

  return {
    chunks,
    bytes,
    offsets,
    /** Lays the chunks out one behind the other from `start`. */
    place(start: number): void {
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
