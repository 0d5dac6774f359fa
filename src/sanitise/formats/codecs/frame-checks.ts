import { must, residue } from '../media/residue.ts';

/**
 * The second look at coded frames of a finished result. Written apart from the scrubs, so that one mistake does not
 * hide behind the other. @throws NotCleanable('residue')
 */
export type FrameCheck = (frame: Buffer) => void;

const PICTURE_UNITS = {
  h264: [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 19, 20],
  h265: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 18, 19, 20, 21, 32, 33, 34, 35, 36, 37],
};
/** Heads of units of filler, which films of a constant rate consist of in large part. */
const FILLER = { h264: [0x0c], h265: [0x4c, 0x01] };
const FULL = Buffer.alloc(1 << 16, 0xff);
const SEI_TYPES = { h264: [6], h265: [39, 40] };
/** In hexadecimal, as all patterns of bytes here: a whole unit of one or more messages: recovery point, packing, orientation, mastering, light level, transfer. */
const SEI_MESSAGES =
  /^(?:06(?:01..|02.{4}|03.{6}|04.{8})|2d(?:0[2-9a-d])(?:..){2,13}|2f0[1-4](?:..){1,4}|8918.{48}|9004.{8}|9301..)+80$/;

export function nalCheck(codec: 'h264' | 'h265', lengthSize: number): FrameCheck {
  return (frame) => {
    let rest = frame;
    while (rest.length > 0) {
      must(rest.length >= lengthSize, 'a unit is cut');
      const length = rest.readUIntBE(0, lengthSize);
      must(rest.length - lengthSize >= length, 'a unit is cut');
      if (length > 0) checkUnit(codec, rest.subarray(lengthSize, lengthSize + length));
      rest = rest.subarray(lengthSize + length);
    }
  };
}

export function startCodeNalCheck(codec: 'h264' | 'h265'): FrameCheck {
  return (frame) => {
    const units = frame.toString('latin1').split('\0\0\x01');
    must(/^\0*$/.test(units[0] ?? ''), 'bytes in front of the first unit');
    for (const unit of units.slice(1)) {
      // The zero in front of a four-byte start code stands at the end of the unit before.
      const bytes = Buffer.from(unit.replace(/\0+$/, ''), 'latin1');
      if (bytes.length > 0) checkUnit(codec, bytes);
    }
  };
}

/** The head alone or a part of it, or the head, bytes that are full, and the stop bit (H.264 § 7.3.2.7, H.265 § 7.3.2.8). */
function isFiller(unit: Buffer, head: readonly number[]): boolean {
  if (!unit.subarray(0, head.length).equals(Buffer.from(head).subarray(0, unit.length)))
    return false;
  if (unit.length <= head.length) return true;
  if (unit[unit.length - 1] !== 0x80) return false;
  for (let at = head.length; at < unit.length - 1; at += FULL.length) {
    const part = unit.subarray(at, Math.min(at + FULL.length, unit.length - 1));
    if (!part.equals(FULL.subarray(0, part.length))) return false;
  }
  return true;
}

export function checkUnit(codec: 'h264' | 'h265', unit: Buffer): void {
  const first = unit[0] ?? 0;
  const type = codec === 'h264' ? first & 0x1f : (first & 0x7e) / 2;
  if (PICTURE_UNITS[codec].includes(type)) return;
  if (isFiller(unit, FILLER[codec])) return;
  if (!SEI_TYPES[codec].includes(type)) residue(`unit type ${type}`);
  const escaped = unit.toString('latin1', codec === 'h264' ? 1 : 2);
  const messages = Buffer.from(escaped.replaceAll('\0\0\x03', '\0\0'), 'latin1');
  must(SEI_MESSAGES.test(messages.toString('hex')), 'supplemental messages');
}

/** AV1: no metadata but light level (1) and mastering display (2), padding of zeros. */
export const av1Check: FrameCheck = (frame) => {
  let rest = frame;
  while (rest.length > 0) {
    const header = rest[0] ?? 0;
    let head = header & 4 ? 2 : 1;
    let size = rest.length - head;
    if (header & 2) {
      size = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = rest[head++];
        must(byte !== undefined && shift < 35, 'a unit size is cut');
        size += (byte & 127) * 2 ** shift;
        if ((byte & 128) === 0) break;
      }
    }
    must(rest.length >= head + size, 'a unit is cut');
    const payload = rest.subarray(head, head + size);
    const type = (header & 0x78) / 8;
    const isShown = type >= 1 && type <= 8 && type !== 5;
    const lightSize = payload[0] === 1 ? 6 : payload[0] === 2 ? 26 : 0;
    const isLight = type === 5 && lightSize > 0 && payload.length === lightSize;
    const isPadding = type === 15 && /^(?:00)*(?:80)?$/.test(payload.toString('hex'));
    must(isShown || isLight || isPadding, `unit type ${type}`);
    rest = rest.subarray(head + size);
  }
};

