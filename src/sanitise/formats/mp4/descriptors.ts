import { aacSetUp, MOST_CONFIG_BYTES } from '../codecs/aac-config.ts';
import type { FrameScrub } from '../codecs/frame-scrub.ts';
import { jpegFramesScrub } from '../codecs/jpeg-frames.ts';
import { userDataScrub } from '../codecs/user-data.ts';
import { NotCleanable } from '../format.ts';
import { damaged, fullBox, u16 } from './boxes.ts';

const ES = 3;
const DECODER_CONFIG = 4;
const DECODER_SPECIFIC = 5;
const SL_CONFIG = Buffer.from([6, 1, 2]);

/** Object types registered at mp4ra.org whose frames are known here. */
const AAC = new Set([0x40, 0x66, 0x67, 0x68]);
const OTHER_SOUND = new Set([0x69, 0x6b, 0xa5, 0xa6]); // MP3, AC-3
const START_CODE_VIDEO = new Set([0x20, 0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x6a]);
const JPEG = 0x6c;

/** The `esds` box (ISO 14496-1 § 7.2.6), rebuilt with the decoder's configuration only. */
export function rebuildEsds(body: Buffer): {
  box: Buffer;
  scrub: FrameScrub | undefined;
  signed: boolean;
} {
  const stream = descriptor(body.subarray(4), ES);
  const flags = stream[2] ?? 0;
  let at = 3 + (flags & 0x80 ? 2 : 0);
  if (flags & 0x40) at += 1 + (stream[at] ?? 0);
  if (flags & 0x20) at += 2;
  const config = descriptor(stream.subarray(at), DECODER_CONFIG);
  if (config.length < 13) throw damaged('a decoder configuration is cut');
  const objectType = config[0] ?? 0;
  const rest = config.subarray(13);
  const specific = Buffer.from(
    rest[0] === DECODER_SPECIFIC ? descriptor(rest, DECODER_SPECIFIC) : [],
  );
  const { scrub, signed } = setUp(objectType, specific);
  const head = Buffer.from(config.subarray(0, 13));
  const parts = specific.length > 0 ? [head, described(DECODER_SPECIFIC, specific)] : [head];
  const decoder = described(DECODER_CONFIG, Buffer.concat(parts));
  const box = fullBox(
    'esds',
    0,
    0,
    described(ES, Buffer.concat([u16(0), Buffer.of(0), decoder, SL_CONFIG])),
  );
  return { box, scrub, signed };
}

function setUp(
  objectType: number,
  specific: Buffer,
): { scrub: FrameScrub | undefined; signed: boolean } {
  if (AAC.has(objectType)) {
    if (specific.length > MOST_CONFIG_BYTES) throw damaged('an AAC configuration is too long');
    return aacSetUp(specific);
  }
  if (OTHER_SOUND.has(objectType)) return { scrub: undefined, signed: false };
  if (objectType === JPEG) return { scrub: jpegFramesScrub, signed: false };
  if (START_CODE_VIDEO.has(objectType)) {
    let signed = false;
    userDataScrub(specific, () => {
      signed = true;
    });
    return { scrub: userDataScrub, signed };
  }
  throw new NotCleanable('unsupported', `object type 0x${objectType.toString(16)}`);
}

function descriptor(bytes: Buffer, tag: number): Buffer {
  if (bytes[0] !== tag) throw damaged(`no descriptor ${tag}`);
  let size = 0;
  for (let at = 1; at <= 4; at++) {
    const byte = bytes[at];
    if (byte === undefined) break;
    size = size * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      if (at + 1 + size > bytes.length) break;
      return bytes.subarray(at + 1, at + 1 + size);
    }
  }
  throw damaged('a descriptor is cut');
}

/** Sizes are written in four bytes as most writers do. */
function described(tag: number, content: Buffer): Buffer {
  const size = content.length;
  const parts = [21, 14, 7].map((shift) => 0x80 | ((size >> shift) & 0x7f));
  return Buffer.concat([Buffer.of(tag, ...parts, size & 0x7f), content]);
}
