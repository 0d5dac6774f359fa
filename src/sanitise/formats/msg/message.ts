import type { RemovalKind } from '../../outcome.ts';
import { type Content, composeMessage, type Header } from '../eml/compose.ts';
import { encodeText } from '../eml/header-text.ts';
import { NotCleanable } from '../format.ts';
import type { Storage } from './compound.ts';
import { type HeadLength, type Properties, readProperties } from './properties.ts';

const SUBJECT = 0x0037;
const SUBMITTED = 0x0039;
const DELIVERED = 0x0e06;
const BODY = 0x1000;
const RTF = 0x1009;
const HTML = 0x1013;
const INTERNET_CODE_PAGE = 0x3fde;
const SENDER = [0x0c1a, 0x5d01, 0x0c1f] as const; // name, SMTP address, other address
const REPRESENTED = [0x0042, 0x5d02, 0x0065] as const;
const RECIPIENT = [0x3001, 0x39fe, 0x3003] as const;
const RECIPIENT_TYPE = 0x0c15;
const ATTACHED = 0x3701;
const CLASS = 0x001a;
const DEEPEST = 5;

/** Known properties that are left behind, for the count. */
const LEFT: readonly (readonly [number, RemovalKind])[] = [
  [0x007d, 'path'], // the header it came with
  [0x1035, 'identifier'],
  [0x1042, 'identifier'],
  [0x0071, 'identifier'],
  [0x300b, 'identifier'],
  [0x3ff8, 'author'],
  [0x3ffa, 'author'],
  [0x3007, 'time'],
  [0x3008, 'time'],
  [0x0e0a, 'identifier'],
];

/**
 * An Outlook message as mail that is not clean yet: what a mail program shows of it, to go through the rules for mail. All
 * other properties stay behind here.
 * @throws NotCleanable for what is no letter, and for text in Outlook's own packing only
 */
export function mailOf(
  storage: Storage,
  removed: (kind: RemovalKind) => void,
  head: HeadLength = 32,
  depth = 0,
): Buffer {
  if (depth > DEEPEST) throw new NotCleanable('tooComplex', 'messages inside each other');
  const own = readProperties(storage, head);
  const kind = own.text(CLASS) ?? '';
  if (/SMIME/i.test(kind)) {
    const isSigned = /MultipartSigned/i.test(kind);
    throw new NotCleanable(isSigned ? 'signed' : 'encrypted', 'a signed or encrypted message');
  }
  if (!/^(?:IPM\.Note|REPORT)?(?:$|\.)/i.test(kind)) {
    throw new NotCleanable('unsupported', 'an item that is no letter');
  }
  for (const [id, what] of LEFT) if (own.has(id)) removed(what);
  const parts = [...texts(own), ...attachments(storage, removed, depth)];
  const [only] = parts;
  const content: Content =
    parts.length === 1 && only
      ? only
      : { kind: 'mixed', parts: parts.length > 0 ? parts : [empty()] };
  return composeMessage(headers(storage, own), content);
}

function headers(storage: Storage, own: Properties): Header[] {
  const recipients = [...storage.storages]
    .filter(([name]) => name.startsWith('__recip_version1.0_'))
    .map(([, folder]) => readProperties(folder, 8));
  const list = (type: number) =>
    recipients
      .filter((one) => (one.number(RECIPIENT_TYPE) ?? 1) === type)
      .map((one) => mailbox(one, RECIPIENT))
      .join(',\r\n ');
  const date = own.date(SUBMITTED) ?? own.date(DELIVERED);
  const all: [string, string | undefined][] = [
    ['From', mailbox(own, REPRESENTED) || mailbox(own, SENDER)],
    ['To', list(1)],
    ['Cc', list(2)],
    ['Subject', encodeText((own.text(SUBJECT) ?? '').replace(/\s+/g, ' '))],
    ['Date', date?.toUTCString().replace('GMT', '+0000')],
  ];
  return all.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

/** Internal addresses (`/O=CORP/CN=…`) name a directory and are not shown. */
function mailbox(own: Properties, ids: readonly [number, number, number]): string {
  const [name = '', smtp = '', other = ''] = ids.map((id) => own.text(id)?.replace(/[\r\n]/g, ' '));
  const address = [smtp, other].find((one) => /^[^\s<>"(),;:\\/]+@[\w.-]+$/.test(one)) ?? '';
  const shown = encodeText(name.replace(/["\\<>]/g, ''));
  const quoted = shown === '' || shown.startsWith('=?') ? shown : `"${shown}"`;
  return address === '' ? quoted : `${quoted} <${address}>`.trim();
}

function texts(own: Properties): Content[] {
  const parts: Content[] = [];
  const plain = own.text(BODY);
  if (plain) parts.push({ kind: 'text', type: 'text/plain', bytes: Buffer.from(plain) });
  const page = own.binary(HTML);
  const pageText = page ? pageOf(page, own.number(INTERNET_CODE_PAGE)) : own.text(HTML);
  if (pageText) parts.push({ kind: 'text', type: 'text/html', bytes: Buffer.from(pageText) });
  if (parts.length === 0 && own.binary(RTF)) {
    throw new NotCleanable('unsupported', 'text in packed RTF only');
  }
  return parts.length > 1 ? [{ kind: 'alternative', parts }] : parts;
}

function pageOf(bytes: Buffer, codePage = 65001): string {
  const labels: Record<number, string> = { 65001: 'utf-8', 20127: 'utf-8', 28591: 'windows-1252' };
  try {
    return new TextDecoder(labels[codePage] ?? `windows-${codePage}`, { fatal: true }).decode(
      bytes,
    );
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function attachments(
  storage: Storage,
  removed: (kind: RemovalKind) => void,
  depth: number,
): Content[] {
  const parts: Content[] = [];
  for (const [name, folder] of [...storage.storages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!name.startsWith('__attach_version1.0_')) continue;
    const own = readProperties(folder, 8);
    const inner = folder.storages.get('__substg1.0_3701000D');
    const bytes = inner ? mailOf(inner, removed, 24, depth + 1) : own.binary(ATTACHED);
    // A link to a file elsewhere.
    if (!bytes) removed('path');
    else if (inner) parts.push({ kind: 'file', type: 'message/rfc822', name: 'a.eml', bytes });
    else parts.push({ kind: 'file', type: 'application/octet-stream', name: 'a.bin', bytes });
  }
  return parts;
}

function empty(): Content {
  return { kind: 'text', type: 'text/plain', bytes: Buffer.alloc(0) };
}
