import { tooComplex } from './limits.ts';
import { isWhite, latin1 } from './tokens.ts';

/** What a filter read, and how many bytes of the input were its own up to and with its end mark. */
export interface Unfiltered {
  data: Buffer;
  used: number;
}

/** Undoes ASCIIHexDecode (ISO 32000-1 § 7.4.2). */
export function unhex(raw: Buffer): Unfiltered {
  const close = raw.indexOf(0x3e);
  const used = close < 0 ? raw.length : close + 1;
  const digits = latin1(raw, 0, close < 0 ? raw.length : close).replace(/[^0-9a-fA-F]/g, '');
  return { data: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'), used };
}

/** Undoes ASCII85Decode (§ 7.4.3). */
export function unascii85(raw: Buffer): Unfiltered {
  const out = Buffer.alloc(raw.length * 4 + 8);
  let [length, group, count, at] = [0, 0, 0, 0];
  for (; at < raw.length; at++) {
    const byte = raw[at] as number;
    if (byte === 0x7e) {
      at += raw[at + 1] === 0x3e ? 2 : 1;
      break;
    }
    if (isWhite(byte)) continue;
    if (byte === 0x7a && count === 0) {
      length += 4;
      continue;
    }
    if (byte < 0x21 || byte > 0x75) continue;
    group = group * 85 + (byte - 0x21);
    if (++count < 5) continue;
    length = out.writeUInt32BE(group % 2 ** 32, length);
    [group, count] = [0, 0];
  }
  if (count > 1) {
    const digits = count;
    for (; count < 5; count++) group = group * 85 + 84;
    out.writeUInt32BE(group % 2 ** 32, length);
    length += digits - 1;
  }
  return { data: out.subarray(0, length), used: Math.min(at, raw.length) };
}

/** Undoes RunLengthDecode (§ 7.4.5). @throws NotCleanable('tooComplex') above `limit` bytes */
export function unrun(raw: Buffer, limit: number): Unfiltered {
  const parts: Buffer[] = [];
  let [at, length] = [0, 0];
  while (at < raw.length) {
    const code = raw[at++] as number;
    if (code === 128) break;
    const part =
      code < 128 ? raw.subarray(at, at + code + 1) : Buffer.alloc(257 - code, raw[at] ?? 0);
    at += code < 128 ? code + 1 : 1;
    length += part.length;
    if (length > limit) throw tooComplex('a run-length stream expands beyond its limit');
    parts.push(part);
  }
  return { data: Buffer.concat(parts), used: Math.min(at, raw.length) };
}
