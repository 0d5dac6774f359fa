import { NotCleanable } from '../format.ts';
import { type Box, box, damaged, find, fullBox, need, u32 } from './boxes.ts';
import type { EntryPlan } from './entry-plan.ts';

/** Which samples a track has and where their bytes are (ISO 14496-12 § 8.6, 8.7), without what could hide there. */
export interface SampleTable {
  /** The rebuilt boxes that say when and how samples are shown, and their sizes; all but the offsets. */
  boxes: Buffer[];
  sampleCount: number;
  /** Bytes of `count` samples from `first`, counted from 0. */
  bytesOf(first: number, count: number): number;
  chunkCount: number;
  /** In the input. */
  offsetOf(chunk: number): number;
  /** Chunks in order, each with its samples and the description that applies to them. */
  chunks(): Generator<Chunk>;
}

export interface Chunk {
  index: number;
  firstSample: number;
  samples: number;
  /** From 0. */
  description: number;
}

/** A day of video at 60 frames has 5 million samples; the tables stay in memory. */
const MOST_CHUNKS = 2_000_000;

/** Tables of equal entries: bytes in front of the entries (version, flags, …, count) and of one entry. */
const TIMING: Record<string, [number, number]> = {
  stts: [8, 8],
  ctts: [8, 8],
  stss: [8, 4],
  stps: [8, 4],
};
/** Groups of samples that players use: sound priming, random access. Bytes of one description. */
const GROUPS: Record<string, number> = { roll: 2, prol: 2, 'rap ': 1 };

export function parseSampleTable(stbl: Box[], entries: EntryPlan[]): SampleTable {
  const sizes = sampleSizes(stbl, entries);
  const stsc = entriesOf(need(stbl, 'stsc'), 8, 12);
  const offsets = chunkOffsets(stbl);
  if (offsets.count > MOST_CHUNKS) throw new NotCleanable('tooComplex', 'too many chunks');

  function* chunks(): Generator<Chunk> {
    let firstSample = 0;
    let row = 0;
    for (let index = 0; index < offsets.count; index++) {
      while ((row + 1) * 12 < stsc.length && stsc.readUInt32BE((row + 1) * 12) <= index + 1) row++;
      if (row * 12 >= stsc.length || stsc.readUInt32BE(row * 12) > index + 1)
        throw damaged('stsc has a gap');
      // Some writers count a full last chunk although the samples end before.
      const samples = Math.min(stsc.readUInt32BE(row * 12 + 4), sizes.count - firstSample);
      const description = stsc.readUInt32BE(row * 12 + 8) - 1;
      if (description < 0 || description >= entries.length) throw damaged('no such description');
      yield { index, firstSample, samples, description };
      firstSample += samples;
    }
    if (firstSample !== sizes.count) throw damaged('samples without a place');
  }

  return {
    boxes: [
      ...timing(stbl, sizes.count),
      fullBox('stsc', 0, 0, u32(stsc.length / 12), stsc),
      sizes.box,
    ],
    sampleCount: sizes.count,
    bytesOf: sizes.bytesOf,
    chunkCount: offsets.count,
    offsetOf: offsets.at,
    chunks,
  };
}

function timing(stbl: Box[], sampleCount: number): Buffer[] {
  const rebuilt = stbl.flatMap(({ type, body }) => {
    const table = TIMING[type];
    if (table) {
      const rows = entriesOf(body, ...table);
      const version = type === 'ctts' ? (body[0] ?? 0) & 1 : 0;
      return [fullBox(type, version, 0, u32(rows.length / table[1]), rows)];
    }
    if (type === 'cslg') {
      const version = (body[0] ?? 0) & 1;
      const size = version === 1 ? 40 : 20;
      return body.length < 4 + size
        ? []
        : [fullBox('cslg', version, 0, body.subarray(4, 4 + size))];
    }
    if (type === 'sdtp' && body.length >= 4 + sampleCount) {
      return [fullBox('sdtp', 0, 0, body.subarray(4, 4 + sampleCount))];
    }
    return [];
  });
  return [...rebuilt, ...groups(stbl)];
}

