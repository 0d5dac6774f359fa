import { crc32, createDeflateRaw } from 'node:zlib';
import type { Output } from '../format.ts';

/** Unix as maker and 1980-01-01, the earliest date: what readers take for "no metadata"; no extra field holds a time. */
export const FIXED = {
  madeBy: (3 << 8) | 20,
  needed: 20,
  time: 0,
  date: (1 << 5) | 1,
  attributes: (0o100644 << 16) >>> 0,
} as const;

export interface ZipWriter {
  /** `name` must be ASCII; members are written in the order of the calls, one at a time. */
  add(
    name: string,
    content: AsyncIterable<Uint8Array>,
    method: 'stored' | 'deflated',
  ): Promise<void>;
  finish(): Promise<void>;
}

/** Writes an archive that depends on nothing but names and contents. */
export function zipWriter(output: Output): ZipWriter {
  const directory: Buffer[] = [];
  let offset = 0;

  async function write(bytes: Uint8Array): Promise<void> {
    offset += bytes.length;
    await output(bytes);
  }

  return {
    async add(name, content, method) {
      const packed = method === 'stored' ? await pack(content) : await packDeflated(content);
      const common = commonFields(method, packed, name);
      const central = Buffer.alloc(46);
      central.writeUInt32LE(0x02014b50, 0);
      central.writeUInt16LE(FIXED.madeBy, 4);
      common.copy(central, 6);
      central.writeUInt32LE(FIXED.attributes, 38);
      central.writeUInt32LE(offset, 42);
      directory.push(central, Buffer.from(name, 'ascii'));
      const local = Buffer.alloc(4);
      local.writeUInt32LE(0x04034b50, 0);
      await write(Buffer.concat([local, common, Buffer.from(name, 'ascii')]));
      for (const chunk of packed.chunks) await write(chunk);
    },
    async finish() {
      const table = Buffer.concat(directory);
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(directory.length / 2, 8);
      end.writeUInt16LE(directory.length / 2, 10);
      end.writeUInt32LE(table.length, 12);
      end.writeUInt32LE(offset, 16);
      await write(table);
      await write(end);
    },
  };
}

interface Packed {
  chunks: Uint8Array[];
  packedSize: number;
  size: number;
  crc: number;
}

async function pack(content: AsyncIterable<Uint8Array>): Promise<Packed> {
  const packed: Packed = { chunks: [], packedSize: 0, size: 0, crc: 0 };
  for await (const chunk of content) {
    packed.crc = crc32(chunk, packed.crc);
    packed.size += chunk.length;
    packed.chunks.push(chunk);
  }
  packed.packedSize = packed.size;
  return packed;
}

/** Deflates while the content is still being made: the work is done on a thread of its own. */
async function packDeflated(content: AsyncIterable<Uint8Array>): Promise<Packed> {
  const packed: Packed = { chunks: [], packedSize: 0, size: 0, crc: 0 };
  const deflate = createDeflateRaw({ level: 6 });
  deflate.on('data', (chunk: Buffer) => {
    packed.chunks.push(chunk);
    packed.packedSize += chunk.length;
  });
  const ended = new Promise<void>((resolve, reject) => {
    deflate.on('end', resolve).on('error', reject);
  });
  for await (const chunk of content) {
    packed.crc = crc32(chunk, packed.crc);
    packed.size += chunk.length;
    if (!deflate.write(chunk)) await new Promise((resolve) => deflate.once('drain', resolve));
  }
  deflate.end();
  await ended;
  return packed;
}

/** The 26 bytes that local header and directory have in common (APPNOTE 4.3.7 and 4.3.12). */
function commonFields(method: 'stored' | 'deflated', packed: Packed, name: string): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(FIXED.needed, 0);
  fields.writeUInt16LE(method === 'stored' ? 0 : 8, 4);
  fields.writeUInt16LE(FIXED.time, 6);
  fields.writeUInt16LE(FIXED.date, 8);
  fields.writeUInt32LE(packed.crc, 10);
  fields.writeUInt32LE(packed.packedSize, 14);
  fields.writeUInt32LE(packed.size, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}
