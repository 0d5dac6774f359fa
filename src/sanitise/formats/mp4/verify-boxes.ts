import { must, residue } from '../media/residue.ts';
import { split } from './strict-boxes.ts';
import { checkEntries, type EntryCheck } from './verify-entries.ts';

/** What the check of a finished movie learns of a track, to look at its samples. */
export interface CheckedTrack {
  id: number;
  entries: EntryCheck[];
  sizes: Buffer | number;
  sampleCount: number;
  stsc: Buffer;
  offsets: number[];
}

type Leaf = (body: Buffer) => boolean;
type Tree = { [type: string]: Leaf | Tree };

function zero(body: Buffer, ...ranges: [number, number][]): boolean {
  return ranges.every(([from, to]) => body.subarray(from, to).every((byte) => byte === 0));
}

/** A fixed size by version, and what is zero in it, dates first of all. */
function header(sizes: [number, number], zeros: [[number, number][], [number, number][]]): Leaf {
  return (body) => {
    const version = body[0] === 1 ? 1 : 0;
    return body.length === sizes[version] && zero(body, ...zeros[version]);
  };
}

/** A count and so many entries, and nothing else. */
function table(head: number, entry: number): Leaf {
  return (body) =>
    body.length >= head && body.length === head + body.readUInt32BE(head - 4) * entry;
}

function group(head: number): Leaf {
  return (body) => body.length > head && /^(?:roll|prol|rap )$/.test(body.toString('latin1', 4, 8));
}

const SELF_REFERENCE = Buffer.from('00000000000000010000000c75726c2000000001', 'hex');

const TRACK: Tree = {
  tkhd: header(
    [84, 96],
    [
      [
        [4, 12],
        [16, 20],
        [24, 32],
        [38, 40],
      ],
      [
        [4, 20],
        [24, 28],
        [36, 44],
        [50, 52],
      ],
    ],
  ),
  tapt: { clef: fixed(12), prof: fixed(12), enof: fixed(12) },
  edts: { elst: (body) => table(8, body[0] === 1 ? 20 : 12)(body) },
  mdia: {
    mdhd: header(
      [24, 36],
      [
        [
          [4, 12],
          [22, 24],
        ],
        [
          [4, 20],
          [34, 36],
        ],
      ],
    ),
    hdlr: (body) =>
      /^(?:00){4}(?:00000000|6d686c72)(?:76696465|736f756e)(?:00){13}$/.test(body.toString('hex')),
    minf: {
      vmhd: fixed(12),
      smhd: (body) => body.length === 8 && zero(body, [0, 4], [6, 8]),
      dinf: { dref: (body) => body.equals(SELF_REFERENCE) },
      stbl: {
        stsd: () => true, // looked into by checkEntries
        stts: table(8, 8),
        ctts: table(8, 8),
        cslg: (body) => body.length === (body[0] === 1 ? 44 : 24),
        stss: table(8, 4),
        stps: table(8, 4),
        stsc: table(8, 12),
        stsz: (body) => (body.readUInt32BE(4) === 0 ? table(12, 4)(body) : body.length === 12),
        sdtp: () => true, // one byte a sample, compared with the sample count below
        sgpd: group(16),
        sbgp: group(12),
        stco: table(8, 4),
        co64: table(8, 8),
      },
    },
  },
};
const MOVIE: Tree = {
  mvhd: header(
    [100, 112],
    [
      [
        [4, 12],
        [26, 36],
        [72, 96],
      ],
      [
        [4, 20],
        [38, 48],
        [84, 108],
      ],
    ],
  ),
  trak: TRACK,
  mvex: { mehd: (body) => body.length === (body[0] === 1 ? 12 : 8), trex: fixed(24) },
};

export const FRAGMENT: Tree = {
  mfhd: fixed(8),
  traf: {
    tfhd: (body) => body.length >= 8 && body.length <= 24,
    tfdt: (body) => body.length === (body[0] === 1 ? 12 : 8),
    trun: (body) => body.length >= 12,
  },
};

function fixed(size: number): Leaf {
  return (body) => body.length === size;
}

export function walk(body: Buffer, tree: Tree, path: string): void {
  for (const [type, content] of split(body)) {
    const known = Object.hasOwn(tree, type) ? tree[type] : undefined;
    if (known === undefined) residue(`${path}/${type} is not in the list`);
    else if (typeof known === 'function')
      must(known(content), `${path}/${type} holds more than it may`);
    else walk(content, known, `${path}/${type}`);
  }
}

export function checkMovie(moov: Buffer): CheckedTrack[] {
  walk(moov, MOVIE, 'moov');
  return split(moov).flatMap(([type, trak]) => (type === 'trak' ? [checkTrack(trak)] : []));
}

function checkTrack(trak: Buffer): CheckedTrack {
  const inside = (body: Buffer, type: string): Buffer =>
    split(body).find(([name]) => name === type)?.[1] ?? residue(`no ${type}`);
  const mdia = inside(trak, 'mdia');
  const stbl = inside(inside(mdia, 'minf'), 'stbl');
  const handler = inside(mdia, 'hdlr').toString('latin1', 8, 12);
  const stsz = inside(stbl, 'stsz');
  const sampleCount = stsz.readUInt32BE(8);
  const tables = new Map(split(stbl));
  const dependencies = tables.get('sdtp');
  must(!dependencies || dependencies.length === 4 + sampleCount, 'sdtp is longer than its samples');
  const wide = tables.get('co64');
  const offsets = wide ?? inside(stbl, 'stco');
  const step = wide ? 8 : 4;
  const tkhd = inside(trak, 'tkhd');
  return {
    id: tkhd.readUInt32BE(tkhd[0] === 1 ? 20 : 12),
    entries: checkEntries(inside(stbl, 'stsd'), handler),
    sizes: stsz.readUInt32BE(4) || stsz.subarray(12),
    sampleCount,
    stsc: inside(stbl, 'stsc').subarray(8),
    offsets: Array.from({ length: (offsets.length - 8) / step }, (_, index) =>
      wide ? Number(offsets.readBigUInt64BE(8 + index * 8)) : offsets.readUInt32BE(8 + index * 4),
    ),
  };
}
