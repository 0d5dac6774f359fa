import { NotCleanable } from '../format.ts';

/** A part of a message (RFC 2045). */
export interface Part {
  /** By name in lower case; the first of each name counts, as in mail programs. */
  headers: ReadonlyMap<string, string>;
  /** How often each name is there, for those that stay out. */
  names: readonly string[];
  type: string;
  parameters: ReadonlyMap<string, string>;
  /** Of a multipart. */
  parts: readonly Part[];
  /** Of everything else, decoded. */
  body: Buffer;
}

/** A byte order mark and blank lines, which some programs write in front of a message that they save. */
const BEFORE = /^(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n)*/;
/** Messages of a mailbox file (RFC 4155) follow each other: the second one's header would be text of the first. */
const MAILBOX = /^From [\s\S]*?\n\r?\nFrom \S.*\d{4}.*\r?\n[!-9;-~]+:/;
const MOST_PARTS = 500;
const DEEPEST = 20;

/**
 * Takes a message apart. Works on Latin-1 text, in which each character is a byte.
 * @throws NotCleanable for more parts than any message has, and for what cannot be decoded
 */
export function parseMessage(bytes: Buffer): Part {
  let count = 0;
  const message = bytes.toString('latin1').replace(BEFORE, '');
  if (MAILBOX.test(message)) throw new NotCleanable('unsupported', 'several messages in one file');
  return parsePart(message.replace(/^From .*\r?\n/, ''), 0);

  function parsePart(text: string, depth: number): Part {
    if (++count > MOST_PARTS || depth > DEEPEST) {
      throw new NotCleanable('tooComplex', 'too many parts');
    }
    const end = /\r?\n\r?\n/.exec(text);
    // A part may start with its blank line: it has no header then.
    const isBare = /^\r?\n/.test(text);
    const head = isBare ? '' : text.slice(0, end?.index ?? text.length);
    const rest = isBare
      ? text.replace(/^\r?\n/, '')
      : text.slice(end ? end.index + end[0].length : text.length);
    const lines = head.split(/\r?\n(?![ \t])/).filter((line) => line !== '');
    const headers = new Map<string, string>();
    const names: string[] = [];
    for (const line of lines) {
      const colon = line.indexOf(':');
      if (colon < 1) throw new NotCleanable('damaged', 'a header line without a name');
      const name = line.slice(0, colon).trim().toLowerCase();
      names.push(name);
      if (!headers.has(name))
        headers.set(
          name,
          line
            .slice(colon + 1)
            .replace(/\r?\n/g, '')
            .trim(),
        );
    }
    const { value, parameters } = parseParameters(headers.get('content-type') ?? 'text/plain');
    const type = /^[\w.+-]+\/[\w.+-]+$/.test(value) ? value.toLowerCase() : 'text/plain';
    const boundary = parameters.get('boundary');
    const isMultipart = type.startsWith('multipart/') && boundary !== undefined;
    const encoding = headers.get('content-transfer-encoding') ?? '7bit';
    return {
      headers,
      names,
      type,
      parameters,
      parts: isMultipart ? split(rest, boundary).map((piece) => parsePart(piece, depth + 1)) : [],
      body: isMultipart ? Buffer.alloc(0) : decode(rest, encoding.trim().toLowerCase()),
    };
  }
}

/** A value with its parameters: `text/plain; charset="utf-8"`. */
export function parseParameters(header: string): {
  value: string;
  parameters: Map<string, string>;
} {
  const parameters = new Map<string, string>();
  const [value = ''] = header.split(';', 1);
  for (const [, name = '', quoted, plain = ''] of header.matchAll(
    /;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g,
  )) {
    const text = quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1');
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), text);
  }
  return { value: value.trim(), parameters };
}

/** What stands between the boundary lines; before the first and after the last one nobody reads. */
function split(text: string, boundary: string): string[] {
  const escaped = boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const line = new RegExp(`(?:^|\\r?\\n)--${escaped}(--)?[ \\t]*(?=\\r?\\n|$)`, 'g');
  const pieces: string[] = [];
  let from: number | undefined;
  for (const match of text.matchAll(line)) {
    if (from !== undefined) pieces.push(text.slice(from, match.index).replace(/^\r?\n/, ''));
    from = match.index + match[0].length;
    if (match[1] !== undefined) return pieces;
  }
  throw new NotCleanable('damaged', 'a message without its end');
}

function decode(text: string, encoding: string): Buffer {
  switch (encoding) {
    case 'base64':
      return Buffer.from(text.replace(/[^A-Za-z0-9+/]/g, ''), 'base64');
    case 'quoted-printable':
      return decodeQuoted(text.replace(/[ \t]*(?=\r?\n)/g, '').replace(/=\r?\n/g, ''));
    case '7bit':
    case '8bit':
    case 'binary':
      return Buffer.from(text, 'latin1');
    default:
      throw new NotCleanable('unsupported', 'unknown transfer encoding');
  }
}

function decodeQuoted(text: string): Buffer {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}

/** Text in whatever character set its part names. */
export function decodeText(bytes: Buffer, charset: string | undefined): string {
  const label = /^(us-ascii|ascii|)$/i.test(charset ?? '') ? 'utf-8' : (charset ?? 'utf-8');
  for (const candidate of [label, 'windows-1252']) {
    try {
      return new TextDecoder(candidate, { fatal: true }).decode(bytes);
    } catch {
      // Unknown, or not what it says: the next one takes every byte.
    }
  }
  throw new NotCleanable('unsupported', 'unknown characters');
}
