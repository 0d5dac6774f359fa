import type { Storage } from './compound.ts';

/** Reads the properties of a message, a recipient or an attachment ([MS-OXMSG] 2.4) by their number. */
export interface Properties {
  text(id: number): string | undefined;
  binary(id: number): Buffer | undefined;
  number(id: number): number | undefined;
  date(id: number): Date | undefined;
  has(id: number): boolean;
}

/** Bytes before the first property: of a message, of one inside another, of a recipient or an attachment. */
export type HeadLength = 32 | 24 | 8;

const INTEGER = 0x0003;
const TIME = 0x0040;
/** Milliseconds from 1601, where FILETIME starts, to 1970. */
const EPOCH = 11_644_473_600_000n;

export function readProperties(storage: Storage, head: HeadLength, codePage = 1252): Properties {
  const fixed = new Map<number, { type: number; value: Buffer }>();
  const list = storage.streams.get('__properties_version1.0')?.() ?? Buffer.alloc(0);
  for (let at: number = head; at + 16 <= list.length; at += 16) {
    fixed.set(list.readUInt16LE(at + 2), {
      type: list.readUInt16LE(at),
      value: list.subarray(at + 8, at + 16),
    });
  }
  const stream = (id: number, type: string) => {
    const tag = id.toString(16).toUpperCase().padStart(4, '0') + type;
    return storage.streams.get(`__substg1.0_${tag}`)?.();
  };
  return {
    text(id) {
      const wide = stream(id, '001F');
      const found = wide
        ? wide.toString('utf16le')
        : decode(stream(id, '001E'), this.number(0x3ffd) ?? codePage);
      return found?.replace(/\0+$/, '');
    },
    binary: (id) => stream(id, '0102'),
    number(id) {
      const found = fixed.get(id);
      return found?.type === INTEGER ? found.value.readInt32LE(0) : undefined;
    },
    date(id) {
      const found = fixed.get(id);
      if (found?.type !== TIME) return undefined;
      return new Date(Number(found.value.readBigUInt64LE(0) / 10_000n - EPOCH));
    },
    has: (id) =>
      fixed.has(id) || ['001F', '001E', '0102'].some((type) => stream(id, type) !== undefined),
  };
}

function decode(bytes: Buffer | undefined, codePage: number): string | undefined {
  if (!bytes) return undefined;
  const label = codePage === 65001 ? 'utf-8' : `windows-${codePage}`;
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
