import type { RemovalKind } from '../outcome.ts';
import { type Format, type Input, type Job, NotCleanable, type Output } from './format.ts';
import { bytesOf, piecesOf } from './matroska/clusters.ts';
import {
  childrenOf,
  damaged,
  element,
  elementHead,
  uint,
  uintOf,
  wideUint,
} from './matroska/ebml.ts';
import { ID } from './matroska/ids.ts';
import { type Layout, readLayout } from './matroska/layout.ts';
import { INFO, keepNumbers } from './matroska/numbers.ts';
import { rebuildTracks, type Tracks } from './matroska/tracks.ts';
import { verifyMatroska } from './matroska/verify.ts';
import { batched } from './media/batched.ts';
import { openWindow, type Window } from './media/window.ts';

/**
 * WebM and Matroska (RFC 9559): a new file of header, tracks, a fresh index and the blocks of picture and sound. Two passes: the
 * first measures what every cluster will have, so that the index can stand in front; the second copies.
 */
export const matroska: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    const window = openWindow(input);
    const found = (kind: RemovalKind) => job.removed(kind);
    const layout = await readLayout(window, found);
    const tracks = rebuildTracks(layout.tracks, found);
    noteInfo(layout.info, found);
    const plans = await measure(window, layout, tracks, found);
    const head = front(layout, tracks, plans);

    const out = batched(output);
    await out.write(head);
    for (const [index, place] of layout.clusters.entries()) {
      const size = plans[index]?.size ?? 0;
      if (size === 0) continue;
      await out.write(elementHead(ID.cluster, size, 8));
      for await (const piece of piecesOf(window, place, tracks, () => {})) {
        await out.write(await bytesOf(window, piece));
      }
    }
    await out.flush();
  },
  verify: verifyMatroska,
};

interface ClusterPlan {
  /** Of the new content; 0 when no block is left. */
  size: number;
  /** The first block of each cluster that a player can start at. */
  cue: { time: number; track: number } | undefined;
}

const CLUSTER_HEAD = 12;

async function measure(
  window: Window,
  layout: Layout,
  tracks: Tracks,
  found: (kind: RemovalKind) => void,
): Promise<ClusterPlan[]> {
  const hasVideo = [...tracks.kept.values()].some(({ isVideo }) => isVideo);
  const plans: ClusterPlan[] = [];
  const filled = new Set<number>();
  for (const place of layout.clusters) {
    const plan: ClusterPlan = { size: 0, cue: undefined };
    let blocks = 0;
    for await (const piece of piecesOf(window, place, tracks, found)) {
      plan.size += piece.head.length + piece.length;
      if (!piece.track) continue;
      blocks++;
      filled.add(piece.track.number);
      if (piece.key !== undefined && piece.track.isVideo === hasVideo) {
        plan.cue ??= { time: Math.max(0, piece.key), track: piece.track.number };
      }
    }
    plans.push(blocks > 0 ? plan : { size: 0, cue: undefined });
  }
  if (filled.size === 0) throw new NotCleanable('damaged', 'no blocks');
  return plans;
}

/** Everything in front of the clusters. Positions count from the segment's content and have a fixed width. */
function front(layout: Layout, tracks: Tracks, plans: ClusterPlan[]): Buffer {
  const info = element(
    ID.info,
    keepNumbers(layout.info, INFO),
    // Both must be there; nobody is named.
    element(ID.muxingApp),
    element(ID.writingApp),
  );
  const seekHead = (infoAt: number, tracksAt: number, cuesAt: number) =>
    element(
      ID.seekHead,
      ...(
        [
          [ID.info, infoAt],
          [ID.tracks, tracksAt],
          [ID.cues, cuesAt],
        ] as const
      ).map(([id, at]) =>
        element(
          ID.seek,
          element(ID.seekId, elementHead(id, 0).subarray(0, 4)),
          wideUint(ID.seekPosition, at),
        ),
      ),
    );
  const infoAt = seekHead(0, 0, 0).length;
  const tracksAt = infoAt + info.length;
  const cuesAt = tracksAt + tracks.bytes.length;
  let at = cuesAt + cuesOf(plans, 0).length;
  const clustersAt = at;
  for (const { size } of plans) at += size > 0 ? CLUSTER_HEAD + size : 0;
  return Buffer.concat([
    ebmlHeader(layout.head),
    elementHead(ID.segment, at, 8),
    seekHead(infoAt, tracksAt, cuesAt),
    info,
    tracks.bytes,
    cuesOf(plans, clustersAt),
  ]);
}

function cuesOf(plans: ClusterPlan[], start: number): Buffer {
  let at = start;
  const points = plans.flatMap(({ size, cue }) => {
    const place = at;
    at += size > 0 ? CLUSTER_HEAD + size : 0;
    if (!cue) return [];
    const positions = element(
      ID.cueTrackPositions,
      uint(ID.cueTrack, cue.track),
      wideUint(ID.cueClusterPosition, place),
    );
    return [element(ID.cuePoint, wideUint(ID.cueTime, cue.time), positions)];
  });
  return element(ID.cues, ...points);
}

function ebmlHeader(content: Buffer): Buffer {
  const fields = new Map(childrenOf(content).map((child) => [child.id, child.content]));
  const docType = fields.get(ID.docType)?.toString('latin1').replace(/\0+$/, '') ?? '';
  if (docType !== 'webm' && docType !== 'matroska') throw damaged('neither WebM nor Matroska');
  const version = (id: number) => Math.min(uintOf(fields.get(id) ?? Buffer.of(1)), 4);
  return element(
    ID.ebml,
    uint(ID.ebmlVersion, 1),
    uint(ID.ebmlReadVersion, 1),
    uint(ID.ebmlMaxIdLength, 4),
    uint(ID.ebmlMaxSizeLength, 8),
    element(ID.docType, Buffer.from(docType)),
    uint(ID.docTypeVersion, version(ID.docTypeVersion)),
    uint(ID.docTypeReadVersion, version(ID.docTypeReadVersion)),
  );
}

/** What the segment's information tells beside scale and duration. */
const INFO_KINDS: Record<number, RemovalKind> = {
  17505: 'time',
  19840: 'software',
  22337: 'software',
  31657: 'description',
  29572: 'path',
  3965867: 'path',
  4096955: 'path',
  29604: 'identifier',
  3979555: 'identifier',
  4110627: 'identifier',
  17476: 'identifier',
};

function noteInfo(info: Buffer, found: (kind: RemovalKind) => void): void {
  for (const { id, content } of childrenOf(info)) {
    const kind = INFO_KINDS[id];
    if (kind && content.length > 0) found(kind);
  }
}
