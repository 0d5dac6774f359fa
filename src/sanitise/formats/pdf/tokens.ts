/** A place in a run of PDF syntax; `start` is where the token read last began. */
export interface Cursor {
  readonly bytes: Buffer;
  readonly end: number;
  at: number;
  start: number;
}

export type Token =
  | 'end'
  | 'number'
  | 'word'
  | 'name'
  | 'string'
  | 'hex'
  | '['
  | ']'
  | '<<'
  | '>>'
  | '{'
  | '}'
  | 'junk';

export const cursor = (bytes: Buffer, at = 0, end = bytes.length): Cursor => ({
  bytes,
  end,
  at,
  start: at,
});

// ISO 32000-1 § 7.2.2: white space, delimiters, everything else is regular.
const REGULAR = 0;
const WHITE = 1;
const DELIMITER = 2;
const CLASS = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) CLASS[byte] = WHITE;
for (const character of '()<>[]{}/%') CLASS[character.charCodeAt(0)] = DELIMITER;

const NUMERIC = new Uint8Array(256);
for (const character of '0123456789+-.') NUMERIC[character.charCodeAt(0)] = 1;

export const isWhite = (byte: number | undefined): boolean =>
  byte !== undefined && CLASS[byte] === WHITE;
export const isRegular = (byte: number | undefined): boolean =>
  byte !== undefined && CLASS[byte] === REGULAR;

const [OPEN, CLOSE, LESS, GREATER] = [0x28, 0x29, 0x3c, 0x3e];
const [SLASH, PERCENT, BACKSLASH] = [0x2f, 0x25, 0x5c];

/** Moves past white space. Returns false when a comment was passed as well. */
export function skipWhite(c: Cursor): boolean {
  const { bytes, end } = c;
  let plain = true;
  let at = c.at;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (CLASS[byte] === WHITE) continue;
    if (byte !== PERCENT) break;
    plain = false;
    while (at < end && bytes[at] !== 10 && bytes[at] !== 13) at++;
  }
  c.at = at;
  return plain;
}

function skipRegular(c: Cursor): boolean {
  const { bytes, end } = c;
  let numeric = true;
  let at = c.at;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (CLASS[byte] !== REGULAR) break;
    if (NUMERIC[byte] === 0) numeric = false;
  }
  c.at = at;
  return numeric;
}

function skipLiteral(c: Cursor): Token {
  const { bytes, end } = c;
  let depth = 1;
  for (let at = c.at + 1; at < end; at++) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at++;
    else if (byte === OPEN) depth++;
    else if (byte === CLOSE && --depth === 0) {
      c.at = at + 1;
      return 'string';
    }
  }
  c.at = end;
  return 'junk';
}

/** Reads the token after white space and comments; its bytes are `start` to `at`. */
export function nextToken(c: Cursor): Token {
  skipWhite(c);
  return tokenHere(c);
}

/** Reads the token that begins exactly here. */
export function tokenHere(c: Cursor): Token {
  const { bytes } = c;
  c.start = c.at;
  if (c.at >= c.end) return 'end';
  const byte = bytes[c.at] as number;
  if (CLASS[byte] === REGULAR) return skipRegular(c) ? 'number' : 'word';
  if (byte === OPEN) return skipLiteral(c);
  c.at++;
  if (byte === SLASH) {
    skipRegular(c);
    return 'name';
  }
  if (byte === LESS) {
    if (bytes[c.at] === LESS) {
      c.at++;
      return '<<';
    }
    const close = bytes.indexOf(GREATER, c.at);
    if (close < 0 || close >= c.end) {
      c.at = c.end;
      return 'junk';
    }
    c.at = close + 1;
    return 'hex';
  }
  if (byte === GREATER) {
    if (bytes[c.at] !== GREATER) return 'junk';
    c.at++;
    return '>>';
  }
  if (byte === 0x5b) return '[';
  if (byte === 0x5d) return ']';
  if (byte === 0x7b) return '{';
  if (byte === 0x7d) return '}';
  return 'junk';
}

/** Bytes as one character each. */
export const latin1 = (bytes: Buffer, start: number, end: number): string =>
  bytes.toString('latin1', start, end);
