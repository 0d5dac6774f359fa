import { crc32, inflateRawSync } from 'node:zlib';
import { NotCleanable } from '../format.ts';

/** A member of a finished archive; `unpack` inflates it anew on each call. */
export interface CheckedMember {
  readonly name: string;
  readonly stored: boolean;
  unpack(): Buffer;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LIMIT = 100 * 1024 * 1024;

/**
 * Reads an archive in the one form our writer makes and refuses every other: members back to back from the first byte,
 * the directory after them, the end record last; fixed date and maker, no comment, no extra field, no flag.
 * @throws NotCleanable('residue')
 */
export function checkZip(bytes: Buffer): CheckedMember[] {
  const members: CheckedMember[] = [];
  const heads: { at: number; fields: Buffer; name: string }[] = [];
  let at = 0;
  while (at + 30 <= bytes.length && bytes.readUInt32LE(at) === LOCAL) {
    const fields = bytes.subarray(at + 4, at + 30);
    const packedSize = fields.readUInt32LE(14);
    const from = at + 30 + fields.readUInt16LE(22);
    const name = bytes.toString('latin1', at + 30, from);
    expectFixed(fields, name);
    if (from + packedSize > bytes.length) throw residue('member beyond the end');
    members.push(checkedMember(name, fields, bytes.subarray(from, from + packedSize)));
    heads.push({ at, fields, name });
    at = from + packedSize;
  }
  const directory = at;
  for (const head of heads) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw residue('directory');
    const entry = bytes.subarray(at, at + 46);
    const same =
      entry.readUInt16LE(4) === 0x0314 &&
      entry.subarray(6, 32).equals(head.fields) &&
      entry.subarray(32, 38).every((byte) => byte === 0) &&
      entry.readUInt32LE(38) === 0x81a40000 &&
      entry.readUInt32LE(42) === head.at &&
      bytes.toString('latin1', at + 46, at + 46 + head.name.length) === head.name;
    if (!same) throw residue('directory entry');
    at += 46 + head.name.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(heads.length, 8);
  end.writeUInt16LE(heads.length, 10);
  end.writeUInt32LE(at - directory, 12);
  end.writeUInt32LE(directory, 16);
  if (heads.length === 0 || !bytes.subarray(at).equals(end)) throw residue('end record');
  if (new Set(heads.map(({ name }) => name)).size !== heads.length) throw residue('double name');
  return members;
}

function expectFixed(fields: Buffer, name: string): void {
  const method = fields.readUInt16LE(4);
  const fixed =
    fields.readUInt16LE(0) === 20 &&
    fields.readUInt16LE(2) === 0 &&
    (method === 0 || method === 8) &&
    fields.readUInt16LE(6) === 0 &&
    fields.readUInt16LE(8) === 0x21 &&
    fields.readUInt16LE(24) === 0 &&
    /^[A-Za-z0-9_[\]./-]+$/.test(name);
  if (!fixed) throw residue('member header');
}

function checkedMember(name: string, fields: Buffer, packed: Buffer): CheckedMember {
  const stored = fields.readUInt16LE(4) === 0;
  return {
    name,
    stored,
    unpack() {
      const size = fields.readUInt32LE(18);
      if (size > LIMIT) throw residue('member too large');
      const content = stored ? packed : inflateExactly(packed, size);
      if (content.length !== size || crc32(content) !== fields.readUInt32LE(10)) {
        throw residue('member does not unpack to what its header says');
      }
      return content;
    },
  };
}

function inflateExactly(packed: Buffer, size: number): Buffer {
  const { buffer, engine } = inflateRawSync(packed, {
    maxOutputLength: Math.max(1, size),
    info: true,
  }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  // Bytes after the end of the deflate stream are read by nobody and would hide anything.
  if (engine.bytesWritten !== packed.length) throw residue('bytes after a packed member');
  return buffer;
}

function residue(what: string): NotCleanable {
  return new NotCleanable('residue', `archive: ${what}`);
}
