import type { Input } from '../format.ts';
import { type Cursor, openCursor } from '../media/cursor.ts';
import { must, residue } from '../media/residue.ts';
import { split } from './strict-boxes.ts';
import { type CheckedTrack, checkMovie, FRAGMENT, walk } from './verify-boxes.ts';
import type { EntryCheck } from './verify-entries.ts';

const LARGEST_HEADER = 160 << 20;
const BRANDS =
  /^(?:isom|iso[2-9a-c]|mp4[12]|avc1|hvc1|hev1|av01|qt {2}|M4[AVB] |3g[p2][4-9a-c]|3gr6|3gs[67]|dash|cmfc|cmf2|msdh|msix|dby1|mp71)+$/;

/** Samples of one track that lie together. */
interface Stretch {
  at: number;
  sizes: (index: number) => number;
  samples: number;
  bytes: number;
  entry: EntryCheck | undefined;
}

/**
 * Reads a finished movie once from the start: brands, one movie, then media that its samples fill to the last byte, or
 * fragments each with their media. Nothing else may be there, and no sample may carry what the scrubs take out.
 */
export async function verifyMp4(result: Input): Promise<void> {
  const cursor = openCursor(result);
  let tracks: CheckedTrack[] | undefined;
  let pending: Stretch[] = [];
  let needsMedia = false;
  while (!(await cursor.ended())) {
    const start = cursor.position;
    const { type, size, head } = await nextBox(cursor);
    if (type === 'ftyp') {
      must(start === 0, 'brands at a second place');
      const body = await cursor.take(size);
      must(body.readUInt32BE(4) === 0, 'a minor version');
      must(BRANDS.test(body.toString('latin1', 0, 4) + body.toString('latin1', 8)), 'a brand');
    } else if (type === 'moov') {
      must(!tracks && size < LARGEST_HEADER, 'a second movie');
      tracks = checkMovie(Buffer.from(await cursor.take(size)));
      pending = tracks.flatMap(stretchesOf);
      needsMedia = pending.length > 0;
    } else if (type === 'moof' && tracks && !needsMedia) {
      must(size < LARGEST_HEADER, 'an endless fragment');
      const moof = Buffer.from(await cursor.take(size));
      walk(moof, FRAGMENT, 'moof');
      pending = fragmentStretches(moof, start, tracks);
      needsMedia = true;
    } else if (type === 'mdat' && needsMedia) {
      await checkMedia(cursor, start + head, size, pending);
      needsMedia = false;
    } else {
      residue(`box ${type}`);
    }
  }
  must(tracks !== undefined && !needsMedia, 'media are missing');
}

async function nextBox(cursor: Cursor): Promise<{ type: string; size: number; head: number }> {
  const bytes = await cursor.take(8);
  const size = bytes.readUInt32BE(0);
  const type = bytes.toString('latin1', 4, 8);
  if (size !== 1) {
    must(size >= 8, 'a box without end');
    return { type, size: size - 8, head: 8 };
  }
  return { type, size: Number((await cursor.take(8)).readBigUInt64BE(0)) - 16, head: 16 };
}

function stretchesOf(track: CheckedTrack): Stretch[] {
  const { stsc, sizes } = track;
  let row = -1;
  let sample = 0;
  const stretches = track.offsets.map((at, index): Stretch => {
    if ((row + 1) * 12 < stsc.length && stsc.readUInt32BE((row + 1) * 12) === index + 1) row++;
    const first = sample;
    const samples = Math.min(stsc.readUInt32BE(row * 12 + 4), track.sampleCount - first);
    const entry = track.entries[stsc.readUInt32BE(row * 12 + 8) - 1];
    must(entry !== undefined, 'samples of no codec');
    sample += samples;
    const size =
      typeof sizes === 'number' ? sizes : (i: number) => sizes.readUInt32BE((first + i) * 4);
    return stretch(at, samples, size, entry);
  });
  must(sample === track.sampleCount, 'samples without a place');
  return stretches.filter(({ bytes }) => bytes > 0);
}

function stretch(
  at: number,
  samples: number,
  size: number | ((index: number) => number),
  entry: EntryCheck | undefined,
): Stretch {
  if (typeof size === 'number') {
    return { at, samples, sizes: () => size, bytes: samples * size, entry };
  }
  let bytes = 0;
  for (let index = 0; index < samples; index++) bytes += size(index);
  return { at, samples, sizes: size, bytes, entry };
}

function fragmentStretches(moof: Buffer, start: number, tracks: CheckedTrack[]): Stretch[] {
  return split(moof)
    .filter(([type]) => type === 'traf')
    .flatMap(([, traf]) => {
      const boxes = split(traf);
      const tfhd = boxes.find(([type]) => type === 'tfhd')?.[1] ?? residue('no tfhd');
      const flags = tfhd.readUInt32BE(0);
      must((flags & 0x20000) !== 0 && (flags & 1) === 0, 'a fragment with a base of its own');
      const track = tracks.find(({ id }) => id === tfhd.readUInt32BE(4));
      must(track !== undefined, 'a fragment of no track');
      must((flags & 0x12) === 0x12, 'a fragment that leaves its defaults open');
      const entry = track?.entries[tfhd.readUInt32BE(8) - 1];
      must(entry !== undefined, 'samples of no codec');
      const size = tfhd.readUInt32BE(flags & 8 ? 16 : 12);
      must(tfhd.length === 16 + (flags & 8 ? 4 : 0) + (flags & 0x20 ? 4 : 0), 'a longer header');
      return boxes.flatMap(([type, trun]) =>
        type === 'trun' ? [runStretch(trun, start, entry, size)] : [],
      );
    });
}

function runStretch(
  trun: Buffer,
  start: number,
  entry: EntryCheck | undefined,
  defaultSize: number,
): Stretch {
  const flags = trun.readUInt32BE(0) & 0xffffff;
  must((flags & 1) !== 0, 'a run without an offset');
  const fields = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag);
  const head = flags & 4 ? 16 : 12;
  const count = trun.readUInt32BE(4);
  must(trun.length === head + count * fields.length * 4, 'a run with more than its samples');
  const column = fields.indexOf(0x200);
  const sizes =
    column < 0
      ? defaultSize
      : (index: number) => trun.readUInt32BE(head + (index * fields.length + column) * 4);
  return stretch(start + trun.readInt32BE(8), count, sizes, entry);
}

/** The stretches fill the media one behind the other. */
async function checkMedia(
  cursor: Cursor,
  start: number,
  size: number,
  stretches: Stretch[],
): Promise<void> {
  let at = start;
  for (const { at: from, samples, sizes, bytes, entry } of stretches.sort((a, b) => a.at - b.at)) {
    must(from === at, 'bytes between samples');
    const packet = entry?.packet;
    const length =
      packet && samples === bytes ? Math.ceil(samples / packet.samples) * packet.bytes : bytes;
    if (entry?.frame) {
      for (let index = 0; index < samples; index++) entry.frame(await cursor.take(sizes(index)));
    } else {
      await cursor.skip(length);
    }
    at = from + length;
  }
  must(at === start + size, 'bytes behind the samples');
}
