import { filterProfile } from './icc-profile.ts';
import { CannotKeep } from './values.ts';

/** A JPEG 2000 picture without anything but the picture, and its size as the code stream says it. */
export interface KeptJpx {
  data: Buffer;
  width: number;
  height: number;
  components: number;
  /** Comments, which name the encoder, and boxes that were left out. */
  comments: number;
  boxes: number;
}

const broken = (what: string): CannotKeep => new CannotKeep(`JPEG 2000: ${what}`);

const SIGNATURE = Buffer.from('0000000c6a5020200d0a870a', 'hex');
const FILE_TYPE = Buffer.from('00000014667479706a703220000000006a703220', 'hex');
// ISO 15444-1 annex I: what says how samples become colours. `res ` tells the scanner's resolution.
const HEADER_BOXES = new Set(['ihdr', 'bpcc', 'colr', 'pclr', 'cmap', 'cdef']);

interface Box {
  type: string;
  data: Buffer;
}

function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    let [size, head] = [bytes.readUInt32BE(at), 8];
    if (size === 1 && at + 16 <= bytes.length) {
      [size, head] = [Number(bytes.readBigUInt64BE(at + 8)), 16];
    } else if (size === 0) size = bytes.length - at;
    if (size < head || at + size > bytes.length) throw broken('a box beyond its file');
    boxes.push({ type, data: bytes.subarray(at + head, at + size) });
    if (boxes.length > 1000) throw broken('more boxes than a picture has');
    at += size;
  }
  return boxes;
}

function boxOf(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, data]);
}

/** Keeps a code stream, or a JP2 file with its header and code stream only. @throws CannotKeep */
export function keepJpx(bytes: Buffer): KeptJpx {
  if (bytes.length > 4 && bytes.readUInt32BE(0) === 0xff4fff51) return keepCodestream(bytes);
  const boxes = boxesIn(bytes);
  const header = boxes.find((box) => box.type === 'jp2h');
  const stream = boxes.find((box) => box.type === 'jp2c');
  if (!header || !stream) throw broken('no picture');
  const kept = keepCodestream(stream.data);
  const inner = boxesIn(header.data);
  const shown = inner.flatMap((box) => (HEADER_BOXES.has(box.type) ? [keepHeaderBox(box)] : []));
  const expected = new Set(['jP  ', 'ftyp', 'jp2h', 'jp2c']);
  const dropped = boxes.filter((box) => !expected.has(box.type)).length;
  const data = Buffer.concat([
    SIGNATURE,
    FILE_TYPE,
    boxOf('jp2h', Buffer.concat(shown)),
    boxOf('jp2c', kept.data),
  ]);
  return { ...kept, data, boxes: dropped };
}

function keepHeaderBox(box: Box): Buffer {
  const method = box.data[0];
  if (box.type !== 'colr' || (method !== 2 && method !== 3)) return boxOf(box.type, box.data);
  const profile = box.data.subarray(3);
  const kept = filterProfile(profile, 3) ?? filterProfile(profile, 1) ?? filterProfile(profile, 4);
  if (!kept) throw broken('a colour profile that cannot be read');
  return boxOf('colr', Buffer.concat([Buffer.from([method, 0, 0]), kept]));
}

// Annex A. TLM, PLM and PLT only point at places, and those move when a comment goes.
const [SOC, SOT, SOD, EOC, SIZ, COM] = [0xff4f, 0xff90, 0xff93, 0xffd9, 0xff51, 0xff64];
const MARKERS = new Set([
  ...[SIZ, 0xff50, 0xff52, 0xff53, 0xff5c, 0xff5d, 0xff5e, 0xff5f, 0xff60, 0xff61, 0xff63],
]);
const POINTERS = new Set([0xff55, 0xff57, 0xff58]);

function keepCodestream(bytes: Buffer): KeptJpx {
  const pieces: Buffer[] = [Buffer.from([0xff, 0x4f])];
  let [at, comments] = [2, 0];
  let size: Pick<KeptJpx, 'width' | 'height' | 'components'> | undefined;

  const marker = (): number => {
    if (at + 4 > bytes.length) throw broken('a cut code stream');
    return bytes.readUInt16BE(at);
  };
  const segment = (): Buffer => {
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) throw broken('a cut segment');
    const whole = bytes.subarray(at, end);
    at = end;
    return whole;
  };
  const keepHeader = (until: number): Buffer[] => {
    const kept: Buffer[] = [];
    for (let code = marker(); code !== until; code = marker()) {
      const whole = segment();
      if (MARKERS.has(code)) kept.push(whole);
      else if (code === COM) comments++;
      else if (!POINTERS.has(code)) throw broken('an unknown segment');
      if (code === SIZ) size = sizeFrom(whole);
    }
    return kept;
  };

  if (bytes.readUInt16BE(0) !== SOC) throw broken('no code stream');
  pieces.push(...keepHeader(SOT));
  while (at + 12 <= bytes.length && bytes.readUInt16BE(at) === SOT) {
    const start = at;
    const head = Buffer.from(segment());
    if (head.length !== 12) throw broken('an odd tile part');
    const declared = head.readUInt32BE(6);
    const parts = keepHeader(SOD);
    const end = declared === 0 ? endOfLast(bytes) : start + declared;
    if (end > bytes.length || end < at) throw broken('a tile part beyond its file');
    const body = Buffer.concat([...parts, bytes.subarray(at, end)]);
    head.writeUInt32BE(body.length + 12, 6);
    pieces.push(head, body);
    at = end;
  }
  if (!size || pieces.length < 3) throw broken('no picture');
  pieces.push(Buffer.from([EOC >> 8, EOC & 0xff]));
  return { data: Buffer.concat(pieces), ...size, comments, boxes: 0 };
}

function endOfLast(bytes: Buffer): number {
  const end = bytes.lastIndexOf(Buffer.from([EOC >> 8, EOC & 0xff]));
  return end < 0 ? bytes.length : end;
}

function sizeFrom(segment: Buffer): Pick<KeptJpx, 'width' | 'height' | 'components'> {
  if (segment.length < 40) throw broken('a cut size');
  const width = segment.readUInt32BE(6) - segment.readUInt32BE(14);
  const height = segment.readUInt32BE(10) - segment.readUInt32BE(18);
  return { width, height, components: segment.readUInt16BE(38) };
}
