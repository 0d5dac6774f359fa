import type { FrameScrub } from './frame-scrub.ts';
import { jpegFramesScrub } from './jpeg-frames.ts';
import { annexBScrub } from './nal-units.ts';
import { hintedUserDataScrub } from './user-data.ts';

export type VideoFamily = 'mpeg' | 'jpeg' | 'h264' | 'h265' | 'plain';

/** Codes of Video for Windows, in AVI and in Matroska's compatibility mode. `plain` frames have no place for text. */
const FAMILIES: [VideoFamily, RegExp][] = [
  ['mpeg', /^(?:xvid|divx|dx50|div[456x]|fmp4|mp4v|mp4s|m4s2|3iv2|mpg[12]|mpeg|m[12]v1|pim1)$/],
  ['jpeg', /^(?:mjpg|avrn|ljpg|jpgl|dmb1|jpeg)$/],
  ['h264', /^(?:h264|x264|avc1|davc)$/],
  ['h265', /^(?:hevc|h265|hvc1|x265)$/],
  [
    'plain',
    /^(?:vp80|vp90|div3|mp4[123]|mpg4|mp43|h263|s263|cvid|iv[345]\d|msvc|cram|mrle|ffv1|hfyu|ffvh|yuy2|uyvy|i420|iyuv|yv12|dib |rgb |wmv[123])$/,
  ],
];

/** Uncompressed pictures, run lengths of 8 and of 4 bits. */
const NUMBERED = ['\0\0\0\0', '\x01\0\0\0', '\x02\0\0\0'];

/** By the code in any case; `undefined` when its frames are not known. */
export function videoFamily(code: string): VideoFamily | undefined {
  if (NUMBERED.includes(code)) return 'plain';
  return FAMILIES.find(([, codes]) => codes.test(code.toLowerCase()))?.[0];
}

export function familyScrub(family: VideoFamily): FrameScrub | undefined {
  switch (family) {
    case 'mpeg':
      return hintedUserDataScrub;
    case 'jpeg':
      return jpegFramesScrub;
    case 'h264':
    case 'h265':
      return annexBScrub(family);
    case 'plain':
      return undefined;
  }
}
