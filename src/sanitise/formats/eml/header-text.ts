import { decodeText } from './mime.ts';

/** The text of a header: encoded words (RFC 2047) and raw bytes decoded, blanks and control characters made one blank. */
export function headerText(raw: string): string {
  const joined = raw.replace(/(=\?[^?\s]+\?[bq]\?[^?]*\?=)\s+(?==\?)/gi, '$1');
  const decoded = joined.replace(
    /=\?([^?*\s]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=/gi,
    (_, charset: string, how: string, text: string) => {
      const bytes =
        how.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64')
          : Buffer.from(
              text
                .replaceAll('_', ' ')
                .replace(/=([0-9A-F]{2})/gi, (_, hex) =>
                  String.fromCharCode(Number.parseInt(hex, 16)),
                ),
              'latin1',
            );
      return decodeText(bytes, charset);
    },
  );
  const isRaw = /[\x80-\xff]/.test(raw);
  const text = isRaw ? decodeText(Buffer.from(decoded, 'latin1'), undefined) : decoded;
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}

/** Text as it may stand in a header: as it is, or in encoded words of at most 75 characters. */
export function encodeText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('=?')) return text;
  const words: string[] = [];
  let chunk = '';
  for (const character of text) {
    if (Buffer.byteLength(chunk + character) > 42) {
      words.push(chunk);
      chunk = '';
    }
    chunk += character;
  }
  return [...words, chunk]
    .map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`)
    .join('\r\n ');
}

/** A list of senders or recipients: names and mail addresses, without comments, groups and addresses of other kinds. */
export function addressList(raw: string): string {
  return splitAtCommas(raw.replace(/\r?\n/g, ' '))
    .map(address)
    .filter((one) => one !== '')
    .join(',\r\n ');
}

const MAILBOX = /[^\s<>"(),;:\\@]+@[\w.-]+/;

function address(text: string): string {
  const angle = /<([^<>]*)>\s*$/.exec(text);
  const found = MAILBOX.exec(angle?.[1] ?? text)?.[0];
  const label = angle ? text.slice(0, angle.index) : found ? '' : text;
  const name = headerText(label.replace(/^\s*"|"\s*$/g, '').replace(/\\(.)/g, '$1'));
  if (name === '' || name === found) return found ?? '';
  const isPlain = /^[\w .'-]+$/.test(name);
  const shown =
    /^[\x20-\x7e]*$/.test(name) && !isPlain
      ? `"${name.replace(/(["\\])/g, '\\$1')}"`
      : encodeText(name);
  return found ? `${shown} <${found}>` : shown;
}

/** Commas and semicolons inside quotes, comments and angle brackets part nothing. */
function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let current = '';
  let quoted = false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\' && quoted) {
      current += character + (text[++at] ?? '');
      continue;
    }
    if (character === '"' && depth === 0) quoted = !quoted;
    if (!quoted && character === '(') depth++;
    const inComment = depth > 0;
    if (!quoted && character === ')' && depth > 0) depth--;
    if (inComment) continue;
    if (!quoted && (character === ',' || character === ';')) {
      parts.push(current);
      current = '';
    } else current += character;
  }
  return [...parts, current];
}

/** A date as mail writes it, or undefined for what is none. */
export function dateText(raw: string): string | undefined {
  const found =
    /^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s*)?(\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{4}\s+\d{2}:\d{2}(?::\d{2})?\s+(?:[+-]\d{4}|[A-Z]{1,5}))/i.exec(
      raw.trim(),
    );
  if (!found) return undefined;
  const date = (found[2] ?? '').replace(/\s+/g, ' ');
  return found[1] ? `${found[1]}, ${date}` : date;
}
