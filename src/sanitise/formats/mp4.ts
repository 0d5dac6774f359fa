import type { RemovalKind } from '../outcome.ts';
import type { Format, Input, Job, Output } from './format.ts';
import { copyParts } from './media/copy-parts.ts';
import { openWindow } from './media/window.ts';
import { box, damaged, need, u32, u64 } from './mp4/boxes.ts';
import { rebuildBrands } from './mp4/brands.ts';
import { noteUnused } from './mp4/extents.ts';
import { copyFragments, rebuildExtends } from './mp4/fragments.ts';
import { rebuildHeader } from './mp4/headers.ts';
import { readLayout } from './mp4/layout.ts';
import { planSamples } from './mp4/plan.ts';
import { noteRemoved } from './mp4/removals.ts';
import { offsetBox } from './mp4/sample-table.ts';
import { rebuildTracks } from './mp4/tracks.ts';
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
    const plan = planSamples(tracks, layout.media);
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
      await copyParts(window, plan.parts(), output, job.keep);
    }
    const rest = await copyFragments(window, layout, tracks, extended.defaults, output, job.keep);
    await noteUnused(window, layout.media, [...plan.extents, ...rest], found);
  },
  verify: verifyMp4,
};

function mdatHeader(bytes: number, isWide: boolean): Buffer {
  const type = Buffer.from('mdat');
  return isWide
    ? Buffer.concat([u32(1), type, u64(bytes + 16)])
    : Buffer.concat([u32(bytes + 8), type]);
}
