import { NotCleanable } from '../format.ts';
import { av1Scrub, obus } from './av1-units.ts';
import type { FrameScrub } from './frame-scrub.ts';
import { lengthPrefixedScrub, type NalCodec, unitType } from './nal-units.ts';
import { seiPlace } from './sei.ts';

/** A codec's set-up data, rebuilt from what its specification lists, and the scrub for the frames it sets up. */
export interface CodecSetUp {
  record: Buffer;
  scrub: FrameScrub;
}

/** AVCDecoderConfigurationRecord, ISO 14496-15 § 5.3.3. */
export function avcSetUp(record: Buffer): CodecSetUp {
  const reader = recordReader(record);
  const head = Buffer.from(reader.take(5));
  const lengthSize = ((head[4] ?? 0) & 3) + 1;
  head[4] = (head[4] ?? 0) | 0xfc;
  const sequences = reader.units((reader.take(1)[0] ?? 0) & 31, 'h264', 7);
  const pictures = reader.units(reader.take(1)[0] ?? 0, 'h264', 8);
  const parts = [head, Buffer.of(0xe0 | sequences.length), ...framed(sequences)];
  parts.push(Buffer.of(pictures.length), ...framed(pictures));
  // The high profiles add chroma format, bit depths and extended sequence sets; many writers leave them out.
  if (reader.left() >= 4 && ![66, 77, 88].includes(head[1] ?? 0)) {
    const [chroma = 0, luma = 0, depth = 0, count = 0] = reader.take(4);
    const extended = reader.units(count, 'h264', 13);
    parts.push(Buffer.of(chroma | 0xfc, luma | 0xf8, depth | 0xf8, extended.length));
    parts.push(...framed(extended));
  }
  return { record: Buffer.concat(parts), scrub: lengthPrefixedScrub('h264', lengthSize) };
}

/** HEVCDecoderConfigurationRecord, ISO 14496-15 § 8.3.3: 22 bytes, then arrays of units by type. */
export function hevcSetUp(record: Buffer): CodecSetUp {
  const reader = recordReader(record);
  const head = reader.take(22);
  const lengthSize = ((head[21] ?? 0) & 3) + 1;
  const arrays: Buffer[] = [];
  let kept = 0;
  for (let left = reader.take(1)[0] ?? 0; left > 0; left--) {
    const type = reader.take(1)[0] ?? 0;
    const wanted = type & 63;
    const units = reader.units(reader.take(2).readUInt16BE(), 'h265', wanted);
    const isShown = (unit: Buffer) =>
      (wanted >= 32 && wanted <= 34) || (wanted === 39 && seiPlace('h265', unit) === 'keep');
    const shown = units.filter(isShown);
    if (shown.length === 0) continue;
    arrays.push(Buffer.of(type & 0xbf), bytes16(shown.length), ...framed(shown));
    kept++;
  }
  return {
    record: Buffer.concat([head, Buffer.of(kept), ...arrays]),
    scrub: lengthPrefixedScrub('h265', lengthSize),
  };
}

/** AV1CodecConfigurationRecord: four bytes, then the sequence header (AV1 in ISOBMFF § 2.3.3). */
export function av1SetUp(record: Buffer): CodecSetUp {
  const units = record.subarray(4);
  const headers = [...obus(units)]
    .filter(({ type }) => type === 1)
    .map(({ start, end }) => units.subarray(start, end));
  if (record.length < 4) throw new NotCleanable('damaged', 'a codec record is cut');
  return { record: Buffer.concat([record.subarray(0, 4), ...headers]), scrub: av1Scrub };
}

function framed(units: Buffer[]): Buffer[] {
  return units.flatMap((unit) => [bytes16(unit.length), unit]);
}

function bytes16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function recordReader(record: Buffer) {
  let at = 0;
  function take(length: number): Buffer {
    if (at + length > record.length) throw new NotCleanable('damaged', 'a codec record is cut');
    at += length;
    return record.subarray(at - length, at);
  }
  return {
    take,
    left: () => record.length - at,
    /** The next units, of them those that have the type their place says. */
    units(count: number, codec: NalCodec, type: number): Buffer[] {
      const units: Buffer[] = [];
      for (let left = count; left > 0; left--) units.push(take(take(2).readUInt16BE()));
      return units.filter((unit) => unit.length > 0 && unitType(codec, unit) === type);
    },
  };
}
