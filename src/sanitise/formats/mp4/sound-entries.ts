import { onlyStreamInfo } from '../codecs/flac-info.ts';
import type { FrameScrub } from '../codecs/frame-scrub.ts';
import { NotCleanable } from '../format.ts';
import { type Box, box, boxesIn, damaged, find, need, u32 } from './boxes.ts';
import { rebuildEsds } from './descriptors.ts';
import type { EntryPlan, Found } from './entry-plan.ts';

const HEAD = 28;
/** Bytes that QuickTime's sound descriptions of version 1 and 2 add (QuickTime File Format, "Sound Sample Description"). */
const ADDED: Record<number, number> = { 0: 0, 1: 16, 2: 36 };

/** The set-up box each codec needs; its frames have no place for anything but sound, except AAC's. */
const SET_UP: Record<string, string> = {
  mp4a: 'esds',
  'ac-3': 'dac3',
  'ec-3': 'dec3',
  alac: 'alac',
  fLaC: 'dfLa',
  Opus: 'dOps',
  samr: 'damr',
  sawb: 'damr',
  ipcm: 'pcmC',
  fpcm: 'pcmC',
};
/** Bits of one sample of codecs without set-up; 0 where packets are described by the entry itself. */
const PLAIN: Record<string, number> = {
  sowt: 16,
  twos: 16,
  in24: 24,
  in32: 32,
  fl32: 32,
  fl64: 64,
  'raw ': 8,
  NONE: 8,
  ulaw: 8,
  alaw: 8,
  lpcm: 0,
  ima4: 0,
  '.mp3': 0,
  'ms\0\x55': 0,
};

/** Boxes of numbers, cut to what their specification gives them. */
const SIZES: Record<string, (body: Buffer) => number> = {
  dac3: () => 3,
  dec3: (body) => Math.min(body.length, 32),
  alac: () => 28,
  dOps: (body) => (body[10] === 0 ? 11 : 13 + (body[1] ?? 0)),
  pcmC: () => 6,
  enda: () => 2,
  srat: () => 8,
  chan: (body) => 16 + 20 * (body.length < 16 ? 0 : body.readUInt32BE(12)),
};

export function isKnownSound(type: string): boolean {
  return SET_UP[type] !== undefined || PLAIN[type] !== undefined;
}

export function soundEntry(
  type: string,
  body: Buffer,
  listVersion: number,
  found: Found,
): EntryPlan {
  const name = SET_UP[type];
  if (!isKnownSound(type)) {
    throw new NotCleanable('unsupported', `sound codec ${JSON.stringify(type)}`);
  }
  if (body.length < HEAD) throw damaged('a sound entry is cut');
  const version = body.readUInt16BE(8);
  // In an ISO list of version 1 an entry of version 1 has no more fields than one of version 0.
  const added = listVersion === 1 ? 0 : ADDED[version];
  if (added === undefined || body.length < HEAD + added) throw damaged('a sound entry is cut');
  const head = Buffer.from(body.subarray(0, HEAD + added));
  if (head.subarray(10, 16).some((byte) => byte !== 0)) found('software'); // revision and vendor
  head.fill(0, 0, 6).fill(0, 10, 16);
  head.writeUInt16BE(1, 6); // our one data reference

  const children = boxesIn(body.subarray(HEAD + added));
  const wave = find(children, 'wave');
  const inner = wave ? boxesIn(wave.body) : children;
  const set = name
    ? setUp(name, inner.some((child) => child.type === name) ? inner : children, found)
    : undefined;
  const shown = children.flatMap((child) =>
    ['chan', 'srat', 'enda'].includes(child.type) ? [numbers(child)] : [],
  );
  const parts = wave ? [waveBox(type, inner, set?.boxes ?? [])] : (set?.boxes ?? []);
  return {
    entry: box(type, head, ...parts, ...shown),
    scrub: set?.scrub,
    packets: packets(type, head, version, added),
  };
}

function setUp(
  name: string,
  boxes: Box[],
  found: Found,
): { boxes: Buffer[]; scrub: FrameScrub | undefined } {
  const body = need(boxes, name);
  if (name === 'esds') {
    const { box: esds, scrub, signed } = rebuildEsds(body);
    if (signed) found('software');
    return { boxes: [esds], scrub };
  }
  if (name === 'dfLa') {
    const info = onlyStreamInfo(body.subarray(4));
    if (info.length < body.length - 4) found('other');
    return { boxes: [box('dfLa', u32(0), info)], scrub: undefined };
  }
  if (name === 'damr') {
    // Vendor and decoder version name the phone's encoder; the mode set and packing stay (3GPP TS 26.244 § 6.7).
    if (body.length < 9) throw damaged('damr is cut');
    if (body.subarray(0, 5).some((byte) => byte !== 0)) found('device');
    return { boxes: [box('damr', Buffer.alloc(5), body.subarray(5, 9))], scrub: undefined };
  }
  return { boxes: [numbers({ type: name, body })], scrub: undefined };
}

function numbers({ type, body }: Box): Buffer {
  const size = SIZES[type]?.(body) ?? 0;
  if (size > body.length) throw damaged(`${type} is cut`);
  return box(type, body.subarray(0, size));
}

/** QuickTime wraps the set-up: the codec's name again, byte order, the set-up box, a terminator. */
function waveBox(type: string, inner: Box[], set: Buffer[]): Buffer {
  const order = inner.filter((child) => child.type === 'enda').map(numbers);
  return box('wave', box('frma', Buffer.from(type, 'latin1')), ...order, ...set, u32(8, 0));
}

/**
 * How many bytes the "samples" of old sound tracks take, whose size table says 1 for each: a frame of all channels, or a
 * compressed packet of many (QuickTime File Format, "Sound Sample Description, version 1").
 */
function packets(type: string, head: Buffer, version: number, added: number): EntryPlan['packets'] {
  if (version === 1 && added === 16) {
    const samples = head.readUInt32BE(28);
    const bytes = head.readUInt32BE(36);
    if (samples > 0 && bytes > 0) return { samples, bytes };
  }
  const bits = PLAIN[type];
  if (version === 2 || !bits) return undefined;
  const wide = ['sowt', 'twos', 'NONE', 'raw '].includes(type) ? head.readUInt16BE(18) : bits;
  return { samples: 1, bytes: (wide >> 3) * head.readUInt16BE(16) };
}
