import { crc32, deflateRawSync } from 'node:zlib';

interface Entry {
  name: string;
  packed: Buffer;
  /** What the headers claim, true or not. */
  size: number;
  crc?: number;
  flags?: number;
  method?: number;
  /** Stands where this one stands, instead of in a place of its own. */
  at?: number;
}

/** An archive with whatever headers, byte by byte. */
function archive(entries: readonly Entry[]): Buffer {
  const places: number[] = [];
  const pieces: Buffer[] = [];
  let length = 0;
  for (const entry of entries) {
    places.push(entry.at ?? length);
    if (entry.at !== undefined) continue;
    const piece = Buffer.concat([header(entry, 0x04034b50), Buffer.from(entry.name), entry.packed]);
    pieces.push(piece);
    length += piece.length;
  }
  const start = length;
  for (const [i, entry] of entries.entries()) {
    const head = header(entry, 0x02014b50);
    head.writeUInt32LE(places[i] ?? 0, 42);
    pieces.push(head, Buffer.from(entry.name));
    length += head.length + entry.name.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length & 0xffff, 8);
  end.writeUInt16LE(entries.length & 0xffff, 10);
  end.writeUInt32LE(length - start, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...pieces, end]);
}

function header(entry: Entry, signature: number): Buffer {
  const central = signature === 0x02014b50;
  const head = Buffer.alloc(central ? 46 : 30);
  head.writeUInt32LE(signature, 0);
  const at = central ? 6 : 4;
  head.writeUInt16LE(20, at);
  head.writeUInt16LE(entry.flags ?? 0, at + 2);
  head.writeUInt16LE(entry.method ?? 8, at + 4);
  head.writeUInt32LE(entry.crc ?? 0, at + 10);
  head.writeUInt32LE(entry.packed.length, at + 14);
  head.writeUInt32LE(entry.size >>> 0, at + 18);
  head.writeUInt16LE(entry.name.length, at + 22);
  return head;
}

const MEGABYTE = 2 ** 20;

function zeros(megabytes: number): { packed: Buffer; size: number; crc: number } {
  const plain = Buffer.alloc(megabytes * MEGABYTE);
  return { packed: deflateRawSync(plain), size: plain.length, crc: crc32(plain) };
}

function text(content: string): { packed: Buffer; size: number; crc: number } {
  const plain = Buffer.from(content);
  return { packed: deflateRawSync(plain), size: plain.length, crc: crc32(plain) };
}

/** Archives made to exhaust or mislead whoever opens them, with the reasons that fit. */
export const bombs: readonly (readonly [string, () => Buffer, readonly string[]])[] = [
  ['a member of 150 MB', () => archive([{ name: 'a.txt', ...zeros(150) }]), ['tooComplex']],
  [
    'a member packed a thousand to one',
    () => archive([{ name: 'a.txt', ...zeros(8) }]),
    ['tooComplex'],
  ],
  [
    'many members that are large together',
    () => archive(Array.from({ length: 60 }, (_, i) => ({ name: `${i}.txt`, ...zeros(4) }))),
    ['tooComplex'],
  ],
  [
    'too many members',
    () => archive(Array.from({ length: 5000 }, (_, i) => ({ name: `${i}.txt`, ...text('x') }))),
    ['tooComplex'],
  ],
  [
    'members that lie over each other',
    () => {
      const all = text('x'.repeat(1000));
      return archive(
        Array.from({ length: 50 }, (_, i) => ({
          name: 'a.txt',
          ...all,
          ...(i > 0 ? { at: 0 } : {}),
        })),
      );
    },
    ['tooComplex', 'damaged'],
  ],
  [
    'a member larger than it says',
    () => archive([{ name: 'a.txt', ...zeros(2), size: 1000 }]),
    ['damaged'],
  ],
  [
    'a member smaller than it says',
    () => archive([{ name: 'a.txt', ...text('x'), size: 1000 }]),
    ['damaged'],
  ],
  ['a wrong checksum', () => archive([{ name: 'a.txt', ...text('hello'), crc: 1 }]), ['damaged']],
  [
    'a member with a password',
    () => archive([{ name: 'a.txt', ...text('hello'), flags: 1 }]),
    ['encrypted'],
  ],
  [
    'an unknown compression',
    () => archive([{ name: 'a.txt', ...text('hello'), method: 99 }]),
    ['damaged'],
  ],
  [
    'two members of one name',
    () =>
      archive([
        { name: 'a.txt', ...text('one') },
        { name: 'A.TXT', ...text('two') },
      ]),
    ['damaged'],
  ],
  [
    'a name that leads out of the folder',
    () => archive([{ name: '../../etc/passwd', ...text('x') }]),
    ['damaged'],
  ],
];
