import { NotCleanable } from '../format.ts';

// [MS-CFB]: a file system in a file. Sectors are chained by a table; streams below a limit share sectors of 64 bytes.

const END = 0xfffffffe;
const FREE = 0xffffffff;
const MOST_ENTRIES = 20_000;

/** A folder of the file system. */
export interface Storage {
  readonly streams: ReadonlyMap<string, () => Buffer>;
  readonly storages: ReadonlyMap<string, Storage>;
}

interface Entry {
  name: string;
  isFolder: boolean;
  left: number;
  right: number;
  child: number;
  start: number;
  size: number;
}

/** @throws NotCleanable('damaged') for chains that run in circles or out of the file, ('tooComplex') for too many entries */
export function readCompound(file: Buffer): Storage {
  const sectorSize = 1 << file.readUInt16LE(30);
  if (sectorSize !== 512 && sectorSize !== 4096) throw damaged('sector size');
  const sectors = Math.ceil(file.length / sectorSize);
  const table = allocation(file, sectorSize, sectors);
  const chain = (start: number): Buffer => {
    const pieces: Buffer[] = [];
    for (let at = start; at !== END; at = table(at)) {
      if (at >= sectors || pieces.length > sectors) throw damaged('a chain');
      pieces.push(file.subarray((at + 1) * sectorSize, (at + 2) * sectorSize));
    }
    return Buffer.concat(pieces);
  };
  const entries = directory(chain(file.readUInt32LE(48)), sectorSize);
  const [root] = entries;
  if (!root) throw damaged('no root');
  const cutoff = file.readUInt32LE(56);
  const small = small64(root, chain, file.readUInt32LE(60));
  const seen = new Set<number>();

  function stream(entry: Entry): Buffer {
    const bytes = entry.size < cutoff ? small(entry.start, entry.size) : chain(entry.start);
    if (bytes.length < entry.size) throw damaged('a cut stream');
    return bytes.subarray(0, entry.size);
  }

  function folder(first: number): Storage {
    const streams = new Map<string, () => Buffer>();
    const storages = new Map<string, Storage>();
    const waiting = [first];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const entry = entries[id];
      if (!entry || id === FREE) continue;
      if (seen.has(id)) throw damaged('an entry in two places');
      seen.add(id);
      waiting.push(entry.left, entry.right);
      if (entry.isFolder) storages.set(entry.name, folder(entry.child));
      else streams.set(entry.name, () => stream(entry));
    }
    return { streams, storages };
  }
  return folder(root.child);
}

/** The table of which sector follows which, itself in sectors that the header and further ones list. */
function allocation(file: Buffer, size: number, sectors: number): (sector: number) => number {
  const places: number[] = [];
  for (let at = 76; at < 512; at += 4) places.push(file.readUInt32LE(at));
  let next = file.readUInt32LE(68);
  for (let count = 0; next !== END && next !== FREE; count++) {
    const from = (next + 1) * size;
    if (count > sectors || from + size > file.length) throw damaged('the list of tables');
    for (let at = from; at < from + size - 4; at += 4) places.push(file.readUInt32LE(at));
    next = file.readUInt32LE(from + size - 4);
  }
  const perSector = size / 4;
  return (sector) => {
    const place = places[Math.floor(sector / perSector)];
    const at =
      place === undefined || place === FREE ? -1 : (place + 1) * size + 4 * (sector % perSector);
    if (at < 0 || at + 4 > file.length) throw damaged('the table');
    return file.readUInt32LE(at);
  };
}

function directory(bytes: Buffer, sectorSize: number): Entry[] {
  if (bytes.length / 128 > MOST_ENTRIES) throw new NotCleanable('tooComplex', 'too many entries');
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= bytes.length; at += 128) {
    const length = Math.min(64, bytes.readUInt16LE(at + 64));
    const type = bytes[at + 66];
    entries.push({
      name: bytes.toString('utf16le', at, at + Math.max(0, length - 2)),
      isFolder: type === 1 || type === 5,
      left: bytes.readUInt32LE(at + 68),
      right: bytes.readUInt32LE(at + 72),
      child: bytes.readUInt32LE(at + 76),
      start: bytes.readUInt32LE(at + 116),
      // The upper half is not in use in files of small sectors and may hold anything.
      size:
        sectorSize === 512 ? bytes.readUInt32LE(at + 120) : Number(bytes.readBigUInt64LE(at + 120)),
    });
  }
  return entries;
}

/** Reads streams from the shared sectors, which are a stream of the root. */
function small64(
  root: Entry,
  chain: (start: number) => Buffer,
  tableStart: number,
): (start: number, size: number) => Buffer {
  let shared: Buffer | undefined;
  let table: Buffer | undefined;
  return (start, size) => {
    if (size === 0) return Buffer.alloc(0);
    shared ??= chain(root.start);
    table ??= tableStart === END ? Buffer.alloc(0) : chain(tableStart);
    const pieces: Buffer[] = [];
    for (let at = start; at !== END; at = table.readUInt32LE(at * 4)) {
      if (at * 4 + 4 > table.length || pieces.length > table.length / 4) throw damaged('a chain');
      pieces.push(shared.subarray(at * 64, at * 64 + 64));
    }
    return Buffer.concat(pieces);
  };
}

function damaged(what: string): NotCleanable {
  return new NotCleanable('damaged', `compound file: ${what}`);
}
