import { NotCleanable } from '../format.ts';
import type { Part } from '../media/copy-parts.ts';
import { type Box, boxesIn, damaged, find, fullBox, need, u32, u64 } from './boxes.ts';
import type { Extent } from './extents.ts';
import type { KeptTrack, Tracks } from './tracks.ts';

const BASE = 0x1;
const DESCRIPTION = 0x2;
const DURATION = 0x8;
const SIZE = 0x10;
const FLAGS = 0x20;
const EMPTY = 0x10000;
const BASE_IS_FRAGMENT = 0x20000;
const RUN_OFFSET = 0x1;
const RUN_FIRST_FLAGS = 0x4;
const RUN_SIZE = 0x200;
/** Fields of each sample of a run, four bytes each, in order: duration, size, flags, composition offset. */
const RUN_FIELDS = [0x100, RUN_SIZE, 0x400, 0x800];

export interface FragmentDefaults {
  /** From 1. */
  description: number;
  size: number;
}

/** Samples that lie together (ISO 14496-12 § 8.8.8). */
export interface Run {
  /** In the input. */
  at: number;
  bytes: number;
  parts: Part[];
  /** The rebuilt `trun` with its new offset from the start of the fragment. */
  write(offset: number): Buffer;
}

export interface Traf {
  /** The rebuilt boxes in front of the runs. */
  head: Buffer[];
  runs: Run[];
}

/** The kept tracks' part of a fragment that begins at `moofAt`, and where all its samples are. */
export function readTrafs(
  moof: Box[],
  moofAt: number,
  tracks: Tracks,
  defaults: Map<number, FragmentDefaults>,
): { trafs: Traf[]; extents: Extent[] } {
  const kept: Traf[] = [];
  const extents: Extent[] = [];
  let end: number | undefined;
  for (const { body } of moof.filter(({ type }) => type === 'traf')) {
    const traf = boxesIn(body);
    if (find(traf, 'senc')) throw new NotCleanable('encrypted', 'a fragment is encrypted');
    const header = fragmentHeader(need(traf, 'tfhd'), defaults);
    const track = tracks.kept.find(({ id }) => id === header.id);
    if (!track && !tracks.dropped.has(header.id)) throw damaged('a fragment of no track');
    // § 8.8.7: without a base, the first track counts from the fragment, later ones from where the one before ended.
    const base = header.base ?? (header.isRelative || end === undefined ? moofAt : end);
    const runs: Run[] = [];
    end = base;
    for (const trun of traf.filter(({ type }) => type === 'trun')) {
      const run = readRun(trun.body, base, end, header, track);
      end = run.at + run.bytes;
      runs.push(run);
      extents.push({ at: run.at, bytes: run.bytes, isKept: track !== undefined });
    }
    if (track) kept.push({ head: [header.box, ...decodeTime(traf)], runs });
  }
  return { trafs: kept, extents };
}

interface FragmentHeader extends FragmentDefaults {
  id: number;
  base: number | undefined;
  isRelative: boolean;
  /** Rebuilt: relative to the fragment, with description and size spelled out. */
  box: Buffer;
}

function fragmentHeader(tfhd: Buffer, defaults: Map<number, FragmentDefaults>): FragmentHeader {
  const flags = tfhd.readUInt32BE(0);
  const id = tfhd.readUInt32BE(4);
  let at = 8;
  const field = (flag: number) => {
    if (!(flags & flag)) return undefined;
    at += 4;
    return tfhd.readUInt32BE(at - 4);
  };
  const base = flags & BASE ? Number(tfhd.readBigUInt64BE(at)) : undefined;
  if (base !== undefined) at += 8;
  const description = field(DESCRIPTION) ?? defaults.get(id)?.description ?? 1;
  const duration = field(DURATION);
  const size = field(SIZE) ?? defaults.get(id)?.size ?? 0;
  const sampleFlags = field(FLAGS);
  const kept = (flags & (DURATION | FLAGS | EMPTY)) | DESCRIPTION | SIZE | BASE_IS_FRAGMENT;
  const values = [description, duration, size, sampleFlags].filter((value) => value !== undefined);
  return {
    id,
    base,
    isRelative: (flags & BASE_IS_FRAGMENT) !== 0,
    description,
    size,
    box: fullBox('tfhd', 0, kept, u32(id, ...values)),
  };
}

function decodeTime(traf: Box[]): Buffer[] {
  const tfdt = find(traf, 'tfdt')?.body;
  if (!tfdt) return [];
  return [
    tfdt[0] === 1
      ? fullBox('tfdt', 1, 0, u64(Number(tfdt.readBigUInt64BE(4))))
      : fullBox('tfdt', 0, 0, u32(tfdt.readUInt32BE(4))),
  ];
}

function readRun(
  trun: Buffer,
  base: number,
  next: number,
  header: FragmentHeader,
  track: KeptTrack | undefined,
): Run {
  const flags = trun.readUInt32BE(0) & 0xffffff;
  const count = trun.readUInt32BE(4);
  const fields = RUN_FIELDS.filter((flag) => flags & flag);
  const at = flags & RUN_OFFSET ? base + trun.readInt32BE(8) : next;
  const firstAt = flags & RUN_OFFSET ? 12 : 8;
  const firstFlags = trun.subarray(firstAt, firstAt + (flags & RUN_FIRST_FLAGS ? 4 : 0));
  const head = firstAt + firstFlags.length;
  const row = fields.length * 4;
  if (head + count * row > trun.length) throw damaged('trun is cut');
  const rows = trun.subarray(head, head + count * row);
  const column = fields.indexOf(RUN_SIZE);
  const sizeOf = (index: number) =>
    column >= 0 ? rows.readUInt32BE(index * row + column * 4) : header.size;

  const entry = track?.entries[header.description - 1];
  if (track && !entry) throw damaged('no such description');
  const parts: Part[] = [];
  let bytes = 0;
  if (column < 0 && (!entry?.scrub || header.size === 0)) {
    bytes = count * header.size;
    parts.push({ at, length: bytes });
  } else {
    for (let index = 0; index < count; index++) {
      const length = sizeOf(index);
      parts.push({ at: at + bytes, length, scrub: entry?.scrub, note: track?.note });
      bytes += length;
    }
  }
  const kept = fields.reduce((sum, flag) => sum | flag, (flags & RUN_FIRST_FLAGS) | RUN_OFFSET);
  const version = (trun[0] ?? 0) & 1;
  return {
    at,
    bytes,
    parts,
    write: (offset) => fullBox('trun', version, kept, u32(count, offset), firstFlags, rows),
  };
}
