import {
  aacCheck,
  av1Check,
  type FrameCheck,
  jpegFramesCheck,
  nalCheck,
  startCodeNalCheck,
  userDataCheck,
} from '../codecs/frame-checks.ts';
import { must, residue } from '../media/residue.ts';
import { type Tree, walk } from './verify-tree.ts';

export interface CheckedTrack {
  frame: FrameCheck | undefined;
  stripped: Buffer;
  hasAlpha: boolean;
}

const NUMBER = 8;
const COLOUR: Tree = {
  '55b1': NUMBER,
  '55b2': NUMBER,
  '55b3': NUMBER,
  '55b4': NUMBER,
  '55b5': NUMBER,
  '55b6': NUMBER,
  '55b7': NUMBER,
  '55b8': NUMBER,
  '55b9': NUMBER,
  '55ba': NUMBER,
  '55bb': NUMBER,
  '55bc': NUMBER,
  '55bd': NUMBER,
  '55d0': Object.fromEntries(
    ['55d1', '55d2', '55d3', '55d4', '55d5', '55d6', '55d7', '55d8', '55d9', '55da'].map((id) => [
      id,
      NUMBER,
    ]),
  ),
};
const VIDEO: Tree = {
  ...Object.fromEntries(
    [
      '9a',
      '9d',
      'b0',
      'ba',
      '53b8',
      '53c0',
      '54aa',
      '54bb',
      '54cc',
      '54dd',
      '54b0',
      '54ba',
      '54b2',
      '54b3',
    ].map((id) => [id, NUMBER]),
  ),
  '2eb524': 4,
  '55b0': COLOUR,
  '7670': { '7671': NUMBER, '7673': NUMBER, '7674': NUMBER, '7675': NUMBER },
};
const AUDIO: Tree = { b5: NUMBER, '78b5': NUMBER, '9f': NUMBER, '6264': NUMBER, '52f1': NUMBER };
const LANGUAGE = (content: Buffer) => /^[A-Za-z0-9-]{2,30}$/.test(content.toString('latin1'));

const ENTRY: Tree = {
  ...Object.fromEntries(
    [
      '83',
      'b9',
      '88',
      '55aa',
      '55ab',
      '55ac',
      '55ae',
      '55af',
      '9c',
      '23e383',
      '234e7a',
      '55ee',
      '56aa',
      '56bb',
    ].map((id) => [id, NUMBER]),
  ),
  d7: 1,
  '73c5': 1,
  '22b59c': LANGUAGE,
  '22b59d': LANGUAGE,
  '86': (content) => /^[AV]_[A-Z0-9_/]{2,24}$/.test(content.toString('latin1')),
  '63a2': () => true, // looked into by codec
  e0: VIDEO,
  e1: AUDIO,
  '6d80': { '6240': { '5034': { '4254': 1, '4255': 16 } } },
};

export function checkTracks(content: Buffer): Map<number, CheckedTrack> {
  const tracks = new Map<number, CheckedTrack>();
  for (const [id, entry] of walk(content, { ae: ENTRY })) {
    if (id !== 'ae') continue;
    const fields = new Map(walk(entry, ENTRY));
    const number = fields.get('d7')?.[0] ?? 0;
    must(fields.get('73c5')?.[0] === number, 'a unique id');
    const codec = fields.get('86')?.toString('latin1') ?? '';
    const encodings = fields.get('6d80');
    const alpha = fields.get('e0') && new Map(walk(fields.get('e0') ?? content, VIDEO)).get('53c0');
    tracks.set(number, {
      frame: frameCheck(codec, fields.get('63a2') ?? Buffer.alloc(0)),
      stripped: encodings ? strippedOf(encodings) : Buffer.alloc(0),
      hasAlpha: /^V_VP[89]$/.test(codec) && alpha?.at(-1) === 1,
    });
  }
  return tracks;
}

