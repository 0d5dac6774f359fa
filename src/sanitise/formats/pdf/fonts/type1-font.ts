import { isWhite } from '../tokens.ts';
import { CannotKeep } from '../values.ts';
import { INNER_TAG, withTag } from './subset-tag.ts';

/** A Type 1 font program and the lengths of its parts, as its stream dictionary tells them. */
export interface KeptType1 {
  data: Buffer;
  lengths: [number, number, number];
}

const broken = (): CannotKeep => new CannotKeep('a Type 1 font that cannot be read');

const HEADER = '%!PS-AdobeFont-1.0';
/** What follows the encrypted part in every font program (Adobe Type 1 Font Format § 7.2). */
const TRAILER = Buffer.from(`\n${`${'0'.repeat(64)}\n`.repeat(8)}cleartomark\n`);

/**
 * A font program in which comments and strings are blanked, in the clear and in the encrypted part: notices, licences,
 * owners and times stand there, and nothing of it draws. @throws CannotKeep
 */
export function keepType1(source: Buffer): KeptType1 {
  const font = source[0] === 0x80 ? withoutSegments(source) : source;
  const mark = font.indexOf('eexec');
  if (!/^%!(PS-AdobeFont|FontType)/.test(font.toString('latin1', 0, 20)) || mark < 0)
    throw broken();
  const clear = Buffer.concat([font.subarray(0, mark + 5), Buffer.from('\n')]);
  if (clear.toString('latin1').search(/[\r\n]/) < HEADER.length) throw broken();
  blank(clear, 0, clear.length);
  // A string without end would take the rest with it.
  if (!clear.toString('latin1').endsWith('eexec\n')) throw broken();
  clear.write(HEADER, 0, 'latin1');
  const text = clear
    .toString('latin1')
    .replace(/(\/FontName\s*\/)(\S+)/, (_, key, name) => key + withTag(name, INNER_TAG));
  clear.write(text, 'latin1');
  let start = mark + 5;
  while (isWhite(font[start]) && start < mark + 9) start++;
  const secret = keepEncrypted(font.subarray(start));
  return {
    data: Buffer.concat([clear, secret, TRAILER]),
    lengths: [clear.length, secret.length, TRAILER.length],
  };
}

/** The segments of a PFB file put together; they do not belong into a PDF but occur. */
function withoutSegments(font: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; font[at] === 0x80 && at + 6 <= font.length && font[at + 1] !== 3; ) {
    const length = font.readUInt32LE(at + 2);
    parts.push(font.subarray(at + 6, at + 6 + length));
    at += 6 + length;
  }
  return Buffer.concat(parts);
}

/** Overwrites comments and the insides of strings with spaces, so that no length changes. */
function blank(bytes: Buffer, start: number, end: number): void {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === 0x25)
      for (; at < end && bytes[at] !== 10 && bytes[at] !== 13; at++) bytes[at] = 32;
    else if (byte === 0x28) {
      for (let depth = 1; ++at < end; ) {
        if (bytes[at] === 0x5c) bytes[at++] = 32;
        else if (bytes[at] === 0x28) depth++;
        else if (bytes[at] === 0x29 && --depth === 0) break;
        bytes[at] = 32;
      }
    }
  }
}

const [KEY, C1, C2] = [55665, 52845, 22719];

function decrypt(cipher: Buffer): Buffer {
  const plain = Buffer.alloc(cipher.length);
  let key = KEY;
  for (let at = 0; at < cipher.length; at++) {
    const byte = cipher[at] as number;
    plain[at] = byte ^ (key >> 8);
    key = ((byte + key) * C1 + C2) & 0xffff;
  }
  return plain;
}

function encrypt(plain: Buffer): Buffer {
  const cipher = Buffer.alloc(plain.length);
  let key = KEY;
  for (let at = 0; at < plain.length; at++) {
    const byte = (plain[at] as number) ^ (key >> 8);
    cipher[at] = byte;
    key = ((byte + key) * C1 + C2) & 0xffff;
  }
  return cipher;
}

function keepEncrypted(rest: Buffer): Buffer {
  const isHex = /^[0-9a-fA-F\s]{4}/.test(rest.toString('latin1', 0, 4));
  const cipher = isHex
    ? Buffer.from(rest.toString('latin1').replace(/[^0-9a-fA-F]/g, ''), 'hex')
    : rest;
  const plain = decrypt(cipher);
  const close = plain.lastIndexOf('closefile');
  // Fonts without it exist; then nothing tells their end but the zeros after it.
  const end = close < 0 ? plain.length - trailerLength(cipher) : close + 10;
  const kept = Buffer.from(plain.subarray(0, Math.min(end, plain.length)));
  kept.fill(0, 0, 4);
  const text = kept.toString('latin1');
  // Binary glyph programs begin here and could contain any byte.
  const binary = text.search(/\/(Subrs|CharStrings)\b/);
  if (binary < 0) throw broken();
  blank(kept, 4, binary);
  return encrypt(kept);
}

function trailerLength(cipher: Buffer): number {
  const tail = /[0\s]*(cleartomark\s*)?$/.exec(cipher.toString('latin1'));
  return tail?.[0].length ?? 0;
}
