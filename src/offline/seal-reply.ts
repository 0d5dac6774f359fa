import type { Bytes } from '../seal/byte-streams.ts';
import type { CaseFile } from '../seal/case-bundle.ts';
import { FORMAT, type Manifest, PART } from '../seal/message.ts';
import type { Filler } from '../seal/padding.ts';
import { REPLY_FILE, REPLY_FORMAT, type ReplyFile, type ReplyKind } from '../seal/reply-bundle.ts';
import { measureWith } from '../seal/sha256.ts';
import type { AgeTools } from './age-tools.ts';
import { zipStream } from './zip-out.ts';

/** What a member wants to tell a reporter. */
export interface Reply {
  kind: ReplyKind;
  /** Scope decisions only. */
  inScope?: boolean;
  text: string;
  /** Their names stay behind, but for what follows the last dot. */
  files: readonly { name: string; content: () => Bytes }[];
  /** YYYY-MM-DD. */
  day: string;
}

/** A case whose reporter cannot be answered any more. */
export class NoReporter extends Error {
  override name = 'NoReporter';
}

/**
 * Seals a reply to the reporter of a case, as one ZIP stream to bring to the server. `reply.json` stands last, because it
 * names the checksums of what was sealed before it.
 * @throws NoReporter before anything is made; later errors break the stream
 */
export function sealReply(
  tools: Pick<AgeTools, 'seal' | 'sha256'>,
  file: CaseFile,
  reply: Reply,
): ReadableStream<Uint8Array> {
  const recipient = file.replyRecipient;
  if (recipient === null) {
    throw new NoReporter('the reporter can no longer be reached: the access has ended');
  }
  return zipStream(async (zip) => {
    const id = randomId();
    const entries: Manifest['parts'] = [];
    const parts: ReplyFile['parts'] = [];

    /** Seals one part into the ZIP; gives the length and checksum of its content. */
    async function add(name: string, filler: Filler, content: Bytes) {
      const plain = measureWith(tools.sha256(), content);
      const sealed = measureWith(
        tools.sha256(),
        tools.seal([recipient as string], filler, plain.bytes),
      );
      await zip.add(`${name}.age`, sealed.bytes);
      parts.push({ name, file: `${name}.age`, ...sealed.result() });
      return plain.result();
    }
    const utf8 = (text: string) => [new TextEncoder().encode(text)];

    const text = await add(PART.text, 'text', utf8(reply.text));
    entries.push({ part: PART.text, name: PART.text, type: 'text/plain; charset=utf-8', ...text });
    for (const [index, { name, content }] of reply.files.entries()) {
      const part = PART.attachment(index + 1);
      const sealed = await add(part, 'binary', content());
      entries.push({
        part,
        name: `${part}${extensionOf(name)}`,
        type: 'application/octet-stream',
        ...sealed,
      });
    }
    const manifest: Manifest = {
      format: FORMAT,
      case: file.case,
      message: id,
      kind: reply.kind,
      day: reply.day,
      parts: entries,
      notSent: [],
    };
    await add(PART.manifest, 'json', utf8(JSON.stringify(manifest, null, 2)));

    const head: ReplyFile = {
      format: REPLY_FORMAT,
      case: file.case,
      id,
      kind: reply.kind,
      ...(reply.inScope === undefined ? {} : { inScope: reply.inScope }),
      recipient,
      parts,
    };
    await zip.add(REPLY_FILE, utf8(`${JSON.stringify(head, null, 2)}\n`));
  });
}

function extensionOf(name: string): string {
  return /\.[a-z0-9]{1,10}$/.exec(name.toLowerCase())?.[0] ?? '.bin';
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
