import type { RemovalKind } from '../../outcome.ts';

/**
 * Neutralises in one coded frame, in place, what a codec lets a maker put beside picture and sound. The length never
 * changes, so no sample table, block size or index has to be rewritten; decoders see the same picture and sound.
 *
 * `note` is told what kind was found, once for each place.
 * @returns whether it wrote into the frame; false only when every byte is as it was
 * @throws NotCleanable('damaged') when the frame is not what its codec says
 */
export type FrameScrub = (frame: Buffer, note: (kind: RemovalKind) => void) => boolean;

/** Counts one place for each kind, however many of a stream's frames repeat it. */
export function oncePerKind(removed: (kind: RemovalKind) => void): (kind: RemovalKind) => void {
  const seen = new Set<RemovalKind>();
  return (kind) => {
    if (seen.has(kind)) return;
    seen.add(kind);
    removed(kind);
  };
}
