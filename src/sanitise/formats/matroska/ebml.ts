import { NotCleanable } from '../format.ts';
import type { Window } from '../media/window.ts';

/** An element's head (RFC 8794 § 6): the id with its length marker, and where the content lies. */
export interface Element {
  id: number;
  at: number;
  /** `undefined` when the writer did not know it (live recordings). */
  size: number | undefined;
}

/** Longest head: an id of four bytes and a size of eight. */
const LONGEST_HEAD = 12;

/** @param end of the parent; an element of known size must lie inside */
export async function elementAt(window: Window, at: number, end: number): Promise<Element> {
  const bytes = await window.bytes(at, Math.min(LONGEST_HEAD, end - at));
  const head = readHead(bytes);
  const element = { id: head.id, at: at + head.length, size: head.size };
  if (element.size !== undefined && element.at + element.size > end)
    throw damaged('an element is cut');
  return element;
}

export function readHead(bytes: Buffer): { id: number; size: number | undefined; length: number } {
  const idLength = lengthOf(bytes[0], 4);
  if (bytes.length <= idLength) throw damaged('an element head is cut');
  const { value, length } = readVint(bytes.subarray(idLength));
  return { id: bytes.readUIntBE(0, idLength), size: value, length: idLength + length };
}

/** A number of one to eight bytes without its marker; `undefined` when all its bits are set ("unknown"). */
export function readVint(bytes: Buffer): { value: number | undefined; length: number } {
  const length = lengthOf(bytes[0], 8);
  if (bytes.length < length) throw damaged('a number is cut');
  let value = (bytes[0] ?? 0) & (0xff >> length);
  let isUnknown = value === 0xff >> length;
  for (const byte of bytes.subarray(1, length)) {
    value = value * 256 + byte;
    if (byte !== 0xff) isUnknown = false;
  }
  if (!isUnknown && !Number.isSafeInteger(value)) throw damaged('a number is too large');
  return { value: isUnknown ? undefined : value, length };
}

function lengthOf(first: number | undefined, most: number): number {
  const length = Math.clz32((first ?? 0) << 24) + 1;
  if (first === undefined || length > most) throw damaged('no element');
  return length;
}

/** The children of a master element in memory. */
export function childrenOf(content: Buffer): { id: number; content: Buffer }[] {
  const children: { id: number; content: Buffer }[] = [];
  for (let at = 0; at < content.length; ) {
    const { id, size, length } = readHead(content.subarray(at));
    if (size === undefined || at + length + size > content.length)
      throw damaged('an element is cut');
    children.push({ id, content: content.subarray(at + length, at + length + size) });
    at += length + size;
  }
  return children;
}

export function uintOf(content: Buffer): number {
  if (content.length > 8) throw damaged('a number is too long');
  const value = content.length === 0 ? 0n : BigInt(`0x${content.toString('hex')}`);
  // Larger ones (unique ids) are never calculated with.
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
}

export function element(id: number, ...content: Uint8Array[]): Buffer {
  const size = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([elementHead(id, size), ...content]);
}

/** Sizes are written in as few bytes as hold them, or in eight where the place must not depend on the value. */
export function elementHead(id: number, size: number, width?: 8): Buffer {
  const idLength = id > 0xffffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1;
  const bytes = Buffer.alloc(idLength);
  bytes.writeUIntBE(id, 0, idLength);
  return Buffer.concat([bytes, vint(size, width)]);
}

function vint(value: number, width?: 8): Buffer {
  let length = width ?? 1;
  // All bits set would mean "unknown".
  while (value >= 2 ** (7 * length) - 1) length++;
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  const out = Buffer.from(bytes.subarray(8 - length));
  out[0] = (out[0] ?? 0) | (0x100 >> length);
  return out;
}

/** A number as an element of eight bytes. */
export function wideUint(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return element(id, bytes);
}

export function uint(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  const first = bytes.findIndex((byte) => byte !== 0);
  return element(id, bytes.subarray(first === -1 ? 7 : first));
}

export function damaged(message: string): NotCleanable {
  return new NotCleanable('damaged', message);
}
