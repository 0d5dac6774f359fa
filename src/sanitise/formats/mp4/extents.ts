import type { Window } from '../media/window.ts';
import { damaged } from './boxes.ts';
import type { Found } from './entry-plan.ts';
import type { MediaRange } from './layout.ts';

/** Bytes of samples that lie together. */
export interface Extent {
  at: number;
  bytes: number;
  isKept: boolean;
}

/** Of what no sample names this much is looked at. */
const LOOKED_AT = 64 << 10;

/**
 * Samples must lie in the media, and those that are kept share bytes with no others: else a wrong offset would carry text of
 * another track, or the movie's own metadata, into the result as if it were picture. It also bounds the result.
 */
export function checkExtents(extents: Extent[], media: readonly MediaRange[]): void {
  const sorted = extents.filter(({ bytes }) => bytes > 0).sort((a, b) => a.at - b.at);
  let range = 0;
  let last: Extent | undefined;
  for (const extent of sorted) {
    while ((media[range]?.end ?? Number.POSITIVE_INFINITY) <= extent.at) range++;
    const inside = media[range];
    const isInside = inside && extent.at >= inside.at && extent.at + extent.bytes <= inside.end;
    if (!isInside && extent.isKept) throw damaged('samples outside the media');
    if (last && last.at + last.bytes > extent.at && (last.isKept || extent.isKept)) {
      throw damaged('samples overlap');
    }
    if (!last || extent.at + extent.bytes > last.at + last.bytes) last = extent;
  }
}

/** Counts bytes of the media that no sample names, other than zeros. */
export async function noteUnused(
  window: Window,
  media: readonly MediaRange[],
  extents: Extent[],
  found: Found,
): Promise<void> {
  const sorted = extents.filter(({ bytes }) => bytes > 0).sort((a, b) => a.at - b.at);
  let looked = 0;
  let index = 0;
  for (const { at, end } of media) {
    let place = at;
    while (place < end && looked < LOOKED_AT) {
      while ((sorted[index]?.at ?? end) < place) index++;
      const next = Math.min(sorted[index]?.at ?? end, end);
      if (next > place) {
        const gap = await window.bytes(place, Math.min(next - place, LOOKED_AT));
        looked += gap.length;
        if (gap.some((byte) => byte !== 0)) return found('trailingData');
      }
      const extent = sorted[index];
      place = extent && extent.at === next ? Math.max(next, extent.at + extent.bytes) : end;
    }
  }
}
