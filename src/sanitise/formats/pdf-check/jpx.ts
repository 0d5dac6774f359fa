import { checkProfile } from './profile.ts';
import { expect } from './residue.ts';

const FILE_START = '0000000c6a5020200d0a870a00000014667479706a703220000000006a703220';
// Coding, quantisation, regions, progression, packed headers, registration: no comment and no pointer.
const MAIN = new Set([0x51, 0x50, 0x52, 0x53, 0x5c, 0x5d, 0x5e, 0x5f, 0x60, 0x61, 0x63]);
const HEADER = new Set(['ihdr', 'bpcc', 'colr', 'pclr', 'cmap', 'cdef']);

/** A JPEG 2000 code stream, or a file of a header and one, without comments and without a byte besides. */
export function checkJpx(data: Buffer): void {
  if (data[0] === 0xff) {
    checkCodestream(data);
    return;
  }
  expect(data.toString('hex', 0, 32) === FILE_START, 'the start of JPEG 2000');
  const header = boxAt(data, 32, 'jp2h');
  for (let at = 40; at < header; ) {
    const type = data.toString('latin1', at + 4, at + 8);
    expect(HEADER.has(type), 'a box of JPEG 2000');
    const end = boxAt(data, at, type);
    expect(end <= header, 'a box of JPEG 2000');
    if (type === 'colr') checkColours(data.subarray(at + 8, end));
    at = end;
  }
  expect(boxAt(data, header, 'jp2c') === data.length, 'bytes after JPEG 2000');
  checkCodestream(data.subarray(header + 8));
}

function boxAt(data: Buffer, at: number, type: string): number {
  expect(at + 8 <= data.length && data.toString('latin1', at + 4, at + 8) === type, 'a box');
  const end = at + data.readUInt32BE(at);
  expect(end >= at + 8 && end <= data.length, 'a box');
  return end;
}

function checkColours(data: Buffer): void {
  // A number for the space; Lab has up to seven more.
  if (data[0] === 1 && data.length <= 7 + 28) return;
  const profile = data.subarray(3);
  const components = new Map([
    ['GRAY', 1],
    ['CMYK', 4],
  ]).get(profile.toString('latin1', 16, 20));
  checkProfile(profile, components ?? 3);
}

function checkCodestream(data: Buffer): void {
  expect(data.readUInt16BE(0) === 0xff4f, 'a code stream');
  let at = headersEnd(data, 2, 0x90);
  while (data.readUInt16BE(at) === 0xff90) {
    expect(at + 12 <= data.length && data.readUInt16BE(at + 2) === 10, 'a tile');
    const end = at + data.readUInt32BE(at + 6);
    expect(headersEnd(data, at + 12, 0x93) <= end && end + 2 <= data.length, 'a tile');
    at = end;
  }
  expect(at + 2 === data.length && data.readUInt16BE(at) === 0xffd9, 'the end of a code stream');
}

function headersEnd(data: Buffer, from: number, until: number): number {
  for (let at = from; ; at += 2 + data.readUInt16BE(at + 2)) {
    expect(at + 4 <= data.length && data[at] === 0xff, 'a segment');
    const marker = data[at + 1] as number;
    if (marker === until) return at;
    expect(MAIN.has(marker), 'a segment');
  }
}
