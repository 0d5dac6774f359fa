import { NotCleanable } from '../format.ts';

/** RFC 3533 § 6. */
export interface Page {
  continued: boolean;
  first: boolean;
  last: boolean;
  granule: Buffer;
  serial: number;
  sequence: number;
  lacing: Buffer;
  body: Buffer;
}

const HEAD = 27;
export const LARGEST_PAGE = HEAD + 255 + 255 * 255;

/** @param bytes begins with the page; at the end of the file it may be shorter than `LARGEST_PAGE` */
export function readPage(bytes: Buffer): { page: Page; size: number } {
  if (bytes.length < HEAD) throw new NotCleanable('damaged', 'a page is cut');
  const segments = bytes[26] ?? 0;
  const lacing = bytes.subarray(HEAD, HEAD + segments);
  const size = HEAD + segments + lacing.reduce((sum, value) => sum + value, 0);
  if (bytes.length < size) throw new NotCleanable('damaged', 'a page is cut');
  const whole = bytes.subarray(0, size);
  if (pageChecksum(whole) !== whole.readUInt32LE(22)) {
    throw new NotCleanable('damaged', 'a page with a wrong checksum');
  }
  const flags = bytes[5] ?? 0;
  const page = {
    continued: (flags & 1) !== 0,
    first: (flags & 2) !== 0,
    last: (flags & 4) !== 0,
    granule: bytes.subarray(6, 14),
    serial: bytes.readUInt32LE(14),
    sequence: bytes.readUInt32LE(18),
    lacing,
    body: whole.subarray(HEAD + segments),
  };
  return { page, size };
}

export function writePage(page: Page): Buffer {
  const head = Buffer.alloc(HEAD);
  head.write('OggS', 'latin1');
  head[5] = (page.continued ? 1 : 0) | (page.first ? 2 : 0) | (page.last ? 4 : 0);
  page.granule.copy(head, 6);
  head.writeUInt32LE(page.serial, 14);
  head.writeUInt32LE(page.sequence, 18);
  head[26] = page.lacing.length;
  const bytes = Buffer.concat([head, page.lacing, page.body]);
  bytes.writeUInt32LE(pageChecksum(bytes), 22);
  return bytes;
}

/** Whole packets as pages of their own that end with the last packet, at granule position 0 as headers are. */
export function pagesOf(packets: Buffer[], stream: { serial: number; sequence: number }): Page[] {
  const lacing = packets.flatMap((packet) => [
    ...Array<number>(Math.floor(packet.length / 255)).fill(255),
    packet.length % 255,
  ]);
  const body = Buffer.concat(packets);
  const pages: Page[] = [];
  let at = 0;
  for (let from = 0; from < lacing.length; from += 255) {
    const values = Buffer.from(lacing.slice(from, from + 255));
    const size = values.reduce((sum, value) => sum + value, 0);
    const endsPacket = values.some((value) => value < 255);
    pages.push({
      continued: from > 0 && lacing[from - 1] === 255,
      first: false,
      last: false,
      granule: endsPacket ? Buffer.alloc(8) : Buffer.alloc(8, 0xff),
      serial: stream.serial,
      sequence: stream.sequence++,
      lacing: values,
      body: body.subarray(at, at + size),
    });
    at += size;
  }
  return pages;
}

/** CRC-32 with polynomial 04c11db7, not reflected, over the page with its checksum field as zero. */
function pageChecksum(page: Buffer): number {
  let crc = 0;
  for (let index = 0; index < page.length; index++) {
    const byte = index >= 22 && index < 26 ? 0 : (page[index] ?? 0);
    crc = (crc << 8) ^ (CRC[(crc >>> 24) ^ byte] ?? 0);
  }
  return crc >>> 0;
}

const CRC = Int32Array.from({ length: 256 }, (_, value) => {
  let crc = value << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1;
  return crc;
});
