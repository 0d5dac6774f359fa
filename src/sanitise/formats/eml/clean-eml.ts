import { FILE_TYPES } from '../../file-types.ts';
import { bufferInput } from '../../input.ts';
import type { RemovalKind } from '../../outcome.ts';
import { type Format, type Job, NotCleanable } from '../format.ts';
import { type Content, composeMessage, type Header } from './compose.ts';
import { addressList, dateText, encodeText, headerText } from './header-text.ts';
import { decodeText, type Part, parseMessage } from './mime.ts';

/** What a mail program shows of a header, in this order. All other fields go. */
const SHOWN: readonly [string, (raw: string) => string | undefined][] = [
  ['From', addressList],
  ['To', addressList],
  ['Cc', addressList],
  ['Subject', (raw) => encodeText(headerText(raw))],
  ['Date', dateText],
];

const STRUCTURE =
  /^(?:from|to|cc|subject|date|mime-version|content-(?:type|transfer-encoding|disposition))$/;
const REMOVED: readonly (readonly [RegExp, RemovalKind])[] = [
  [
    /^(?:received|return-path|delivered-to|x-original-to|x-originating-ip|envelope-to|authentication-results|received-spf|x-received|arc-.*|x-forefront.*|x-ms-exchange.*)$/,
    'path',
  ],
  [/^(?:user-agent|x-mailer|x-mimeole|x-newsreader)$/, 'software'],
  [
    /^(?:bcc|sender|reply-to|organization|x-sender|x-authenticated-.*|disposition-notification-to|return-receipt-to|errors-to)$/,
    'author',
  ],
  [
    /^(?:message-id|in-reply-to|references|thread-index|thread-topic|content-id|x-.*id|dkim-signature|domainkey-signature)$/,
    'identifier',
  ],
  [/^(?:comments|keywords|content-description|content-location)$/, 'description'],
];

/** What programs make for programs and hang on a letter: invitations, cards of the sender, notices of delivery. */
const BESIDE =
  /^(?:text\/(?:(?:x-)?v?calendar|(?:x-)?vcard|directory|rfc822-headers)|application\/ics|message\/(?:global-)?(?:delivery-status|disposition-notification))$/;

/**
 * Writes a message anew from what a mail program shows of it: sender, recipients, subject, date, text and attachments, each
 * cleaned by the rules of its type.
 */
export async function cleanMessage(bytes: Buffer, job: Job): Promise<Buffer> {
  const message = parseMessage(bytes);
  const headers: Header[] = SHOWN.flatMap(([name, shown]) => {
    const value = shown(message.headers.get(name.toLowerCase()) ?? '');
    return value ? [{ name, value }] : [];
  });
  const contents = await contentsOf(message, job);
  const [only] = contents;
  if (!only) throw new NotCleanable('damaged', 'a message without content');
  number(contents);
  const content: Content = contents.length === 1 ? only : { kind: 'mixed', parts: contents };
  return composeMessage(headers, content);
}

async function contentsOf(part: Part, job: Job): Promise<Content[]> {
  for (const name of part.names) {
    if (STRUCTURE.test(name)) continue;
    job.removed(REMOVED.find(([pattern]) => pattern.test(name))?.[1] ?? 'other');
  }
  refuse(part);
  if (BESIDE.test(part.type)) {
    job.removed('embeddedFile');
    return [];
  }
  if (part.type === 'multipart/alternative') return alternative(part, job);
  if (part.type.startsWith('multipart/')) {
    const all: Content[] = [];
    for (const inner of part.parts) all.push(...(await contentsOf(inner, job)));
    return all;
  }
  const isAttached = /^\s*attachment/i.test(part.headers.get('content-disposition') ?? '');
  if (!isAttached && (part.type === 'text/plain' || part.type === 'text/html')) {
    return [await text(part, part.type, job)];
  }
  return part.body.length === 0 ? [] : [await attachment(part, job)];
}

/** Other ways to show the same, of which those stay that can be cleaned: text and pages, not invitations. */
async function alternative(part: Part, job: Job): Promise<Content[]> {
  const parts: Content[] = [];
  const attached: Content[] = [];
  for (const inner of part.parts) {
    if (!/^(?:multipart\/|text\/(?:plain|html)$)/.test(inner.type)) {
      job.removed('embeddedFile');
      continue;
    }
    for (const content of await contentsOf(inner, job)) {
      (content.kind === 'text' ? parts : attached).push(content);
    }
  }
  if (parts.length === 1) return [...parts, ...attached];
  return parts.length === 0 ? attached : [{ kind: 'alternative', parts }, ...attached];
}

async function text(part: Part, type: 'text/plain' | 'text/html', job: Job): Promise<Content> {
  const isPage = type === 'text/html';
  const content = decodeText(part.body, part.parameters.get('charset'));
  const format: Format = isPage
    ? (await import('../html.ts')).html
    : (await import('../txt.ts')).txt;
  const pieces: Uint8Array[] = [];
  // The part says what it is; by its words a letter could also be taken for a table.
  const own: Job = { ...job, type: isPage ? 'html' : 'txt', becomes: () => {} };
  const bytes = Buffer.from(isPage ? withoutCharset(content) : content);
  if (bytes.length > 0) {
    await format.clean(bufferInput(bytes), async (piece) => void pieces.push(piece), own);
  }
  return { kind: 'text', type, bytes: Buffer.concat(pieces) };
}

/** It is UTF-8 now, whatever the page says. */
function withoutCharset(page: string): string {
  return page.replace(/(<meta[^>]{0,200}charset\s*=\s*["']?\s*)[\w:.-]{2,30}/i, '$1utf-8');
}

async function attachment(part: Part, job: Job): Promise<Content> {
  const names = `${part.headers.get('content-disposition') ?? ''};${part.headers.get('content-type') ?? ''}`;
  if (/name\*?[0-9]*\*?=(?!"attachment-[0-9]+\.)/i.test(names)) job.removed('fileName');
  const { type, bytes } = await job.nested(part.body);
  return { kind: 'file', type: FILE_TYPES[type].mime, name: FILE_TYPES[type].extension, bytes };
}

function number(contents: readonly Content[]): void {
  let count = 0;
  for (const content of contents) {
    if (content.kind === 'file') content.name = `attachment-${++count}.${content.name}`;
  }
}

function refuse({ type, parameters, body }: Part): void {
  const smime = parameters.get('smime-type') ?? '';
  if (type === 'multipart/signed' || smime === 'signed-data') {
    throw new NotCleanable('signed', 'a signed message');
  }
  const isLocked =
    type === 'multipart/encrypted' ||
    /^application\/(?:x-)?pkcs7-mime$/.test(type) ||
    body.includes('-----BEGIN PGP MESSAGE-----');
  if (isLocked) throw new NotCleanable('encrypted', 'an encrypted message');
}
