import type { Mp3Header } from '../codecs/mp3-frame.ts';

/** Where the LAME part begins behind the fields the flags announce, and what it holds (gabriel.mp3-tech.org/mp3infotag.html). */
const LAME_SIZE = 36;
const DELAYS = { from: 21, to: 24 };
const CHECKED_BYTES = 190;
const FIELDS: [number, number][] = [
  [1, 4], // frames
  [2, 4], // bytes
  [4, 100], // table of contents
  [8, 4], // quality
];
const VBRI_AT = 36;
const VBRI_HEAD = 26;

/** A first frame without sound that says how long the stream is. */
export interface InfoFrame {
  clean: Buffer;
  frames: number | undefined;
  signed: boolean;
}

/**
 * Rebuilds a Xing, Info or VBRI frame with lengths, seek table and the delays that players cut for gapless sound. Players look
 * for the four letters "LAME" before they believe the delays; version, settings, gain and checksums of the encoder go.
 * @returns undefined when the frame is sound
 */
export function rebuildInfoFrame(frame: Buffer, header: Mp3Header): InfoFrame | undefined {
  const name = frame.toString('latin1', header.head, header.head + 4);
  if (name === 'Xing' || name === 'Info') return rebuildXing(frame, header);
  if (frame.toString('latin1', VBRI_AT, VBRI_AT + 4) === 'VBRI') return rebuildVbri(frame);
  return undefined;
}

function rebuildXing(frame: Buffer, header: Mp3Header): InfoFrame {
  const clean = Buffer.alloc(frame.length);
  frame.copy(clean, 0, 0, 4);
  const flags = frame.readUInt32BE(header.head + 4) & 15;
  frame.copy(clean, header.head, header.head, header.head + 4);
  clean.writeUInt32BE(flags, header.head + 4);
  let at = header.head + 8;
  const frames = flags & 1 ? frame.readUInt32BE(at) : undefined;
  for (const [flag, size] of FIELDS) {
    if (!(flags & flag)) continue;
    frame.copy(clean, at, at, at + size);
    at += size;
  }
  const lame = frame.subarray(at, at + LAME_SIZE);
  const hasDelays = /^(?:LAME|Lav[cf])/.test(lame.toString('latin1', 0, 4));
  if (hasDelays && lame.length === LAME_SIZE) {
    clean.write('LAME', at, 'latin1');
    lame.copy(clean, at + DELAYS.from, DELAYS.from, DELAYS.to);
    const checked = Math.min(CHECKED_BYTES, at + LAME_SIZE - 2);
    clean.writeUInt16BE(crc16(clean.subarray(0, checked)), at + LAME_SIZE - 2);
  }
  return { clean, frames, signed: !clean.equals(frame) };
}

function rebuildVbri(frame: Buffer): InfoFrame {
  const clean = Buffer.alloc(frame.length);
  const entries = frame.readUInt16BE(VBRI_AT + 18) * frame.readUInt16BE(VBRI_AT + 22);
  frame.copy(clean, 0, 0, 4);
  frame.copy(clean, VBRI_AT, VBRI_AT, VBRI_AT + VBRI_HEAD + entries);
  return { clean, frames: frame.readUInt32BE(VBRI_AT + 14), signed: !clean.equals(frame) };
}

/** CRC-16 with the reflected polynomial A001, as LAME writes it. */
export function crc16(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}
