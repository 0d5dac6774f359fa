import type { AviStream } from './streams.ts';

const OLD_ENTRY = 16;
const INDEX_HEAD = 24;
const SUPER_ENTRY = 16;
const CHUNK_ENTRY = 8;
const JUNK = Buffer.from('JUNK');

/**
 * Indexes are tables of numbers; what stands behind their entries, and reserved fields, are blanked in place.
 * @returns false when the table is not whole
 */
export function cleanIndex(
  name: string,
  content: Buffer,
  streams: (AviStream | undefined)[],
): boolean {
  if (name === 'idx1') {
    const whole = content.length - (content.length % OLD_ENTRY);
    content.fill(0, whole);
    for (let at = 0; at < whole; at += OLD_ENTRY) {
      const id = content.toString('latin1', at, at + 4);
      const isKept =
        id === 'rec ' || (/^\d\d(?:d[bc]|wb|pc)$/.test(id) && streams[Number(id.slice(0, 2))]);
      if (!isKept) JUNK.copy(content, at);
    }
    return true;
  }
  // OpenDML AVI File Format Extensions 1.02: entry size, types, count, chunk id, then offsets or zeros.
  if (content.length < INDEX_HEAD) return false;
  const isSuper = name === 'indx' && content[3] === 0;
  const entry = isSuper ? SUPER_ENTRY : CHUNK_ENTRY;
  const end = INDEX_HEAD + content.readUInt32LE(4) * entry;
  if (end > content.length || !/^\d\d(?:d[bc]|wb)$/.test(content.toString('latin1', 8, 12)))
    return false;
  content.fill(0, isSuper ? 12 : 20, INDEX_HEAD);
  content.fill(0, end);
  return true;
}
