import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { OpenError, open } from '../seal/age-file.ts';
import { PayloadError } from '../seal/age-payload.ts';
import { type Manifest, manifestSchema, PART } from '../seal/message.ts';
import { REPLY_KINDS, type ReplyKind } from '../seal/reply-bundle.ts';
import type { MessageRow, PartRow, Store } from '../store/store.ts';

/** A reply of the unit as the mailbox shows it, opened in memory. */
export interface Reply {
  id: string;
  number: number;
  day: string;
  kind: ReplyKind;
  text: string;
  /** Attached files, by their number. */
  files: { number: number; name: string; bytes: number }[];
}

/** A reply that this reporter's code cannot open: told to both sides, never passed over. */
export interface UnreadableReply {
  id: string;
  number: number;
  day: string;
  unreadable: true;
}

/** Texts of replies are read into memory; longer ones belong into an attachment. */
const LONGEST_TEXT = 4_000_000;

/** Opens every reply among the messages of a case, in order. */
export async function readReplies(
  store: Store,
  messages: readonly MessageRow[],
  identity: string,
): Promise<(Reply | UnreadableReply)[]> {
  const replies: (Reply | UnreadableReply)[] = [];
  for (const message of messages) {
    if (message.audience !== 'reporter' || message.kind === 'receipt') continue;
    const { id, number, day } = message;
    const opened = await readReply(store, message, identity);
    if (opened === null && message.unreadable === 0) await store.markUnreadable(id);
    replies.push(opened ?? { id, number, day, unreadable: true });
  }
  return replies;
}

async function readReply(
  store: Store,
  message: MessageRow,
  identity: string,
): Promise<Reply | null> {
  try {
    const manifest = manifestSchema.parse(
      JSON.parse(await readText(store, message, PART.manifest, identity)),
    );
    const text = await readText(store, message, PART.text, identity);
    const kind = REPLY_KINDS.find((known) => known === manifest.kind);
    if (kind === undefined) return null;
    return {
      id: message.id,
      number: message.number,
      day: message.day,
      kind,
      text: text.slice(0, manifest.parts.find(({ part }) => part === PART.text)?.bytes).trimEnd(),
      files: filesOf(manifest).map(({ entry, number }) => ({
        number,
        name: entry.name,
        bytes: entry.bytes,
      })),
    };
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

/** One file of a reply, decrypted while it is sent; null when there is none. */
export async function openReplyFile(
  store: Store,
  message: MessageRow,
  number: number,
  identity: string,
): Promise<{ name: string; bytes: number; content: Readable } | null> {
  const manifest = manifestSchema.parse(
    JSON.parse(await readText(store, message, PART.manifest, identity)),
  );
  const entry = filesOf(manifest).find((file) => file.number === number)?.entry;
  const part = message.parts.find(({ name }) => name === entry?.part);
  if (entry === undefined || part === undefined) return null;
  const content = Readable.from(cut(openPart(store, part, identity), entry.bytes));
  return { name: entry.name, bytes: entry.bytes, content };
}

function filesOf(manifest: Manifest) {
  return manifest.parts
    .map((entry) => ({ entry, number: Number(/^attachment-(\d+)$/.exec(entry.part)?.[1] ?? 0) }))
    .filter(({ number }) => number > 0);
}

async function readText(
  store: Store,
  message: MessageRow,
  name: string,
  identity: string,
): Promise<string> {
  const part = message.parts.find((candidate) => candidate.name === name);
  if (part === undefined || part.bytes > LONGEST_TEXT)
    throw new OpenError('not-age', `no ${name} that can be shown`);
  return (await buffer(Readable.from(openPart(store, part, identity)))).toString('utf8');
}

function openPart(store: Store, part: PartRow, identity: string): AsyncGenerator<Uint8Array> {
  return open({ identities: [identity] }, store.readPart(part));
}

/** Without the padding. */
async function* cut(source: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let left = length;
  for await (const piece of source) {
    if (left > 0) yield piece.subarray(0, left);
    left -= Math.min(left, piece.length);
  }
}

/** Sealed to another key, damaged, or not in our shape: all the same to the reporter. A disk error is not. */
function isUnreadable(error: unknown): boolean {
  return (
    error instanceof OpenError ||
    error instanceof PayloadError ||
    error instanceof SyntaxError ||
    (error instanceof Error && error.name === 'ZodError')
  );
}