/** `sgpd` and `sbgp` belong together by type; both stay or both go. */
function groups(stbl: Box[]): Buffer[] {
  return Object.entries(GROUPS).flatMap(([type, size]) => {
    const ofType = (name: string) =>
      stbl.find((b) => b.type === name && b.body.toString('latin1', 4, 8) === type)?.body;
    const descriptions = ofType('sgpd');
    const members = ofType('sbgp');
    if (!descriptions || !members || descriptions[0] !== 1 || members[0] !== 0) return [];
    if (descriptions.length < 16 || descriptions.readUInt32BE(8) !== size) return [];
    const name = Buffer.from(type, 'latin1');
    const described = entriesOf(descriptions, 16, size);
    const rows = entriesOf(members, 12, 8);
    return [
      fullBox('sgpd', 1, 0, name, u32(size, described.length / size), described),
      fullBox('sbgp', 0, 0, name, u32(rows.length / 8), rows),
    ];
  });
}

/** The entries behind a head whose last four bytes count them; what stands behind the entries is left out. */
export function entriesOf(body: Buffer, head: number, size: number): Buffer {
  if (body.length < head) throw damaged('a table is cut');
  const length = body.readUInt32BE(head - 4) * size;
  if (length > body.length - head) throw damaged('a table is cut');
  return body.subarray(head, head + length);
}

interface Sizes {
  box: Buffer;
  count: number;
  bytesOf(first: number, count: number): number;
}

function sampleSizes(stbl: Box[], entries: EntryPlan[]): Sizes {
  const stsz = find(stbl, 'stsz')?.body ?? expanded(need(stbl, 'stz2'));
  if (stsz.length < 12) throw damaged('stsz is cut');
  const one = stsz.readUInt32BE(4);
  const count = stsz.readUInt32BE(8);
  if (one !== 0) {
    const packets = one === 1 ? entries[0]?.packets : undefined;
    const bytesOf = packets
      ? (_: number, samples: number) => Math.ceil(samples / packets.samples) * packets.bytes
      : (_: number, samples: number) => samples * one;
    return { box: fullBox('stsz', 0, 0, u32(one, count)), count, bytesOf };
  }
  const rows = entriesOf(stsz, 12, 4);
  return {
    box: fullBox('stsz', 0, 0, u32(0, count), rows),
    count,
    bytesOf(first, samples) {
      let bytes = 0;
      for (let index = first; index < first + samples; index++)
        bytes += rows.readUInt32BE(index * 4);
      return bytes;
    },
  };
}

/** A compact table (4, 8 or 16 bits a size) as a plain one. */
function expanded(stz2: Buffer): Buffer {
  const bits = stz2[7] ?? 0;
  const count = stz2.length < 12 ? 0 : stz2.readUInt32BE(8);
  if (![4, 8, 16].includes(bits) || 12 + (count * bits) / 8 > stz2.length)
    throw damaged('stz2 is cut');
  const rows = Buffer.alloc(count * 4);
  for (let index = 0; index < count; index++) {
    const at = 12 + Math.floor((index * bits) / 8);
    let size = bits === 16 ? stz2.readUInt16BE(at) : (stz2[at] ?? 0);
    if (bits === 4) size = index % 2 === 0 ? size >> 4 : size & 15;
    rows.writeUInt32BE(size, index * 4);
  }
  return Buffer.concat([u32(0, 0, count), rows]);
}

function chunkOffsets(stbl: Box[]): { count: number; at(chunk: number): number } {
  const wide = find(stbl, 'co64');
  if (wide) {
    const rows = entriesOf(wide.body, 8, 8);
    return { count: rows.length / 8, at: (chunk) => Number(rows.readBigUInt64BE(chunk * 8)) };
  }
  const rows = entriesOf(need(stbl, 'stco'), 8, 4);
  return { count: rows.length / 4, at: (chunk) => rows.readUInt32BE(chunk * 4) };
}

/** The offsets of the chunks in the result. */
export function offsetBox(offsets: Float64Array, wide: boolean): Buffer {
  const rows = Buffer.alloc(offsets.length * (wide ? 8 : 4));
  for (const [index, offset] of offsets.entries()) {
    if (wide) rows.writeBigUInt64BE(BigInt(offset), index * 8);
    else rows.writeUInt32BE(offset, index * 4);
  }
  return box(wide ? 'co64' : 'stco', u32(0, offsets.length), rows);
}
