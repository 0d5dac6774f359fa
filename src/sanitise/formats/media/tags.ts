import type { RemovalKind } from '../../outcome.ts';
import { kindOf } from './tag-kinds.ts';
import type { Window } from './window.ts';

type Found = (kind: RemovalKind) => void;

/** What is left of a file when tags in front of and behind the sound are taken off. */
export interface Range {
  start: number;
  end: number;
}

const ID3_HEAD = 10;
const ID3V1 = 128;
const ID3V1_EXTENDED = 227;
const APE_FOOT = 32;
/** Of a tag this much is looked at to count its entries; the rest is pictures. */
const LOOKED_AT = 1 << 20;

/** Takes ID3v2 off the front, and ID3v1, APE, Lyrics3 and ID3v2 off the end, in any order and number. */
export async function withoutTags(window: Window, found: Found): Promise<Range> {
  let start = 0;
  let end = window.size;
  for (
    let size = await id3At(window, start, end);
    size > 0;
    size = await id3At(window, start, end)
  ) {
    noteId3(await window.bytes(start, Math.min(size, LOOKED_AT)), found);
    start += size;
  }
  for (
    let size = await tailAt(window, start, end);
    size > 0;
    size = await tailAt(window, start, end)
  ) {
    const tag = await window.bytes(end - size, Math.min(size, LOOKED_AT));
    if (tag.toString('latin1', 0, 3) === 'ID3') noteId3(tag, found);
    else noteNames(tag, found);
    end -= size;
  }
  return { start, end };
}

/** The size of the ID3v2 tag that begins here, with its footer; 0 when there is none. */
export async function id3At(window: Window, at: number, end: number): Promise<number> {
  if (end - at < ID3_HEAD) return 0;
  const head = await window.bytes(at, ID3_HEAD);
  if (head.toString('latin1', 0, 3) !== 'ID3' || head.subarray(6).some((byte) => byte > 127))
    return 0;
  return Math.min(ID3_HEAD + syncSafe(head, 6) + ((head[5] ?? 0) & 0x10 ? 10 : 0), end - at);
}

async function tailAt(window: Window, start: number, end: number): Promise<number> {
  const text = async (before: number, length: number) =>
    end - before < start ? '' : (await window.bytes(end - before, length)).toString('latin1');
  if ((await text(ID3V1, 3)) === 'TAG') {
    const extended = await text(ID3V1 + ID3V1_EXTENDED, 4);
    return extended === 'TAG+' ? ID3V1 + ID3V1_EXTENDED : ID3V1;
  }
  if ((await text(APE_FOOT, 8)) === 'APETAGEX') {
    const foot = await window.bytes(end - APE_FOOT, APE_FOOT);
    const hasHeader = foot.readUInt32LE(20) >= 2 ** 31;
    return Math.min(foot.readUInt32LE(12) + (hasHeader ? APE_FOOT : 0), end - start);
  }
  if ((await text(9, 9)) === 'LYRICS200') {
    return Math.min(Number.parseInt(await text(15, 6), 10) + 15 || 9, end - start);
  }
  if ((await text(9, 9)) === 'LYRICSEND') {
    const most = Math.min(5100, end - start);
    const before = (await window.bytes(end - most, most)).lastIndexOf('LYRICSBEGIN');
    return before === -1 ? 9 : most - before;
  }
  if ((await text(10, 3)) === '3DI') {
    return Math.min(syncSafe(await window.bytes(end - 4, 4), 0) + 20, end - start);
  }
  return 0;
}

/** Seven bits a byte (ID3v2.4 § 6.2). */
function syncSafe(bytes: Buffer, at: number): number {
  let value = 0;
  for (const byte of bytes.subarray(at, at + 4)) value = value * 128 + (byte & 127);
  return value;
}

/** Counts the frames of an ID3v2 tag of any version. */
export function noteId3(tag: Buffer, found: Found): void {
  const version = tag[3] ?? 0;
  const [nameLength, headLength] = version === 2 ? [3, 6] : [4, 10];
  let counted = 0;
  for (let at = ID3_HEAD; at + headLength <= tag.length; counted++) {
    const name = tag.toString('latin1', at, at + nameLength);
    if (!/^[A-Z][A-Z0-9]{2,3}$/.test(name)) break;
    found(kindOf(name));
    const size =
      version === 2
        ? tag.readUIntBE(at + 3, 3)
        : version === 4
          ? syncSafe(tag, at + 4)
          : tag.readUInt32BE(at + 4);
    at += headLength + size;
  }
  if (counted === 0) found('other');
}

/** Counts the fields of an ID3v1 tag or the keys of an APE tag; Lyrics3 is one place. */
function noteNames(tag: Buffer, found: Found): void {
  if (tag.toString('latin1', 0, 3) === 'TAG') {
    for (const [from, to, kind] of ID3V1_FIELDS) {
      if (tag.subarray(from, to).some((byte) => byte !== 0 && byte !== 0x20)) found(kind);
    }
    return;
  }
  if (!tag.includes('APETAGEX')) {
    found('description'); // Lyrics3
    return;
  }
  // APEv2: value length, flags, key, zero, value.
  let at = tag.toString('latin1', 0, 8) === 'APETAGEX' ? APE_FOOT : 0;
  while (at + 9 < tag.length - APE_FOOT) {
    const end = tag.indexOf(0, at + 8);
    if (end === -1) break;
    found(kindOf(tag.toString('latin1', at + 8, end)));
    at = end + 1 + tag.readUInt32LE(at);
  }
}

const ID3V1_FIELDS: [number, number, RemovalKind][] = [
  [3, 33, 'description'],
  [33, 63, 'author'],
  [63, 93, 'description'],
  [93, 97, 'time'],
  [97, 127, 'description'],
];
