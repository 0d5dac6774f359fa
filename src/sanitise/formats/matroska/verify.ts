import type { Input } from '../format.ts';
import { type Cursor, openCursor } from '../media/cursor.ts';
import { must, residue } from '../media/residue.ts';
import { framesOf } from './blocks.ts';
import { type CheckedTrack, checkTracks } from './verify-tracks.ts';
import { headOf, type Tree, walk } from './verify-tree.ts';

const LARGEST_HEADER = 64 << 20;
const LARGEST_BLOCK = 160 << 20;

const EBML: Tree = {
  '4286': 1,
  '42f7': 1,
  '42f2': 1,
  '42f3': 1,
  '4282': (content) => /^(?:webm|matroska)$/.test(content.toString('latin1')),
  '4287': 1,
  '4285': 1,
};
const INFO: Tree = { '2ad7b1': 8, '4489': 8, '4d80': 0, '5741': 0 };
const SEEK_HEAD: Tree = { '4dbb': { '53ab': 4, '53ac': 8 } };
const CUES: Tree = { bb: { b3: 8, b7: { f7: 1, f1: 8 } } };

/** Header, one segment of known size, then index, information, tracks and clusters in this order, to the last byte. */
export async function verifyMatroska(result: Input): Promise<void> {
  const cursor = openCursor(result);
  walk(await content(cursor, '1a45dfa3', LARGEST_HEADER), EBML);
  const segment = await head(cursor);
  must(segment.id === '18538067', 'no segment');
  const end = cursor.position + segment.size;
  walk(await content(cursor, '114d9b74', LARGEST_HEADER), SEEK_HEAD);
  walk(await content(cursor, '1549a966', LARGEST_HEADER), INFO);
  const tracks = checkTracks(await content(cursor, '1654ae6b', LARGEST_HEADER));
  walk(await content(cursor, '1c53bb6b', LARGEST_HEADER), CUES);
  while (cursor.position < end) await checkCluster(cursor, tracks);
  must(cursor.position === end && (await cursor.ended()), 'bytes behind the segment');
}

async function head(cursor: Cursor): Promise<{ id: string; size: number }> {
  const { id, size, head: length } = headOf(await cursor.peek(12));
  await cursor.skip(length);
  return { id, size };
}

async function content(cursor: Cursor, id: string, most: number): Promise<Buffer> {
  const found = await head(cursor);
  must(found.id === id && found.size <= most, `element ${found.id}`);
  return Buffer.from(await cursor.take(found.size));
}

async function checkCluster(cursor: Cursor, tracks: Map<number, CheckedTrack>): Promise<void> {
  const cluster = await head(cursor);
  must(cluster.id === '1f43b675', `element ${cluster.id}`);
  const end = cursor.position + cluster.size;
  while (cursor.position < end) {
    const { id, size } = await head(cursor);
    must(size <= LARGEST_BLOCK, 'an endless block');
    const bytes = await cursor.take(size);
    if (id === 'e7') must(size <= 8, 'a time stamp');
    else if (id === 'a3') checkBlock(bytes, tracks);
    else if (id === 'a0') checkGroup(bytes, tracks);
    else residue(`element ${id}`);
  }
  must(cursor.position === end, 'a block is longer than its cluster');
}

function checkGroup(bytes: Buffer, tracks: Map<number, CheckedTrack>): void {
  let hasAlpha = false;
  const children = walk(bytes, {
    a1: (block) => {
      hasAlpha = checkBlock(block, tracks).hasAlpha;
      return true;
    },
    '9b': 8,
    fb: 8,
    '75a2': 8,
    '75a1': { a6: { ee: (kind) => kind.length === 1 && kind[0] === 1, a5: () => true } },
  });
  must(hasAlpha || children.every(([id]) => id !== '75a1'), 'additions to a block');
}

function checkBlock(block: Buffer, tracks: Map<number, CheckedTrack>): CheckedTrack {
  const track = tracks.get((block[0] ?? 0) & 0x7f) ?? residue('a block of no track');
  must(block.length >= 4 && ((block[3] ?? 0) & 0x70) === 0, 'flags of a block');
  if (track.frame) {
    for (const { from, to } of framesOf(block)) {
      track.frame(Buffer.concat([track.stripped, block.subarray(from, to)]));
    }
  }
  return track;
}
