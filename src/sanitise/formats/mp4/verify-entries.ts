import {
  aacCheck,
  av1Check,
  checkUnit,
  type FrameCheck,
  jpegFramesCheck,
  nalCheck,
  proresCheck,
  userDataCheck,
} from '../codecs/frame-checks.ts';
import { must, residue } from '../media/residue.ts';
import { split } from './strict-boxes.ts';

export interface EntryCheck {
  frame: FrameCheck | undefined;
  /** Samples and bytes of a packet, where the size table says 1. */
  packet: { samples: number; bytes: number } | undefined;
}

type Child = (body: Buffer) => FrameCheck | undefined;

function sized(...sizes: number[]): Child {
  return (body) => {
    must(sizes.includes(body.length), 'a codec box holds more than it may');
    return undefined;
  };
}

/** Boxes a sample entry may have, with what they tell of its frames. */
const CHILDREN: Record<string, Child> = {
  avcC: checkAvc,
  hvcC: checkHevc,
  av1C: (body) => {
    av1Check(body.subarray(4));
    return av1Check;
  },
  esds: checkEsds,
  vpcC: sized(12),
  pasp: sized(8),
  clap: sized(32),
  fiel: sized(2),
  gama: sized(4),
  mdcv: sized(24),
  clli: sized(4),
  amve: sized(8),
  SmDm: sized(28),
  CoLL: sized(8),
  st3d: sized(5),
  colr: (body) => sized(body.toString('latin1', 0, 4) === 'nclx' ? 11 : 10)(body),
  dac3: sized(3),
  dec3: (body) => sized(Math.min(body.length, 32))(body),
  alac: sized(28),
  dfLa: (body) => {
    must(body.toString('hex', 0, 8) === '0000000080000022', 'more than stream information');
    return sized(42)(body);
  },
  dOps: (body) => sized(body[10] === 0 ? 11 : 13 + (body[1] ?? 0))(body),
  damr: (body) => {
    must(
      body.subarray(0, 5).every((byte) => byte === 0),
      'a maker',
    );
    return sized(9)(body);
  },
  pcmC: sized(6),
  srat: sized(8),
  enda: sized(2),
  chan: (body) => sized(16 + 20 * body.readUInt32BE(12))(body),
  frma: sized(4),
  '\0\0\0\0': sized(0),
};

const FRAMES: Record<string, FrameCheck> = {
  jpeg: jpegFramesCheck,
  mjpa: jpegFramesCheck,
  m1v1: userDataCheck,
  m2v1: userDataCheck,
  mpg1: userDataCheck,
  mpg2: userDataCheck,
  apcn: proresCheck,
  apch: proresCheck,
  apcs: proresCheck,
  apco: proresCheck,
  ap4h: proresCheck,
  ap4x: proresCheck,
};

/** Of sound without set-up, where the entry itself may say 16 for any. */
const SAMPLE_BITS: Record<string, number> = {
  in24: 24,
  in32: 32,
  fl32: 32,
  fl64: 64,
  ulaw: 8,
  alaw: 8,
};

export function checkEntries(stsd: Buffer, handler: string): EntryCheck[] {
  const version = stsd[0];
  const entries = split(stsd.subarray(8));
  must(entries.length === stsd.readUInt32BE(4), 'stsd counts otherwise');
  return entries.map(([type, body]) =>
    handler === 'vide' ? checkVideo(type, body) : checkSound(type, body, version === 1),
  );
}

function checkVideo(type: string, body: Buffer): EntryCheck {
  const head = body.toString('hex', 0, 78);
  must(
    /^0{12}0001(?:00){16}.{8}.{16}(?:00){4}.{4}(?:00){32}.{4}ffff$/.test(head),
    'a video entry with names',
  );
  return { frame: FRAMES[type] ?? checkChildren(body.subarray(78)), packet: undefined };
}

function checkSound(type: string, body: Buffer, isIso: boolean): EntryCheck {
  must(/^0{12}0001.{4}0{12}/.test(body.toString('hex', 0, 28)), 'a sound entry with names');
  const version = body.readUInt16BE(8);
  const head = isIso || version === 0 ? 28 : version === 1 ? 44 : 64;
  const frame = checkChildren(body.subarray(head));
  if (head === 44 && body.readUInt32BE(28) && body.readUInt32BE(36)) {
    return { frame, packet: { samples: body.readUInt32BE(28), bytes: body.readUInt32BE(36) } };
  }
  const bits = SAMPLE_BITS[type] ?? body.readUInt16BE(18);
  const isPlain = head !== 64 && (type in SAMPLE_BITS || /^(?:sowt|twos|NONE|raw )$/.test(type));
  const bytes = (bits >> 3) * body.readUInt16BE(16);
  return { frame, packet: isPlain ? { samples: 1, bytes } : undefined };
}

function checkChildren(body: Buffer): FrameCheck | undefined {
  let frame: FrameCheck | undefined;
  for (const [type, content] of split(body)) {
    if (type === 'wave') frame = checkChildren(content) ?? frame;
    else frame = (CHILDREN[type] ?? (() => residue(`box ${type}`)))(content) ?? frame;
  }
  return frame;
}

function checkAvc(record: Buffer): FrameCheck {
  let at = 5;
  const units = (count: number, type: number) => {
    for (let left = count; left > 0; left--) {
      const unit = record.subarray(at + 2, at + 2 + record.readUInt16BE(at));
      must(((unit[0] ?? 0) & 31) === type, 'a set-up unit of another type');
      at += 2 + unit.length;
    }
  };
  units((record[at++] ?? 0) & 31, 7);
  units(record[at++] ?? 0, 8);
  if (at < record.length) {
    at += 4;
    units(record[at - 1] ?? 0, 13);
  }
  must(at === record.length, 'bytes behind the set-up units');
  return nalCheck('h264', ((record[4] ?? 0) & 3) + 1);
}

function checkHevc(record: Buffer): FrameCheck {
  let at = 23;
  for (let arrays = record[22] ?? 0; arrays > 0; arrays--) {
    at += 3;
    for (let left = record.readUInt16BE(at - 2); left > 0; left--) {
      const unit = record.subarray(at + 2, at + 2 + record.readUInt16BE(at));
      checkUnit('h265', unit);
      at += 2 + unit.length;
    }
  }
  must(at === record.length, 'bytes behind the set-up units');
  return nalCheck('h265', ((record[21] ?? 0) & 3) + 1);
}

/** As we write it: one stream without name or address, one decoder, at most one set-up, the usual end. */
function checkEsds(body: Buffer): FrameCheck | undefined {
  const form =
    /^0{8}03.{8}0{6}04.{8}(..)(?:..){12}(?:05.{8}((?:..)*))?060102$/.exec(body.toString('hex')) ??
    residue('a stream description with more than its decoder');
  const objectType = Number.parseInt(form[1] ?? '', 16);
  const specific = Buffer.from(form[2] ?? '', 'hex');
  if (objectType === 0x6c) return jpegFramesCheck;
  if (objectType === 0x40 || (objectType >= 0x66 && objectType <= 0x68)) {
    must(specific.length <= 128, 'an AAC set-up with more than its numbers');
    return [1, 2, 3, 4, 5, 29].includes((specific[0] ?? 0) >> 3) ? aacCheck : undefined;
  }
  if (objectType > 0x68) return undefined;
  userDataCheck(specific);
  return userDataCheck;
}
