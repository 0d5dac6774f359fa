import type { RemovalKind } from '../../outcome.ts';
import { NotCleanable } from '../format.ts';
import { kindOf } from '../media/tag-kinds.ts';
import type { Window } from '../media/window.ts';
import { type ClusterPlace, endOfCluster } from './clusters.ts';
import { childrenOf, damaged, elementAt, readHead } from './ebml.ts';
import { ID, LEVEL_1 } from './ids.ts';

type Found = (kind: RemovalKind) => void;

export interface Layout {
  /** Content of the EBML header, of Info and of Tracks. */
  head: Buffer;
  info: Buffer;
  tracks: Buffer;
  clusters: ClusterPlace[];
}

const LARGEST: Record<number, number> = {
  [ID.ebml]: 4096,
  [ID.info]: 1 << 20,
  [ID.tracks]: 16 << 20,
};
const MOST_CLUSTERS = 500_000;
/** Of what is left out this much is read to count it. */
const LOOKED_AT = 4 << 20;

/** Finds the parts of a Matroska file: one header, one segment. */
export async function readLayout(window: Window, found: Found): Promise<Layout> {
  const ebml = await elementAt(window, 0, window.size);
  if (ebml.id !== ID.ebml || ebml.size === undefined || ebml.size > 4096)
    throw damaged('no EBML header');
  const segment = await elementAt(window, ebml.at + ebml.size, window.size);
  if (segment.id !== ID.segment) throw damaged('no segment');
  const end = segment.size === undefined ? window.size : segment.at + segment.size;
  const parts = new Map<number, Buffer>();
  const clusters: ClusterPlace[] = [];
  for (let at = segment.at; at < end; ) {
    const { id, at: content, size } = await elementAt(window, at, end);
    if (id === ID.cluster) {
      const clusterEnd =
        size === undefined ? await endOfCluster(window, content, end) : content + size;
      clusters.push({ at: content, end: clusterEnd });
      if (clusters.length > MOST_CLUSTERS)
        throw new NotCleanable('tooComplex', 'too many clusters');
      at = clusterEnd;
      continue;
    }
    const isKnown = LEVEL_1.has(id) || id === ID.void || id === ID.crc32;
    if (size === undefined || !isKnown) throw damaged('an unknown part');
    at = content + size;
    if (id === ID.info || id === ID.tracks) {
      if (size > (LARGEST[id] ?? 0)) throw new NotCleanable('tooComplex', 'a header is too large');
      // Writers may repeat both; the copies are the same.
      if (!parts.has(id)) parts.set(id, Buffer.from(await window.bytes(content, size)));
    } else {
      noteLeftOut(id, await window.bytes(content, Math.min(size, LOOKED_AT)), size, found);
    }
  }
  if (end < window.size) found('trailingData');
  const info = parts.get(ID.info);
  const tracks = parts.get(ID.tracks);
  if (!info || !tracks || clusters.length === 0)
    throw damaged('no information, tracks or clusters');
  const head = Buffer.from(await window.bytes(ebml.at, ebml.size));
  return { head, info, tracks, clusters };
}

const EDITION = 0x45b9;
const CHAPTER = 0xb6;
const TAG = 0x7373;
const SIMPLE_TAG = 0x67c8;
const TAG_NAME = 0x45a3;
const ATTACHED_FILE = 0x61a7;
const FILE_TYPE = 0x4660;

function noteLeftOut(id: number, content: Buffer, size: number, found: Found): void {
  if (id === ID.seekHead || id === ID.cues || id === ID.crc32) return;
  if (id === ID.void) {
    if (content.some((byte) => byte !== 0)) found('trailingData');
    return;
  }
  const isWhole = content.length === size;
  if (id === ID.attachments) {
    // The first bytes tell the type; a large picture is not read to its end.
    const types = isWhole ? inside(content, ATTACHED_FILE, FILE_TYPE) : [firstType(content)];
    for (const type of types) found(type.startsWith('image/') ? 'picture' : 'embeddedFile');
  } else if (id === ID.chapters && isWhole) {
    for (const _ of inside(content, EDITION, CHAPTER)) found('chapter');
  } else if (id === ID.tags && isWhole) {
    for (const { id: tag, content: simple } of childrenOf(content)) {
      if (tag !== TAG) continue;
      for (const name of inside(simple, SIMPLE_TAG, TAG_NAME)) found(kindOf(name));
    }
  } else found('other');
}

/** The texts of the grandchildren of one kind. */
function inside(content: Buffer, child: number, grandchild: number): string[] {
  return childrenOf(content)
    .filter(({ id }) => id === child)
    .flatMap((one) => childrenOf(one.content))
    .filter(({ id }) => id === grandchild)
    .map((one) => one.content.toString('latin1'));
}

function firstType(content: Buffer): string {
  const at = content.indexOf(Buffer.from('4660', 'hex'));
  if (at === -1) return '';
  const { size = 0, length } = readHead(content.subarray(at));
  return content.toString('latin1', at + length, at + length + Math.min(size, 100));
}
