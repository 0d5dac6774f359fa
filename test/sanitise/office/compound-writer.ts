/** A folder for `writeCompound`: streams by name, folders by name. */
export interface Folder {
  [name: string]: Buffer | Folder;
}

const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;

/** A compound file ([MS-CFB]) with the small streams in shared sectors, as Outlook writes it. */
export function writeCompound(root: Folder): Buffer {
  const entries: {
    name: string;
    type: number;
    child: number;
    right: number;
    start: number;
    size: number;
  }[] = [];
  const small: Buffer[] = [];
  const smallTable: number[] = [];
  const large: { entry: number; bytes: Buffer }[] = [];

  function add(name: string, content: Buffer | Folder): number {
    const at =
      entries.push({ name, type: at0(content), child: FREE, right: FREE, start: END, size: 0 }) - 1;
    const entry = entries[at];
    if (!entry) throw new Error('no entry');
    if (!Buffer.isBuffer(content)) {
      const inner = Object.entries(content).map(([key, value]) => add(key, value));
      entry.child = inner[0] ?? FREE;
      for (const [i, id] of inner.entries()) {
        const sibling = entries[id];
        if (sibling) sibling.right = inner[i + 1] ?? FREE;
      }
      return at;
    }
    entry.size = content.length;
    if (content.length >= 4096) large.push({ entry: at, bytes: content });
    else if (content.length > 0) {
      entry.start = smallTable.length;
      const count = Math.ceil(content.length / 64);
      for (let i = 0; i < count; i++) smallTable.push(i + 1 < count ? smallTable.length + 1 : END);
      small.push(Buffer.concat([content], count * 64));
    }
    return at;
  }
  add('Root Entry', root);

  const sectors: Buffer[] = [];
  const table: number[] = [];
  function place(bytes: Buffer): number {
    const first = sectors.length;
    const count = Math.max(1, Math.ceil(bytes.length / SECTOR));
    for (let i = 0; i < count; i++) {
      sectors.push(Buffer.concat([bytes.subarray(i * SECTOR, (i + 1) * SECTOR)], SECTOR));
      table.push(i + 1 < count ? first + i + 1 : END);
    }
    return first;
  }
  for (const { entry, bytes } of large) {
    const target = entries[entry];
    if (target) target.start = place(bytes);
  }
  const shared = Buffer.concat(small);
  const [top] = entries;
  if (top)
    Object.assign(top, {
      type: 5,
      start: shared.length > 0 ? place(shared) : END,
      size: shared.length,
    });
  const smallStart = smallTable.length > 0 ? place(numbers(smallTable)) : END;
  const directory = Buffer.concat(entries.map(directoryEntry));
  const directoryStart = place(directory);
  const tableSectors = Math.ceil((table.length + 20) / 128);
  const tableStart = sectors.length;
  for (let i = 0; i < tableSectors; i++) table.push(0xfffffffd);
  while (table.length % 128 !== 0) table.push(FREE);
  const head = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head);
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    head.writeUInt16LE(value, at);
  for (const [at, value] of [
    [44, tableSectors],
    [48, directoryStart],
    [56, 4096],
    [60, smallStart],
    [64, 1],
    [68, END],
  ] as const) {
    head.writeUInt32LE(value, at);
  }
  for (let i = 0; i < 109; i++)
    head.writeUInt32LE(i < tableSectors ? tableStart + i : FREE, 76 + 4 * i);
  return Buffer.concat([head, ...sectors, numbers(table)]);
}

function at0(content: Buffer | Folder): number {
  return Buffer.isBuffer(content) ? 2 : 1;
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, i * 4);
  return bytes;
}

function directoryEntry(entry: {
  name: string;
  type: number;
  child: number;
  right: number;
  start: number;
  size: number;
}): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(entry.name, 'utf16le');
  bytes.writeUInt16LE(entry.name.length * 2 + 2, 64);
  bytes[66] = entry.type;
  bytes[67] = 1;
  bytes.writeUInt32LE(FREE, 68);
  bytes.writeUInt32LE(entry.right, 72);
  bytes.writeUInt32LE(entry.child, 76);
  bytes.writeUInt32LE(entry.start, 116);
  bytes.writeUInt32LE(entry.size, 120);
  return bytes;
}
