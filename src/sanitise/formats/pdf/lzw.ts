import type { Unfiltered } from './ascii-filters.ts';
import { tooComplex } from './limits.ts';

const [CLEAR, END] = [256, 257];

/**
 * Undoes LZWDecode (ISO 32000-1 § 7.4.4). Every entry is a run of the output, so the table keeps only where each began.
 * @param early 1 when codes grow one code early (the default of EarlyChange)
 * @throws NotCleanable('tooComplex') above `limit` bytes
 */
export function unlzw(raw: Buffer, early: number, limit: number): Unfiltered {
  const starts = new Int32Array(4097);
  const lengths = new Int32Array(4097);
  let out = Buffer.alloc(Math.max(raw.length * 4, 4096));
  let [length, next, width, previous] = [0, 258, 9, -1];
  let [bits, held, at] = [0, 0, 0];
  while (at < raw.length || held >= width) {
    while (held < width && at < raw.length) {
      bits = ((bits << 8) | (raw[at++] as number)) & 0xffffff;
      held += 8;
    }
    if (held < width) break;
    const code = (bits >> (held - width)) & ((1 << width) - 1);
    held -= width;
    if (code === END) break;
    if (code === CLEAR) {
      [next, width, previous] = [258, 9, -1];
      continue;
    }
    if (code > next || (code === next && previous < 0)) break;
    const isNew = code === next && previous >= 0;
    const source = isNew ? previous : code;
    const size = source < 256 ? 1 : (lengths[source] as number);
    const total = size + (isNew ? 1 : 0);
    if (length + total > limit) throw tooComplex('an LZW stream expands beyond its limit');
    if (length + total > out.length) out = Buffer.concat([out], Math.max(out.length * 2, 1 << 14));
    const from = source < 256 ? -1 : (starts[source] as number);
    if (from < 0) out[length] = source;
    else for (let i = 0; i < size; i++) out[length + i] = out[from + i] as number;
    if (isNew) out[length + size] = out[length] as number;
    // The new entry is the previous one and this one's first byte, which lie side by side in the output.
    if (previous >= 0 && next < 4096) {
      const before = previous < 256 ? 1 : (lengths[previous] as number);
      starts[next] = length - before;
      lengths[next] = before + 1;
      next++;
    }
    if (next + early >= 1 << width && width < 12) width++;
    previous = code;
    length += total;
  }
  return { data: out.subarray(0, length), used: at };
}
