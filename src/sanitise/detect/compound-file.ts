import type { FileType } from '../file-types.ts';
import { type Input, NotCleanable } from '../formats/format.ts';

// [MS-CFB]: a file system in a file, in which old Office programs and Outlook keep their documents.

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const HEADER = 512;
const ENTRY = 128;
const NONE = 0xffffffff;
/** The directory of a real document has some hundred entries of which the first few are the root's. */
const MOST_SECTORS = 256;

export function isCompoundFile(head: Buffer): boolean {
  return head.subarray(0, 8).equals(SIGNATURE);
}

/** @throws NotCleanable `encrypted` for an Office document with a password, `damaged` */
export async function kindOfCompoundFile(input: Input): Promise<FileType> {
  const names = rootNames(await readDirectory(input));
  if (names.has('EncryptedPackage')) throw new NotCleanable('encrypted', 'a password is needed');
  if (names.has('WordDocument')) return 'doc';
  if (names.has('Workbook') || names.has('Book')) return 'xls';
  if (names.has('PowerPoint Document')) return 'ppt';
  return names.has('__properties_version1.0') ? 'msg' : 'unknown';
}

async function readDirectory(input: Input): Promise<Buffer> {
  const header = await input.read(0, HEADER);
  if (header.length < HEADER) throw new NotCleanable('damaged', 'cut in the header');
  const size = 1 << header.readUInt16LE(30);
  if (size !== 512 && size !== 4096) throw new NotCleanable('damaged', 'odd sector size');
  const sector = (number: number) => input.read((number + 1) * size, size);
  const sectors: Buffer[] = [];
  let number = header.readUInt32LE(48);
  while (number < 0xfffffffa && sectors.length < MOST_SECTORS) {
    sectors.push(await sector(number));
    number = await next(number);
  }
  return Buffer.concat(sectors);

  /** By the allocation table, whose first 109 sectors the header names: enough for a directory that comes early. */
  async function next(number: number): Promise<number> {
    const perSector = size / 4;
    const index = Math.floor(number / perSector);
    if (index >= 109) return NONE;
    const table = await sector(header.readUInt32LE(76 + 4 * index));
    const at = 4 * (number % perSector);
    return at + 4 <= table.length ? table.readUInt32LE(at) : NONE;
  }
}

/** The names in the root folder; those of embedded documents stand deeper. */
function rootNames(directory: Buffer): Set<string> {
  const names = new Set<string>();
  const seen = new Set<number>();
  const waiting = [directory.length >= ENTRY ? directory.readUInt32LE(76) : NONE];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const at = id * ENTRY;
    if (seen.has(id) || at + ENTRY > directory.length) continue;
    seen.add(id);
    const length = Math.min(directory.readUInt16LE(at + 64), 64);
    names.add(directory.toString('utf16le', at, at + Math.max(0, length - 2)));
    waiting.push(directory.readUInt32LE(at + 68), directory.readUInt32LE(at + 72));
  }
  return names;
}
