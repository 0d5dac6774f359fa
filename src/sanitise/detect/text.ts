import type { FileType } from '../file-types.ts';
import { SHOWN } from '../formats/html/elements.ts';

/** What a file is that has no signature: some kind of text, or nothing known. */
export function kindOfText(head: Buffer, size: number): FileType {
  const text = decode(head, size > head.length);
  if (text === undefined) return 'unknown';
  const start = text.slice(0, 4096);
  const root = rootElement(text);
  if (root === 'svg') return 'svg';
  if (root === 'html' || /^\s*(<!--.*?-->\s*)*<!doctype\s+html/is.test(start)) return 'html';
  if (root !== undefined && HTML_START.has(root)) return 'html';
  // Other XML, PostScript and their like are documents with metadata in a language of their own.
  if (/^\s*(<\?xml|%!PS|%FDF-|BEGIN:V(CARD|CALENDAR)\b)/i.test(start)) return 'unknown';
  if (root !== undefined && isMarkup(text, root)) return 'unknown';
  const [header = ''] = text.replace(/^\s+/, '').split(/\r?\n[ \t]*\r?\n/, 1);
  if (isMail(header)) return 'eml';
  // A message that something changed since a program wrote it: in a text, its header would stay.
  if (new Set(header.toLowerCase().match(TRACES)).size > 1) return 'unknown';
  return isTable(text) ? 'csv' : 'txt';
}

const HTML_START = new Set([...SHOWN, 'head', 'body', 'title', 'meta', 'script', 'style']);

/** No word in angle brackets that a text begins with, but an element with attributes or with an end. */
function isMarkup(text: string, root: string): boolean {
  const [tag = ''] = /<[^>]{0,4096}>/.exec(text) ?? [];
  return (
    /\s[\w:.-]+\s*=\s*["']/.test(tag) || new RegExp(`</(?:[\\w.-]+:)?${root}\\s*>`, 'i').test(text)
  );
}

/** The text, when these bytes are one; `cut` when more follow. */
function decode(head: Buffer, cut: boolean): string | undefined {
  if (head.length >= 2 && (head.readUInt16LE(0) === 0xfeff || head.readUInt16BE(0) === 0xfeff)) {
    const encoding = head.readUInt16LE(0) === 0xfeff ? 'utf-16le' : 'utf-16be';
    return new TextDecoder(encoding).decode(head.subarray(0, head.length & ~1));
  }
  // Control characters other than white space are in no text that people write.
  if (head.some((byte) => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b))
    return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: cut });
  } catch {
    return new TextDecoder('windows-1252').decode(head);
  }
}

/** The name of the first element, in lower case, behind declarations and comments. */
function rootElement(text: string): string | undefined {
  let rest = text.replace(/^\uFEFF/, '').trimStart();
  for (;;) {
    const skipped = /^(<\?.*?\?>|<!--.*?-->|<!doctype[^>[]*(\[.*?\]\s*)?>)\s*/is.exec(rest);
    if (!skipped) break;
    rest = rest.slice(skipped[0].length);
  }
  const name = /^<([A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)[\s/>]/.exec(rest)?.[2];
  return name?.toLowerCase();
}

const MAIL_FIELDS =
  /^(from|to|cc|subject|date|received|message-id|mime-version|return-path|delivered-to)[ \t]*:/i;
/** Fields that programs write and people do not. */
const TRACES =
  /^(?:received|return-path|message-id|mime-version|delivered-to|dkim-signature|authentication-results|content-transfer-encoding|x-(?:originating-ip|mailer|received)|x-ms-[\w-]+|arc-[\w-]+)[ \t]*:/gm;

/** Header lines from the first line on (RFC 5322 § 2.2), two of which only mail has. */
function isMail(header: string): boolean {
  const lines = header.replace(/^From .*\r?\n/, '').split(/\r?\n(?![ \t])/);
  if (!lines.every((line) => /^[!-9;-~]+[ \t]*:/.test(line) || line === '')) return false;
  return new Set(lines.map((line) => MAIL_FIELDS.exec(line)?.[1]?.toLowerCase())).size > 2;
}

/** The same separator, equally often, in each of the first lines. */
function isTable(text: string): boolean {
  // A cell in quotes may have separators and line ends of its own (RFC 4180 § 2.6).
  const lines = text
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/)
    .slice(0, 20);
  if (lines.length > 2) lines.pop();
  const rows = lines.filter((line) => line !== '');
  if (rows.length < 2) return false;
  return [',', ';', '\t'].some((separator) => {
    const counts = new Set(rows.map((row) => row.split(separator).length));
    return counts.size === 1 && !counts.has(1);
  });
}
