import { createHash } from 'node:crypto';
import { mkdir, open as openFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { open } from '../seal/age-file.ts';
import { messageFolder } from '../seal/case-bundle.ts';
import {
  contactSchema,
  fieldsSchema,
  type Manifest,
  manifestSchema,
  PART,
} from '../seal/message.ts';
import { type Bundle, BundleError, openBundle } from './bundle-reader.ts';
import { caseText } from './case-text.ts';
import type { OpenedCase, OpenedMessage, Problem } from './opened-case.ts';

type Messages = Bundle['head']['messages'];
type Part = Messages[number]['parts'][number];

/** File names come out of sealed files, which a hostile server could have made. */
const SAFE_NAME = /^[a-z0-9][a-z0-9-]{0,60}(\.[a-z0-9]{1,10})?$/;

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
      throw new BundleError('its case number is not one of ours');
    const folder = join(out, `case-${bundle.head.case}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const problems: Problem[] = [];
    const messages: OpenedMessage[] = [];
    for (const message of bundle.head.messages) {
      messages.push(await openMessage(bundle, message, identities, folder, withContact, problems));
    }
    await writeWhole(join(folder, 'case.txt'), [
      Buffer.from(caseText(bundle.head, messages, problems)),
    ]);
    return { folder, messages, problems };
  } finally {
    bundle.close();
  }
}

async function openMessage(
  bundle: Bundle,
  message: Messages[number],
  identities: readonly string[],
  caseFolder: string,
  withContact: boolean,
  problems: Problem[],
): Promise<OpenedMessage> {
  const folder = messageFolder(
    message.number,
    SAFE_NAME.test(message.kind) ? message.kind : 'message',
  );
  await mkdir(join(caseFolder, folder), { recursive: true, mode: 0o700 });

  /** Opens one part and gives null, with a problem noted, when it cannot be opened. */
  async function tried<T>(name: string, read: (part: Part) => Promise<T>): Promise<T | null> {
    const part = message.parts.find((candidate) => candidate.name === name);
    if (part === undefined) return null;
    try {
      return await read(part);
    } catch (error) {
      problems.push({ part: `${folder}/${name}`, why: (error as Error).message });
      return null;
    }
  }
  const small = (part: Part) => readAll(openPart(bundle, part, identities));
  const json = async (part: Part): Promise<unknown> =>
    JSON.parse((await small(part)).toString('utf8'));

  const manifest = await tried(PART.manifest, async (part) =>
    manifestSchema.parse(await json(part)),
  );
  const fields = await tried(PART.fields, async (part) => fieldsSchema.parse(await json(part)));
  const contact = withContact
    ? await tried(PART.contact, async (part) => contactSchema.parse(await json(part)))
    : null;
  const text = await tried(PART.text, async (part) => {
    const entry = entryOf(manifest, PART.text);
    const bytes = await small(part);
    return (entry ? checked(bytes, entry) : bytes).toString('utf8');
  });

  if (manifest !== null) {
    await writeWhole(join(caseFolder, folder, PART.manifest), [
      Buffer.from(JSON.stringify(manifest, null, 2)),
    ]);
  }
  if (text !== null) await writeWhole(join(caseFolder, folder, PART.text), [Buffer.from(text)]);
  for (const { name } of message.parts.filter((part) => isFile(part.name))) {
    await tried(name, async (part) => {
      const entry = entryOf(manifest, name);
      if (entry === undefined) throw new BundleError('the manifest does not name it');
      if (!SAFE_NAME.test(entry.name)) throw new BundleError('its name is not one of ours');
      const path = join(caseFolder, folder, entry.name);
      await writeWhole(path, checkedStream(openPart(bundle, part, identities), entry));
    });
  }
  const hasContact = message.parts.some(({ name }) => name === PART.contact);
  const { number, kind, day } = message;
  return { number, kind, day, folder, text, fields, manifest, hasContact, contact };
}

function isFile(name: string): boolean {
  return name.startsWith('attachment-') || name.startsWith('original-');
}

function entryOf(manifest: Manifest | null, name: string): Manifest['parts'][number] | undefined {
  return manifest?.parts.find((entry) => entry.part === name);
}

async function* openPart(
  bundle: Bundle,
  part: Part,
  identities: readonly string[],
): AsyncGenerator<Buffer> {
  yield* open({ identities }, await bundle.sealed(part.file));
}

async function readAll(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Cuts the padding off and compares with the manifest. */
async function* checkedStream(
  source: AsyncIterable<Buffer>,
  entry: { bytes: number; sha256: string },
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let left = entry.bytes;
  for await (const piece of source) {
    const kept = piece.subarray(0, left);
    left -= kept.length;
    hash.update(kept);
    if (kept.length > 0) yield kept;
  }
  if (left > 0 || hash.digest('hex') !== entry.sha256) {
    throw new BundleError('its content is not what the manifest says');
  }
}

function checked(bytes: Buffer, entry: { bytes: number; sha256: string }): Buffer {
  const kept = bytes.subarray(0, entry.bytes);
  if (createHash('sha256').update(kept).digest('hex') !== entry.sha256) {
    throw new BundleError('its content is not what the manifest says');
  }
  return kept;
}

/** A file appears under its name only when it is whole. */
async function writeWhole(
  path: string,
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
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