function strippedOf(encodings: Buffer): Buffer {
  const tree: Tree = { '6240': { '5034': { '4254': 1, '4255': 16 } } };
  const [, encoding = encodings] = walk(encodings, tree)[0] ?? [];
  const [, compression = encodings] = walk(encoding, tree['6240'] as Tree)[0] ?? [];
  const fields = new Map(walk(compression, { '4254': 1, '4255': 16 }));
  must(fields.get('4254')?.[0] === 3, 'another compression');
  return fields.get('4255') ?? Buffer.alloc(0);
}

/** Set-up data by codec: how it may look, in hexadecimal, and how frames are looked into. */
function frameCheck(codec: string, setUp: Buffer): FrameCheck | undefined {
  const hex = setUp.toString('hex');
  const shape = (pattern: RegExp) => must(pattern.test(hex), `set-up of ${codec}`);
  switch (codec) {
    case 'V_MPEG4/ISO/AVC':
      return nalCheck('h264', ((setUp[4] ?? 0) & 3) + 1);
    case 'V_MPEGH/ISO/HEVC':
      return nalCheck('h265', ((setUp[21] ?? 0) & 3) + 1);
    case 'V_AV1':
      av1Check(setUp.subarray(4));
      return av1Check;
    case 'V_MJPEG':
      shape(/^$/);
      return jpegFramesCheck;
    case 'V_MS/VFW/FOURCC':
      return fourCharacterCheck(setUp);
    case 'A_AAC':
      must(setUp.length <= 128, 'set-up of A_AAC');
      return [1, 2, 3, 4, 5, 29].includes((setUp[0] ?? 0) >> 3) ? aacCheck : undefined;
    case 'A_VORBIS':
      // Three packets; the second is empty comments of sixteen bytes.
      shape(/^02..10.*03766f72626973(?:00){8}0105766f72626973/);
      return undefined;
    case 'V_THEORA':
      shape(/^02..0f.*817468656f7261(?:00){8}827468656f7261/);
      return undefined;
    case 'A_OPUS':
      shape(/^4f70757348656164.{20}(?:00|(?!00)..(?:..){3,257})$/);
      return undefined;
    case 'A_FLAC':
      shape(/^664c614380000022.{68}$/);
      return undefined;
    case 'A_ALAC':
      shape(/^.{48}$/);
      return undefined;
    default:
      if (/^V_MPEG(?:[12]|4\/ISO\/(?:SP|ASP|AP))$/.test(codec)) {
        userDataCheck(setUp);
        return userDataCheck;
      }
      shape(/^$/);
      return codec.startsWith('A_AAC/') ? aacCheck : undefined;
  }
}

export function fourCharacterCheck(format: Buffer): FrameCheck | undefined {
  const code = format.toString('latin1', 16, 20).toLowerCase();
  const extra = format.subarray(40);
  if (
    /^(?:xvid|divx|dx50|div[456x]|fmp4|mp4v|mp4s|m4s2|3iv2|mpg[12]|mpeg|m[12]v1|pim1)$/.test(code)
  ) {
    userDataCheck(extra);
    return userDataCheck;
  }
  if (/^(?:mjpg|avrn|ljpg|jpgl|dmb1|jpeg)$/.test(code)) {
    must(
      extra.every((byte) => byte === 0),
      'set-up of motion JPEG',
    );
    return jpegFramesCheck;
  }
  if (/^(?:h264|x264|avc1|davc)$/.test(code)) return startCodeNalCheck('h264');
  if (/^(?:hevc|h265|hvc1|x265)$/.test(code)) return startCodeNalCheck('h265');
  must(extra.length <= 1024, 'set-up of a plain codec');
  if (code.includes('\0') && code !== '\0\0\0\0')
    must(/^[12]$/.test(String(format.readUInt32LE(16))), 'a codec');
  return /^(?:vp[89]0|div3|mp4[123]|mpg4|mp43|[hs]263|cvid|iv[345]\d|msvc|cram|mrle|ffv1|hfyu|ffvh|yuy2|uyvy|i420|iyuv|yv12|dib |rgb |wmv[123])$/.test(
    code,
  ) || code.includes('\0')
    ? undefined
    : residue('a codec');
}
