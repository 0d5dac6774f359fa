import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { CaseFile } from '../seal/case-bundle.ts';
import { nodeTools } from './node-tools.ts';
import { type Reply, sealReply } from './seal-reply.ts';

export { NoReporter } from './seal-reply.ts';

/** A reply whose files are paths on the disk. */
export type ReplyDraft = Omit<Reply, 'files'> & { files: readonly string[] };

/**
 * Seals a reply to the reporter of a case, as one ZIP stream to bring to the server.
 * @throws NoReporter, or what opening a file throws, before anything is made; later errors destroy the stream
 */
export async function makeReply(file: CaseFile, draft: ReplyDraft): Promise<Readable> {
  for (const path of draft.files) await access(path, constants.R_OK);
  const files = draft.files.map((path) => ({ name: path, content: () => createReadStream(path) }));
  return Readable.fromWeb(sealReply(nodeTools, file, { ...draft, files }) as ReadableStream);
}
