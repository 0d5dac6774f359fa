import { NotCleanable } from '../format.ts';

/** One box in memory (ISO 14496-12 § 4.2): `body` is what stands behind its header. */
export interface Box {
  type: string;
  body: Buffer;
}

/** More boxes than any real file has beside each other. */
const MOST_BOXES = 100_000;

/** The boxes of a container's body, in order. Up to seven zero bytes may end a QuickTime container. */
export function boxesIn(body: Buffer): Box[] {
  const boxes: Box[] = [];
  let at = 0;
  while (body.length - at >= 8) {
    const header = boxHeader(body.subarray(at, at + 16), body.length - at);
    if (header.size > body.length - at) throw damaged(`box ${header.type} is cut`);
    boxes.push({ type: header.type, body: body.subarray(at + header.length, at + header.size) });
    if (boxes.length > MOST_BOXES) throw new NotCleanable('tooComplex', 'too many boxes');
    at += header.size;
  }
  if (body.subarray(at).some((byte) => byte !== 0)) throw damaged('bytes between boxes');
  return boxes;
}

/**
 * @param bytes the first 8 to 16 bytes of the box
 * @param rest what is left of the file or container, the size of a box that says "to the end"
 */
export function boxHeader(
  bytes: Buffer,
  rest: number,
): { type: string; size: number; length: number } {
  const type = bytes.toString('latin1', 4, 8);
  const size32 = bytes.readUInt32BE(0);
  let size = size32;
  let length = 8;
  if (size32 === 0) size = rest;
  if (size32 === 1) {
    if (bytes.length < 16) throw damaged('a 64-bit box header is cut');
    size = Number(bytes.readBigUInt64BE(8));
    length = 16;
  }
  if (size < length || !Number.isSafeInteger(size)) throw damaged(`box ${type} has no room`);
  return { type, size, length };
}

export function find(boxes: Box[], type: string): Box | undefined {
  return boxes.find((box) => box.type === type);
}

export function need(boxes: Box[], type: string): Buffer {
  const box = find(boxes, type);
  if (!box) throw damaged(`no ${type} box`);
  return box.body;
}

export function damaged(message: string): NotCleanable {
  return new NotCleanable('damaged', message);
}

export function box(type: string, ...parts: Uint8Array[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([u32(size), Buffer.from(type, 'latin1'), ...parts]);
}

/** A box that begins with a version and flags (§ 4.2). */
export function fullBox(
  type: string,
  version: number,
  flags: number,
  ...parts: Uint8Array[]
): Buffer {
  return box(type, u32(version * 2 ** 24 + flags), ...parts);
}

export function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
}

export function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}

export function u64(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  for (const [index, value] of values.entries()) bytes.writeBigUInt64BE(BigInt(value), index * 8);
  return bytes;
}
