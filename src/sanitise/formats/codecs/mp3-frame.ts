import { bits } from './aac-elements.ts';

/** A frame of MPEG-1, -2 or -2.5 layer III (ISO 11172-3 § 2.4.1, ISO 13818-3). */
export interface Mp3Header {
  size: number;
  /** Bytes in front of the main data: header, checksum, side information. */
  head: number;
  isMpeg1: boolean;
  channels: 1 | 2;
  /** What stays the same in all frames of a stream: version, layer, sampling rate. */
  stream: number;
}

const RATES = [44100, 48000, 32000];
const BITRATES_1 = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_2 = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** Undefined when the four bytes are no layer III header; free bit rates have no size and count as none. */
export function mp3Header(bytes: Buffer, at = 0): Mp3Header | undefined {
  if (at + 4 > bytes.length) return undefined;
  const word = bytes.readUInt32BE(at);
  const version = (word >>> 19) & 3;
  const layer = (word >>> 17) & 3;
  const bitrate = (word >>> 12) & 15;
  const rateIndex = (word >>> 10) & 3;
  if (word >>> 21 !== 0x7ff || version === 1 || layer !== 1) return undefined;
  if (bitrate === 0 || bitrate === 15 || rateIndex === 3 || (word & 3) === 2) return undefined;
  const isMpeg1 = version === 3;
  const rate = (RATES[rateIndex] ?? 0) / (isMpeg1 ? 1 : version === 2 ? 2 : 4);
  const kilobits = (isMpeg1 ? BITRATES_1 : BITRATES_2)[bitrate - 1] ?? 0;
  const channels = ((word >>> 6) & 3) === 3 ? 1 : 2;
  const side = isMpeg1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  const checksum = (word >>> 16) & 1 ? 0 : 2;
  return {
    size: Math.floor(((isMpeg1 ? 144 : 72) * kilobits * 1000) / rate) + ((word >>> 9) & 1),
    head: 4 + checksum + side,
    isMpeg1,
    channels,
    stream: word & 0xfffe0c00,
  };
}

/**
 * What a frame's side information says of its main data: how many bytes before the frame it begins, and its bits. Main data
 * of all frames form one stream ("bit reservoir"); bits no frame claims are ancillary, where encoders sign.
 */
export function mainData(frame: Buffer, header: Mp3Header): { before: number; bits: number } {
  const { isMpeg1, channels } = header;
  const side = header.head - (isMpeg1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17);
  let at = side * 8;
  const read = (count: number) => {
    at += count;
    return bits(frame, at - count, count);
  };
  const before = read(isMpeg1 ? 9 : 8);
  if (isMpeg1) read((channels === 1 ? 5 : 3) + 4 * channels);
  else read(channels);
  let total = 0;
  for (let part = (isMpeg1 ? 2 : 1) * channels; part > 0; part--) {
    total += read(12);
    at += isMpeg1 ? 47 : 51;
  }
  return { before, bits: total };
}
