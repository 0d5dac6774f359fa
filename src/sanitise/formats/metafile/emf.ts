import { NotCleanable } from '../format.ts';

// [MS-EMF]: a list of records, each with its type and its size; the first is the header, the last says the end.

const HEADER = 1;
const END = 14;
const COMMENT = 70;
const LAST = 122;
/** Escapes to a driver, OpenGL, names of colour profile files, comments: nothing that is drawn. */
const DROPPED = new Set([COMMENT, 99, 102, 103, 105, 106, 110, 112, 113, 121, 122]);
/** The header without the texts that may follow it, in its three sizes. */
const HEADER_SIZES = [108, 100, 88];

interface EmfRecord {
  type: number;
  bytes: Buffer;
}

export function isEmf(bytes: Buffer): boolean {
  return (
    bytes.length >= 88 && bytes.readUInt32LE(0) === HEADER && bytes.readUInt32LE(40) === 0x464d4520
  );
}

/**
 * The drawing without the name of its program and title, comments, and what follows its end.
 * @throws NotCleanable('unsupported') when the drawing is in a comment only (EMF+) or holds a photo
 */
export function cleanEmf(bytes: Buffer): Buffer {
  const records = read(bytes);
  if (records.some(({ type, bytes: record }) => type === COMMENT && isOnlyPlus(record))) {
    throw new NotCleanable('unsupported', 'a drawing in comments');
  }
  const [header, ...rest] = records;
  const kept = rest.filter(({ type }) => !DROPPED.has(type));
  if (kept.some(({ bytes: record }) => holdsPhoto(record))) {
    throw new NotCleanable('unsupported', 'a photo in a drawing');
  }
  const first = plainHeader(header?.bytes ?? Buffer.alloc(0));
  const size = kept.reduce((sum, record) => sum + record.bytes.length, first.length);
  first.writeUInt32LE(size, 48);
  first.writeUInt32LE(kept.length + 1, 52);
  return Buffer.concat([first, ...kept.map((record) => record.bytes)], size);
}

/** @throws NotCleanable('residue') */
export function verifyEmf(bytes: Buffer): void {
  let records: EmfRecord[];
  try {
    records = read(bytes);
  } catch {
    throw new NotCleanable('residue', 'drawing: not what was written');
  }
  const length = records.reduce((sum, record) => sum + record.bytes.length, 0);
  const [header] = records;
  const fine =
    length === bytes.length &&
    header !== undefined &&
    HEADER_SIZES.includes(header.bytes.length) &&
    header.bytes.readUInt32LE(60) === 0 &&
    header.bytes.readUInt32LE(64) === 0 &&
    bytes.readUInt32LE(48) === bytes.length &&
    bytes.readUInt32LE(52) === records.length &&
    records.slice(1).every(({ type, bytes: record }) => !DROPPED.has(type) && !holdsPhoto(record));
  if (!fine) throw new NotCleanable('residue', 'drawing: a record');
}

function read(bytes: Buffer): EmfRecord[] {
  const records: EmfRecord[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const type = bytes.readUInt32LE(at);
    const size = bytes.readUInt32LE(at + 4);
    const known = type >= 1 && type <= LAST && (type === HEADER) === (at === 0);
    if (!known || size < 8 || size % 4 !== 0 || at + size > bytes.length) {
      throw new NotCleanable('damaged', 'drawing: a record');
    }
    records.push({ type, bytes: bytes.subarray(at, at + size) });
    if (type === END) return records;
    at += size;
  }
  throw new NotCleanable('damaged', 'drawing: no end');
}

function plainHeader(header: Buffer): Buffer {
  const size = HEADER_SIZES.find((one) => one <= header.length) ?? 88;
  const plain = Buffer.from(header.subarray(0, size));
  plain.writeUInt32LE(size, 4);
  plain.fill(0, 60, 68); // length and place of the description
  if (size >= 100) plain.fill(0, 88, 96); // and of a pixel format
  return plain;
}

/** A comment that starts EMF+ ([MS-EMFPLUS] 2.3.3.3) and does not promise the same drawing as plain records. */
function isOnlyPlus(record: Buffer): boolean {
  const isPlus = record.length >= 24 && record.toString('latin1', 12, 16) === 'EMF+';
  return isPlus && record.readUInt16LE(16) === 0x4001 && (record.readUInt16LE(18) & 1) === 0;
}

/** Bitmaps may be packed as JPEG or PNG, with all that these carry. */
export function holdsPhoto(record: Buffer): boolean {
  return /\x89PNG|\xff\xd8\xff[\xdb\xe0-\xef\xfe][^\x20-\uffff]/.test(record.toString('latin1'));
}
