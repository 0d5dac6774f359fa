import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { BUNDLE_FORMAT, CASE_FILE, type CaseFile, messageFolder } from '../seal/case-bundle.ts';
import type { CaseRow, MessageRow, PartRow, Store } from '../store/store.ts';

/** A bundle says nothing about when it was made. */
const NO_TIME = { mtime: new Date(1980, 0, 1), mode: 0o100600, forceDosTimestamp: true } as const;

/**
 * One case as a ZIP stream: `case.json` and every sealed part that is addressed to the unit. Sealed files do not
 * compress, so they are stored.
 */
export async function caseBundle(store: Store, row: CaseRow): Promise<Readable> {
  return (await measuredBundle(store, row)).stream();
}

/** A bundle whose bytes are known before they are read; the same case as it stands gives the same bytes again. */
export interface MeasuredBundle {
  bytes: number;
  /** SHA-256 of the head, which names the checksum of every part: another bundle has another one. */
  validator: string;
  /** To be called once. */
  stream(): Readable;
}

export async function measuredBundle(store: Store, row: CaseRow): Promise<MeasuredBundle> {
  const messages = (await store.messages(row.id)).filter(forUnit);
  const head = Buffer.from(`${JSON.stringify(caseFile(row, messages), null, 2)}\n`);
  // yazl opens the first part before anybody reads: whoever only asks for the size must open none.
  const { size } = zipOf(head, messages, () => undefined);
  return {
    bytes: await size,
    validator: createHash('sha256').update(head).digest('hex'),
    stream: () => zipOf(head, messages, (part, give) => give(null, store.readPart(part))).output,
  };
}

type Give = (error: unknown, content: Readable) => void;

function zipOf(
  head: Buffer,
  messages: readonly MessageRow[],
  open: (part: PartRow, give: Give) => void,
): { output: Readable; size: Promise<number> } {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  // A sealed file that has vanished must not end the process, but the download.
  zip.on('error', (error: Error) => output.destroy(error));
  zip.addBuffer(head, CASE_FILE, { ...NO_TIME, compress: false });
  for (const message of messages) {
    for (const part of message.parts) {
      const options = { ...NO_TIME, compress: false, size: part.bytes };
      zip.addReadStreamLazy(pathOf(message, part.name), options, (give) => open(part, give));
    }
  }
  // Every size is known and nothing is compressed, so yazl can tell the whole before it reads a part.
  const { promise: size, resolve } = Promise.withResolvers<number>();
  zip.end({ forceZip64Format: false, comment: '' }, resolve as () => void);
  return { output, size };
}

/** Receipts are the reporter's own, and files on hold are nobody's yet. */
function forUnit(message: MessageRow): boolean {
  return message.audience === 'unit' && message.heldUntil === null;
}

function pathOf(message: MessageRow, part: string): string {
  return `messages/${messageFolder(message.number, message.kind)}/${part}.age`;
}

function caseFile(row: CaseRow, messages: readonly MessageRow[]): CaseFile {
  return {
    format: BUNDLE_FORMAT,
    case: row.id,
    channel: row.channel,
    language: row.language,
    received: row.received,
    replyRecipient: row.replyRecipient,
    messages: messages.map((message) => ({
      id: message.id,
      number: message.number,
      kind: message.kind,
      day: message.day,
      parts: message.parts.map((part) => ({
        name: part.name,
        file: pathOf(message, part.name),
        bytes: part.bytes,
        sha256: Buffer.from(part.sha256).toString('hex'),
      })),
    })),
  };
}
