import { latin1 } from './tokens.ts';

/**
 * A number's value. Signs inside a number are passed over and a lone sign is 0, as Acrobat, Poppler and pdf.js read
 * them; the standard leaves such numbers undefined.
 */
export function numberIn(bytes: Buffer, start: number, end: number): number {
  const text = latin1(bytes, start, end);
  const value = Number(text);
  if (!Number.isNaN(value)) return value;
  const size = Number.parseFloat(text.replace(/[+-]/g, ''));
  if (Number.isNaN(size)) return 0;
  return text.startsWith('-') ? -size : size;
}

const hexDigit = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
};

/** A name's text from its token, which begins with the slash. */
export function nameIn(bytes: Buffer, start: number, end: number): string {
  const text = latin1(bytes, start + 1, end);
  if (!text.includes('#')) return text;
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** A hexadecimal string's bytes; other characters are passed over and an odd last digit is completed by 0. */
export function hexIn(bytes: Buffer, start: number, end: number): Buffer {
  const out = Buffer.alloc((end - start) >> 1);
  let length = 0;
  let high = -1;
  for (let at = start + 1; at < end - 1; at++) {
    const digit = hexDigit(bytes[at]);
    if (digit < 0) continue;
    if (high < 0) high = digit;
    else {
      out[length++] = (high << 4) | digit;
      high = -1;
    }
  }
  if (high >= 0) out[length++] = high << 4;
  return out.subarray(0, length);
}

const ESCAPES = new Map([
  [0x6e, 10],
  [0x72, 13],
  [0x74, 9],
  [0x62, 8],
  [0x66, 12],
]);

/** A literal string's bytes from its token with the parentheses (ISO 32000-1 § 7.3.4.2). */
export function literalIn(bytes: Buffer, start: number, end: number): Buffer {
  const out = Buffer.alloc(end - start);
  let length = 0;
  for (let at = start + 1; at < end - 1; at++) {
    let byte = bytes[at] as number;
    if (byte === 13) {
      if (bytes[at + 1] === 10) at++;
      byte = 10;
    } else if (byte === 0x5c) {
      at++;
      byte = bytes[at] as number;
      if (byte === 13 && bytes[at + 1] === 10) at++;
      if (byte === 13 || byte === 10) continue;
      if (byte >= 0x30 && byte <= 0x37) {
        let code = 0;
        const stop = Math.min(at + 3, end - 1);
        for (; at < stop && ((bytes[at] as number) & 0xf8) === 0x30; at++) {
          code = code * 8 + ((bytes[at] as number) & 7);
        }
        at--;
        byte = code & 0xff;
      } else byte = ESCAPES.get(byte) ?? byte;
    }
    out[length++] = byte;
  }
  return out.subarray(0, length);
}
