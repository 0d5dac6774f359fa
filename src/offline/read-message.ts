import { BundleError } from '../seal/bundle-error.ts';
import { messageFolder } from '../seal/case-bundle.ts';
import {
  contactSchema,
  fieldsSchema,
  type Manifest,
  manifestSchema,
  PART,
} from '../seal/message.ts';
import { OpenError, PayloadError } from '../seal/open-error.ts';
import { measureWith } from '../seal/sha256.ts';
import type { AgeTools, CaseSource, SealedMessage, SealedPart } from './age-tools.ts';
import type { OpenedMessage, Problem, ProblemKind } from './opened-case.ts';

/** File names come out of sealed files, which a hostile server could have made. */
export const SAFE_NAME = /^[a-z0-9][a-z0-9-]{0,60}(\.[a-z0-9]{1,10})?$/;

export type ManifestEntry = Manifest['parts'][number];

/** Reads the messages of one case with the unit's identities. */
export interface CaseReading {
  tools: AgeTools;
  source: CaseSource;
  identities: readonly string[];
}

/**
 * Everything of a message but its files. Contact data only when `withContact`. A part that does not open is told as a
 * problem and does not keep the others from being opened.
 */
export async function readMessage(
  reading: CaseReading,
  message: SealedMessage,
  withContact: boolean,
): Promise<{ message: OpenedMessage; problems: Problem[] }> {
  const problems: Problem[] = [];
  const folder = folderOf(message);
  const { head } = reading.source;

  async function tried<T>(name: string, read: (part: SealedPart) => Promise<T>): Promise<T | null> {
    const part = message.parts.find((candidate) => candidate.name === name);
    if (part === undefined) return null;
    try {
      return await read(part);
    } catch (error) {
      problems.push(problemOf(`${folder}/${name}`, error));
      return null;
    }
  }
  const json = async (part: SealedPart): Promise<unknown> =>
    JSON.parse(new TextDecoder().decode(await readAll(openPart(reading, part))));

  const manifest = await tried(PART.manifest, async (part) => {
    const read = manifestSchema.parse(await json(part));
    // Every part opens for the unit, so a server could put one case's letters into another.
    if (read.case !== head.case || read.message !== message.id) {
      throw new BundleError('other-case', 'it belongs to another case or message');
    }
    return read;
  });
  const fields = await tried(PART.fields, async (part) => fieldsSchema.parse(await json(part)));
  const contact = withContact
    ? await tried(PART.contact, async (part) => contactSchema.parse(await json(part)))
    : null;
  const text = await tried(PART.text, async (part) => {
    const entry = entryOf(manifest, PART.text);
    const plain = openPart(reading, part);
    const bytes = await readAll(entry ? checked(reading.tools, plain, entry) : plain);
    // A mark at the beginning is part of the text.
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  });

  const hasContact = message.parts.some(({ name }) => name === PART.contact);
  const { number, kind, day } = message;
  return {
    message: { number, kind, day, folder, text, fields, manifest, hasContact, contact },
    problems,
  };
}

/** The content of one file without padding, compared with the manifest. @throws BundleError, OpenError, PayloadError */
export async function* readFilePart(
  reading: CaseReading,
  part: SealedPart,
  entry: ManifestEntry | undefined,
): AsyncGenerator<Uint8Array> {
  if (entry === undefined) {
    throw new BundleError('not-in-manifest', 'the manifest does not name it');
  }
  if (!SAFE_NAME.test(entry.name)) {
    throw new BundleError('unsafe-name', 'its name is not one of ours');
  }
  yield* checked(reading.tools, openPart(reading, part), entry);
}

export function folderOf({ number, kind }: SealedMessage): string {
  return messageFolder(number, SAFE_NAME.test(kind) ? kind : 'message');
}

export function isFile(name: string): boolean {
  return name.startsWith('attachment-') || name.startsWith('original-');
}

export function entryOf(manifest: Manifest | null, name: string): ManifestEntry | undefined {
  return manifest?.parts.find((entry) => entry.part === name);
}

export function problemOf(part: string, error: unknown): Problem {
  return { part, kind: kindOf(error), why: (error as Error).message };
}

function kindOf(error: unknown): ProblemKind {
  if (error instanceof BundleError || error instanceof OpenError) return error.problem;
  return error instanceof PayloadError ? 'cut-off' : 'unreadable';
}

/** Opens a part; when it does not open, tells what was damaged on the way from what was sealed to somebody else. */
export async function* openPart(
  { tools, source, identities }: CaseReading,
  part: SealedPart,
): AsyncGenerator<Uint8Array> {
  try {
    yield* tools.open(identities, await source.sealed(part.file));
  } catch (error) {
    if (!(error instanceof OpenError || error instanceof PayloadError)) throw error;
    const { bytes, result } = measureWith(tools.sha256(), await source.sealed(part.file));
    for await (const _ of bytes);
    if (result().sha256 === part.sha256) throw error;
    throw new BundleError('damaged-on-the-way', 'it was damaged on the way: fetch it again', {
      cause: error,
    });
  }
}

/** Cuts the padding off and compares with the manifest. @throws BundleError */
async function* checked(
  tools: AgeTools,
  source: AsyncIterable<Uint8Array>,
  entry: ManifestEntry,
): AsyncGenerator<Uint8Array> {
  const hash = tools.sha256();
  let left = entry.bytes;
  for await (const piece of source) {
    const kept = piece.subarray(0, left);
    left -= kept.length;
    hash.update(kept);
    if (kept.length > 0) yield kept;
  }
  if (left > 0 || hash.digest('hex') !== entry.sha256) {
    throw new BundleError('differs', 'its content is not what the manifest says');
  }
}

export async function readAll(source: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  // Who gives a piece may use its buffer again.
  for await (const piece of source) pieces.push(new Uint8Array(piece));
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