/** AAC: the fill and data elements in front of the sound hold zeros. */
export const aacCheck: FrameCheck = (frame) => {
  // Signatures are short and stand in front; 600 bytes hold two of the longest elements.
  const text = Array.from(frame.subarray(0, 600), (byte) => byte.toString(2).padStart(8, '0')).join(
    '',
  );
  let at = 0;
  for (;;) {
    const fill = /^110(\d{4})/.exec(text.slice(at, at + 7));
    const data = /^100\d{4}(\d)(\d{8})/.exec(text.slice(at, at + 16));
    let length: number;
    if (fill) {
      at += 7;
      length = Number.parseInt(fill[1] ?? '', 2);
      if (length === 15) {
        length += Number.parseInt(text.slice(at, at + 8), 2) - 1;
        at += 8;
      }
      const extension = Number.parseInt(text.slice(at, at + 4), 2);
      if (extension > 2) {
        at += length * 8;
        continue;
      }
    } else if (data) {
      at += 16;
      length = Number.parseInt(data[2] ?? '', 2);
      if (length === 255) {
        length += Number.parseInt(text.slice(at, at + 8), 2);
        at += 8;
      }
      if (data[1] === '1') at += (8 - (at % 8)) % 8;
    } else {
      return;
    }
    must(!text.slice(at, at + length * 8).includes('1'), 'an encoder signature');
    at += length * 8;
  }
};

/** MPEG video: user data is blank or names XviD, DivX or FFmpeg, which decoders need to know. */
export const userDataCheck: FrameCheck = (frame) => {
  const pieces = frame.toString('latin1').split('\0\0\x01\xb2').slice(1);
  for (const piece of pieces) {
    const data = piece.split('\0\0\x01', 1)[0] ?? '';
    must(
      /^(?: *|lavc[9.]+|(?:xvid|divx)\d{1,5}[a-z]?\d{0,5}[a-z]?\0*)\0?$/i.test(data),
      'user data',
    );
  }
};

export const proresCheck: FrameCheck = (frame) => {
  must(frame.length >= 16 && frame.readUInt32BE(12) === 0, 'an encoder name');
};

/** Motion JPEG: comments and application segments are blank, but for the short ones that say how to decode. */
export const jpegFramesCheck: FrameCheck = (frame) => {
  let rest = frame;
  while (rest.length > 0) {
    must(rest.readUInt16BE(0) === 0xffd8, 'bytes between pictures');
    rest = rest.subarray(2);
    while (rest.length > 0 && rest[1] !== 0xd9) {
      must(rest[0] === 0xff && rest.length >= 2, 'a segment is cut');
      if (rest[1] === 0xff) {
        rest = rest.subarray(1);
        continue;
      }
      rest = checkSegment(rest);
    }
    rest = rest.subarray(2);
    while (rest[0] === 0) rest = rest.subarray(1);
  }
};

/** JFIF without thumbnail, AVI's field order, QuickTime's field table, Adobe's transform; in hexadecimal. */
const SEGMENTS =
  /^(?:4a46494600.{18}|41564931..(?:00)*|.{8}6d6a7067.{64}|41646f6265.{14}|(?:00)*)$/;

function checkSegment(bytes: Buffer): Buffer {
  const marker = bytes[1] ?? 0;
  const length = bytes.readUInt16BE(2);
  const isOptional = marker === 0xfe || (marker >= 0xe0 && marker <= 0xfd);
  const text = bytes.toString('hex', 4, 2 + length);
  must(!isOptional || SEGMENTS.test(text), 'a segment of text');
  const rest = bytes.subarray(2 + length);
  if (marker !== 0xda) return rest;
  // Behind the coded picture stands a marker that is neither a stuffed byte nor a restart.
  const next = rest.toString('latin1').search(/\xff[^\0\xd0-\xd7\xff]/);
  return next === -1 ? rest.subarray(rest.length) : rest.subarray(next);
}
