import type { RemovalKind } from '../../outcome.ts';
import { NotCleanable } from '../format.ts';
import type { Window } from '../media/window.ts';
import { scrubBlock } from './blocks.ts';
import { childrenOf, damaged, element, elementAt, elementHead, readVint, uintOf } from './ebml.ts';
import { ID, LEVEL_1 } from './ids.ts';
import type { Track, Tracks } from './tracks.ts';

export interface ClusterPlace {
  /** Where the content begins. */
  at: number;
  /** Of the content; a cluster of unknown size ends where the next child of the segment begins. */
  end: number;
}

/** What goes into the new cluster: bytes made here, or a block of the input. */
export interface Piece {
  head: Buffer;
  /** Of the input, behind `head`. */
  at: number;
  length: number;
  track: Track | undefined;
  /** When the block is shown, in the file's scale; set for blocks that a player can start at. */
  key: number | undefined;
}

/** A block group holds one frame; larger ones do not fit in memory. */
const LARGEST_BLOCK = 128 << 20;
const BLOCK_HEAD = 4;
const KEY_FRAME = 0x80;
const MADE = { at: 0, length: 0, track: undefined, key: undefined };

/** The pieces of one cluster in order, blocks of other tracks and unknown elements left out. */
export async function* piecesOf(
  window: Window,
  place: ClusterPlace,
  tracks: Tracks,
  found: (kind: RemovalKind) => void,
): AsyncGenerator<Piece> {
  let timestamp: number | undefined;
  for (let at = place.at; at < place.end; ) {
    const { id, at: content, size } = await elementAt(window, at, place.end);
    if (size === undefined) throw damaged('a block without size');
    at = content + size;
    if (id === ID.timestamp) {
      timestamp = uintOf(await window.bytes(content, size));
      yield { ...MADE, head: element(ID.timestamp, await window.bytes(content, size)) };
    } else if (id === ID.simpleBlock) {
      const { track, flags, time } = await blockHead(window, content, size, tracks);
      if (!track) continue;
      const key = flags & KEY_FRAME ? (timestamp ?? 0) + time : undefined;
      yield { head: elementHead(ID.simpleBlock, size), at: content, length: size, track, key };
    } else if (id === ID.blockGroup) {
      yield* group(window, content, size, tracks, timestamp ?? 0);
    } else if (id === ID.encryptedBlock) {
      throw new NotCleanable('encrypted', 'an encrypted block');
    } else if (id === ID.void || id === ID.crc32) {
      const bytes = await window.bytes(content, Math.min(size, 4096));
      if (id === ID.void && bytes.some((byte) => byte !== 0)) found('trailingData');
    } else if (id !== ID.position && id !== ID.previousSize && id !== ID.silentTracks) {
      // Not of a cluster: a size before it was wrong.
      throw damaged('an unknown element between blocks');
    }
  }
  if (timestamp === undefined) throw damaged('a cluster without time');
}

/** Block, duration, references, padding, and the alpha plane; the block is copied by place as it may be large. */
async function* group(
  window: Window,
  at: number,
  size: number,
  tracks: Tracks,
  timestamp: number,
): AsyncGenerator<Piece> {
  let block: { at: number; size: number; track: Track | undefined; time: number } | undefined;
  const beside: Buffer[] = [];
  let additions: Buffer | undefined;
  let isReferring = false;
  for (let next = at; next < at + size; ) {
    const child = await elementAt(window, next, at + size);
    if (child.size === undefined || child.size > LARGEST_BLOCK)
      throw damaged('a block without size');
    next = child.at + child.size;
    if (child.id === ID.block) {
      if (block) throw damaged('two blocks in a group');
      const head = await blockHead(window, child.at, child.size, tracks);
      block = { at: child.at, size: child.size, ...head };
    } else if (
      [ID.blockDuration, ID.referenceBlock, ID.discardPadding].some((id) => id === child.id)
    ) {
      if (child.size > 8) throw damaged('a number is too long');
      if (child.id === ID.referenceBlock) isReferring = true;
      beside.push(element(child.id, await window.copy(child.at, child.size)));
    } else if (child.id === ID.blockAdditions) {
      additions = await window.copy(child.at, child.size);
    } else if (child.id === ID.codecState) {
      throw new NotCleanable('unsupported', 'a codec that changes its set-up');
    }
  }
  if (!block) throw damaged('a group without block');
  if (!block.track) return;
  if (additions && block.track.hasAlpha) beside.push(alphaOf(additions));
  const tail = Buffer.concat(beside);
  const head = elementHead(ID.block, block.size);
  const whole = elementHead(ID.blockGroup, head.length + block.size + tail.length);
  const key = isReferring ? undefined : timestamp + block.time;
  yield {
    head: Buffer.concat([whole, head]),
    at: block.at,
    length: block.size,
    track: block.track,
    key,
  };
  if (tail.length > 0) yield { ...MADE, head: tail };
}

/** Of the additions only the alpha plane, which has id 1 in VP8 and VP9. */
function alphaOf(additions: Buffer): Buffer {
  const planes = childrenOf(additions).flatMap(({ id, content }) => {
    if (id !== ID.blockMore) return [];
    const more = new Map(childrenOf(content).map((child) => [child.id, child.content]));
    const kind = more.get(ID.blockAddId);
    const plane = more.get(ID.blockAdditional);
    if (!plane || (kind && uintOf(kind) !== 1)) return [];
    return [
      element(
        ID.blockMore,
        element(ID.blockAddId, Buffer.of(1)),
        element(ID.blockAdditional, plane),
      ),
    ];
  });
  return planes.length > 0 ? element(ID.blockAdditions, ...planes) : Buffer.alloc(0);
}

/** Track, time against the cluster's, flags (RFC 9559 § 10.1). */
async function blockHead(
  window: Window,
  at: number,
  size: number,
  tracks: Tracks,
): Promise<{ track: Track | undefined; time: number; flags: number }> {
  if (size > LARGEST_BLOCK) throw new NotCleanable('tooComplex', 'a block is too large');
  if (size < BLOCK_HEAD) throw damaged('a block is cut');
  const bytes = await window.bytes(at, BLOCK_HEAD);
  const number = readVint(bytes.subarray(0, 1)).value ?? 0;
  const track = tracks.kept.get(number);
  if (!track && !tracks.dropped.has(number)) throw damaged('a block of no track');
  return { track, time: bytes.readInt16BE(1), flags: bytes[3] ?? 0 };
}

/** The bytes of a piece for the result. */
export async function bytesOf(window: Window, piece: Piece): Promise<Buffer> {
  if (!piece.track) return piece.head;
  const block = await window.copy(piece.at, piece.length);
  scrubBlock(block, piece.track);
  return Buffer.concat([piece.head, block]);
}

/** Where a cluster of unknown size ends. */
export async function endOfCluster(window: Window, at: number, end: number): Promise<number> {
  for (let next = at; next < end; ) {
    const { id, at: content, size } = await elementAt(window, next, end);
    if (LEVEL_1.has(id)) return next;
    if (size === undefined) throw damaged('a block without size');
    next = content + size;
  }
  return end;
}
