import { NotCleanable } from '../format.ts';

/** A marker with its parameters (ITU T.81 annex B). Entropy-coded data follows a scan header. */
export interface Segment {
  readonly marker: number;
  /** From the 0xFF of the marker. */
  readonly start: number;
  /** After the parameters, and after the entropy-coded data of a scan. */
  readonly end: number;
  /** Parameters, without marker and length. */
  readonly data: Buffer;
}

export const [SOI, EOI, SOS, DQT, DHT, DRI, COM] = [0xd8, 0xd9, 0xda, 0xdb, 0xc4, 0xdd, 0xfe];
export const APP0 = 0xe0;

/** SOF0 … SOF15; C4, C8 and CC among them are something else. */
export function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![DHT, 0xc8, 0xcc].includes(marker);
}

/** The segments from SOI to EOI; what follows EOI is the caller's affair. @throws NotCleanable `damaged` */
export function* readSegments(bytes: Buffer): Generator<Segment> {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xff00 + SOI) throw damaged('no start');
  for (let at = 2; ; ) {
    // Some programs leave bytes between segments; every decoder searches the next marker.
    at = bytes.indexOf(0xff, at);
    while (at !== -1 && bytes[at] === 0xff) at++;
    if (at === -1) throw damaged('no end');
    if (bytes[at] === 0) continue;
    const start = at - 1;
    const marker = bytes[at++];
    if (marker === undefined) throw damaged('no end');
    if (marker === EOI) {
      yield { marker, start, end: at, data: bytes.subarray(at, at) };
      return;
    }
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= SOI)) throw damaged('a marker out of place');
    const length = at + 2 <= bytes.length ? bytes.readUInt16BE(at) : 0;
    if (length < 2 || at + length > bytes.length) throw damaged('a segment is cut');
    const data = bytes.subarray(at + 2, at + length);
    at += length;
    if (marker === SOS) at = endOfScan(bytes, at);
    yield { marker, start, end: at, data };
  }
}

/** Entropy-coded data ends at the first marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7))
      return at;
  }
  throw damaged('no end');
}

function damaged(message: string): NotCleanable {
  return new NotCleanable('damaged', `JPEG: ${message}`);
}
