import { NotCleanable } from '../format.ts';

/**
 * Parses a finished JPEG by itself, on purpose without the cleaner's code: nothing but tables, frames and scans may
 * be there, headers only in the exact bytes the cleaner writes, and nothing after the end.
 */
export function verifyJpeg(bytes: Buffer): void {
  const expect = (holds: boolean, what: string) => {
    if (!holds) throw new NotCleanable('residue', `JPEG: ${what}`);
  };
  expect(bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8, 'no start');
  let at = 2;
  let headers = '';
  let frames = 0;
  let scans = 0;
  for (;;) {
    expect(at + 2 <= bytes.length && bytes[at] === 0xff, 'something between segments');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) break;
    expect(at + 4 <= bytes.length, 'cut');
    const length = bytes.readUInt16BE(at + 2);
    const body = bytes.subarray(at + 4, at + 2 + length);
    expect(length >= 2 && body.length === length - 2, 'a segment is cut');
    at += 2 + length;
    switch (marker) {
      case 0xe0:
      case 0xee:
        expect(frames === 0 && HEADERS[marker]?.test(body.toString('hex')) === true, 'a header');
        headers += marker.toString(16);
        break;
      case 0xc0:
      case 0xc1:
      case 0xc2:
        expect(++frames === 1 && body.length === 6 + 3 * (body[5] ?? 0), 'a frame');
        break;
      case 0xdb:
        expect(isQuantisation(body), 'a quantisation table');
        break;
      case 0xc4:
        expect(isHuffman(body), 'a Huffman table');
        break;
      case 0xdd:
        expect(body.length === 2, 'a restart interval');
        break;
      case 0xda:
        scans++;
        expect(frames === 1 && body.length === 4 + 2 * (body[0] ?? 0), 'a scan');
        at = endOfData(bytes, at);
        break;
      default:
        expect(false, `segment ${marker.toString(16)}`);
    }
  }
  expect(/^(e0|ee)$/.test(headers), 'the headers');
  expect(scans > 0, 'no picture');
  expect(at + 2 === bytes.length, 'something after the end');
}

/** The whole body of each header that may be there, in hexadecimal. */
const HEADERS: Record<number, RegExp> = {
  224: /^4a46494600010100000100010000$/,
  225: /^4578696600004d4d002a000000080001011200030000000100(0[2-8])000000000000$/,
  238: /^41646f62650064000000000[0-2]$/,
};

function isQuantisation(body: Buffer): boolean {
  let at = 0;
  while (at < body.length) at += (body[at] ?? 0) >> 4 ? 129 : 65;
  return at === body.length;
}

function isHuffman(body: Buffer): boolean {
  let at = 0;
  while (at + 17 <= body.length) {
    at += 17 + body.subarray(at + 1, at + 17).reduce((sum, number) => sum + number, 0);
  }
  return at === body.length;
}

/** Stuffed zeros and restart markers are data; the first other marker is not. */
function endOfData(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}
