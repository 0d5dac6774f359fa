import { BundleError } from '../seal/bundle-error.ts';
import { CASE_FILE } from '../seal/case-bundle.ts';
import type { Manifest } from '../seal/message.ts';
import { OpenError, PayloadError } from '../seal/open-error.ts';
import { measureWith } from '../seal/sha256.ts';
import type { AgeTools, CaseSource, SealedPart } from './age-tools.ts';
import type { Problem, ProblemKind } from './opened-case.ts';

/** File names come out of sealed files, which a hostile server could have made. */
export const SAFE_NAME = /^[a-z0-9][a-z0-9-]{0,60}(\.[a-z0-9]{1,10})?$/;

/** Texts and JSON are held in memory whole; a form takes less than a tenth of it. */
const LONGEST_READ = 16_000_000;

export type ManifestEntry = Manifest['parts'][number];

/** Reads the messages of one case with the unit's identities. */
export interface CaseReading {
  tools: AgeTools;
  source: CaseSource;
  identities: readonly string[];
}

/** Opens a part; when it does not open, tells what was damaged on the way from what was sealed to somebody else. */
export async function* openPart(
  { tools, source, identities }: CaseReading,
  part: SealedPart,
): AsyncGenerator<Uint8Array> {
  const sealed = async () => noLonger(await source.sealed(part.file), part.bytes);
  try {
    yield* tools.open(identities, await sealed());
  } catch (error) {
    if (!(error instanceof OpenError || error instanceof PayloadError)) throw error;
    const { bytes, result } = measureWith(tools.sha256(), await sealed());
    for await (const _ of bytes);
    if (result().sha256 === part.sha256) throw error;
    throw new BundleError('damaged-on-the-way', 'it was damaged on the way: fetch it again', {
      cause: error,
    });
  }
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

/** Cuts the padding off and compares with the manifest. @throws BundleError */
export async function* checked(
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

/** All of something short. @throws BundleError when it is not short */
export async function readAll(
  source: AsyncIterable<Uint8Array>,
  longest = LONGEST_READ,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    length += piece.length;
    if (length > longest) throw tooLarge();
    // Who gives a piece may use its buffer again.
    pieces.push(new Uint8Array(piece));
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A compressed entry of a ZIP could go on for ever. */
async function* noLonger(
  source: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const piece of source) {
    read += piece.length;
    if (read > bytes) throw tooLarge();
    yield piece;
  }
}

const tooLarge = () => new BundleError('too-large', 'it is larger than it can be');

/** What lies in a bundle and belongs to no message. */
export function strangers({ head, files }: CaseSource): Problem[] {
  const known = new Set(head.messages.flatMap(({ parts }) => parts.map(({ file }) => file)));
  known.add(CASE_FILE);
  const why = 'the list of contents does not name it, so it was not opened';
  return files
    .filter((name) => !known.has(name) && !name.endsWith('/'))
    .map((name) => ({ part: shown(name), kind: 'not-listed', why }));
}

/** A hostile name could play with a terminal. */
function shown(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}

export function isFile(name: string): boolean {
  return name.startsWith('attachment-') || name.startsWith('original-');
}

export function entryOf(manifest: Manifest | null, name: string): ManifestEntry | undefined {
  return manifest?.parts.find((entry) => entry.part === name);
}

/** @throws what is no fault of the part: work that was stopped, a stick that was pulled out */
export function problemOf(part: string, error: unknown): Problem {
  if (error instanceof DOMException) throw error;
  return { part, kind: kindOf(error), why: (error as Error).message };
}

function kindOf(error: unknown): ProblemKind {
  if (error instanceof BundleError || error instanceof OpenError) return error.problem;
  return error instanceof PayloadError ? 'cut-off' : 'unreadable';
}
