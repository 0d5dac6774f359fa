import { mkdir, open as openFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PART } from '../seal/message.ts';
import type { SealedMessage } from './age-tools.ts';
import { BundleError, openBundle } from './bundle-reader.ts';
import { caseText } from './case-text.ts';
import { nodeTools } from './node-tools.ts';
import {
  type CaseReading,
  entryOf,
  isFile,
  problemOf,
  readFilePart,
  SAFE_NAME,
  strangers,
} from './open-part.ts';
import type { OpenedCase, OpenedMessage, Problem } from './opened-case.ts';
import { readMessage } from './read-message.ts';

/**
 * Opens a bundle into a folder below `out`: a readable `case.txt`, and every message with its text, attachments and
 * manifest. Contact data only when `withContact`. Streams, so a case may be larger than memory. A part that cannot be
 * opened is told as a problem and does not keep the others from being opened.
 * @throws BundleError when the bundle itself cannot be read
 */
export async function openCase(
  bundlePath: string,
  identities: readonly string[],
  out: string,
  withContact: boolean,
): Promise<OpenedCase> {
  const bundle = await openBundle(bundlePath);
  try {
    if (!SAFE_NAME.test(bundle.head.case))
      throw new BundleError('unsafe-name', 'its case number is not one of ours');
    const folder = join(out, `case-${bundle.head.case}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const reading = { tools: nodeTools, source: bundle, identities };
    const problems: Problem[] = strangers(bundle);
    const messages: OpenedMessage[] = [];
    for (const message of bundle.head.messages) {
      const opened = await readMessage(reading, message, withContact);
      messages.push(opened.message);
      problems.push(
        ...opened.problems,
        ...(await writeMessage(reading, message, opened.message, folder)),
      );
    }
    await writeWhole(join(folder, 'case.txt'), [
      Buffer.from(caseText(bundle.head, messages, problems)),
    ]);
    return { folder, messages, problems };
  } finally {
    bundle.close();
  }
}

async function writeMessage(
  reading: CaseReading,
  sealed: SealedMessage,
  { folder, manifest, text }: OpenedMessage,
  caseFolder: string,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const into = join(caseFolder, folder);
  await mkdir(into, { recursive: true, mode: 0o700 });
  if (manifest !== null) {
    await writeWhole(join(into, PART.manifest), [Buffer.from(JSON.stringify(manifest, null, 2))]);
  }
  if (text !== null) await writeWhole(join(into, PART.text), [Buffer.from(text)]);
  for (const part of sealed.parts.filter(({ name }) => isFile(name))) {
    const entry = entryOf(manifest, part.name);
    try {
      const content = readFilePart(reading, part, entry);
      await writeWhole(join(into, SAFE_NAME.exec(entry?.name ?? '')?.[0] ?? 'unnamed'), content);
    } catch (error) {
      problems.push(problemOf(`${folder}/${part.name}`, error));
    }
  }
  return problems;
}

/** A file appears under its name only when it is whole. */
async function writeWhole(
  path: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    await using file = await openFile(unfinished, 'w', 0o600);
    for await (const piece of pieces) await file.writeFile(piece);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await rename(unfinished, path);
}
