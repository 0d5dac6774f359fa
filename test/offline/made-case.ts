import { buffer } from 'node:stream/consumers';
import { nodeTools } from '../../src/offline/node-tools.ts';
import { zipStream } from '../../src/offline/zip-out.ts';
import { BUNDLE_FORMAT, CASE_FILE, type CaseFile } from '../../src/seal/case-bundle.ts';
import { measure } from '../../src/seal/measure.ts';
import { contactText, FORMAT, type Manifest, PART } from '../../src/seal/message.ts';
import type { Filler } from '../../src/seal/padding.ts';

/** A file that is something: an ending and a type. */
export interface MadeFile {
  content: Uint8Array;
  ending: string;
  type: string;
  cleaned?: boolean;
}

export interface MadeMessage {
  text: string;
  files: readonly (Uint8Array | MadeFile)[];
  name?: string;
}

/** The bundle of a case as a server makes it, of messages that a test thought of. */
export async function madeCase(
  recipients: readonly string[],
  messages: readonly MadeMessage[],
  replyRecipient: string | null = null,
): Promise<Buffer> {
  const head: CaseFile = {
    format: BUNDLE_FORMAT,
    case: '5f0c1a2b3c4d5e6f',
    channel: 'trial',
    language: 'en',
    received: '2026-11-22',
    replyRecipient,
    messages: [],
  };
  const zip = zipStream(async (out) => {
    for (const [index, { text, files, name = '' }] of messages.entries()) {
      const number = index + 1;
      const kind = index === 0 ? 'report' : 'follow-up';
      const folder = `messages/${String(number).padStart(3, '0')}-${kind}`;
      const entries: Manifest['parts'] = [];
      const parts: CaseFile['messages'][number]['parts'] = [];
      const id = String(number).padStart(16, '0');
      const add = async (
        part: string,
        filler: Filler,
        content: Uint8Array,
        type: string,
        ending = 'bin',
        cleaned = true,
      ) => {
        const plain = measure([content]);
        const sealed = measure(nodeTools.seal(recipients, filler, plain.bytes));
        const file = `${folder}/${part}.age`;
        await out.add(file, sealed.bytes);
        parts.push({ name: part, file, ...sealed.result() });
        const isFile = part.startsWith('attachment');
        const saved = isFile ? { name: `${part}.${ending}`, cleaned } : { name: part };
        entries.push({ part, type, ...saved, ...plain.result() });
      };
      await add(PART.text, 'text', Buffer.from(text), 'text/plain; charset=utf-8');
      const fields = { format: FORMAT, kind, language: 'en', originals: false };
      await add(PART.fields, 'json', Buffer.from(JSON.stringify(fields)), 'application/json');
      const contact = { format: FORMAT, name, email: '', phone: '', other: '' } as const;
      await add(PART.contact, 'json', Buffer.from(contactText(contact)), 'application/json');
      for (const [at, content] of files.entries()) {
        const type = 'application/octet-stream';
        const file = content instanceof Uint8Array ? { content, ending: 'bin', type } : content;
        const name = PART.attachment(at + 1);
        await add(name, 'binary', file.content, file.type, file.ending, file.cleaned);
      }
      const manifest: Manifest = {
        format: FORMAT,
        case: head.case,
        message: id,
        kind,
        day: head.received,
        parts: [...entries],
        notSent: [],
      };
      await add(PART.manifest, 'json', Buffer.from(JSON.stringify(manifest)), 'application/json');
      head.messages.push({ id, number, kind, day: head.received, parts });
    }
    await out.add(CASE_FILE, [Buffer.from(JSON.stringify(head))]);
  });
  return buffer(zip);
}
