import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { extname } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { type Filler, seal } from '../seal/age-file.ts';
import type { CaseFile } from '../seal/case-bundle.ts';
import { measure } from '../seal/measure.ts';
import { FORMAT, type Manifest, PART } from '../seal/message.ts';
import { REPLY_FILE, REPLY_FORMAT, type ReplyFile, type ReplyKind } from '../seal/reply-bundle.ts';

/** What a member wants to tell a reporter. */
export interface ReplyDraft {
  kind: ReplyKind;
  /** Scope decisions only. */
  inScope?: boolean;
  text: string;
  /** Paths of files to attach; their names stay behind. */
  files: readonly string[];
  /** YYYY-MM-DD. */
  day: string;
}

/** A case whose reporter cannot be answered any more. */
export class NoReporter extends Error {
  override name = 'NoReporter';
}

const NO_TIME = {
  mtime: new Date(1980, 0, 1),
  mode: 0o100600,
  forceDosTimestamp: true,
  compress: false,
};

/**
 * Seals a reply to the reporter of a case, as one ZIP stream to bring to the server. `reply.json` stands last, because it
 * names the checksums of what was sealed before it.
 * @throws NoReporter, or what opening a file throws, before anything is made; later errors destroy the stream
 */
export async function makeReply(file: CaseFile, draft: ReplyDraft): Promise<Readable> {
  const recipient = file.replyRecipient;
  if (recipient === null)
    throw new NoReporter('the reporter can no longer be reached: the access has ended');
  for (const path of draft.files) await access(path, constants.R_OK);

  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  fill(zip, file, draft, recipient).catch((error) => output.destroy(error));
  return output;
}

async function fill(
  zip: ZipFile,
  file: CaseFile,
  draft: ReplyDraft,
  recipient: string,
): Promise<void> {
  const id = randomBytes(8).toString('hex');
  const entries: Manifest['parts'] = [];
  const parts: ReplyFile['parts'] = [];

  /** Seals one part into the ZIP; gives the length and checksum of what was sealed. */
  async function add(name: string, filler: Filler, content: AsyncIterable<Buffer> | Buffer[]) {
    const plain = measure(content);
    const sealed = measure(seal([recipient], filler, plain.bytes));
    const stream = Readable.from(sealed.bytes).pipe(new PassThrough());
    zip.addReadStream(stream, `${name}.age`, NO_TIME);
    await finished(stream);
    parts.push({ name, file: `${name}.age`, ...sealed.result() });
    return plain.result();
  }

  const text = await add(PART.text, 'text', [Buffer.from(draft.text)]);
  entries.push({ part: PART.text, name: PART.text, type: 'text/plain; charset=utf-8', ...text });
  for (const [index, path] of draft.files.entries()) {
    const part = PART.attachment(index + 1);
    const extension = /^\.[a-z0-9]{1,10}$/.exec(extname(path).toLowerCase())?.[0] ?? '.bin';
    const content = await add(part, 'binary', createReadStream(path));
    entries.push({
      part,
      name: `${part}${extension}`,
      type: 'application/octet-stream',
      ...content,
    });
  }
  const manifest: Manifest = {
    format: FORMAT,
    case: file.case,
    message: id,
    kind: draft.kind,
    day: draft.day,
    parts: entries,
    notSent: [],
  };
  await add(PART.manifest, 'json', [Buffer.from(JSON.stringify(manifest, null, 2))]);

  const head: ReplyFile = {
    format: REPLY_FORMAT,
    case: file.case,
    id,
    kind: draft.kind,
    ...(draft.inScope === undefined ? {} : { inScope: draft.inScope }),
    recipient,
    parts,
  };
  zip.addBuffer(Buffer.from(`${JSON.stringify(head, null, 2)}\n`), REPLY_FILE, NO_TIME);
  zip.end();
}
