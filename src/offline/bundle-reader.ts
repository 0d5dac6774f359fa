import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { CASE_FILE, type CaseFile, caseFileSchema } from '../seal/case-bundle.ts';

/** A bundle that cannot be read at all. */
export class BundleError extends Error {
  override name = 'BundleError';
}

export interface Bundle {
  case: CaseFile;
  /** The sealed bytes of one part. @throws BundleError when the bundle lacks it */
  sealed(file: string): Promise<Readable>;
  close(): void;
}

/** More than any case of ours; what is longer is no case.json. */
const LONGEST_CASE_FILE = 50_000_000;

/** Opens a bundle from disk without unpacking it. @throws BundleError */
export async function openBundle(path: string): Promise<Bundle> {
  let zip: ZipFile;
  const entries = new Map<string, Entry>();
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true });
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (cause) {
    throw new BundleError('it is no bundle (ZIP), or it was cut off: fetch it again', { cause });
  }
  const sealed = async (file: string): Promise<Readable> => {
    const entry = entries.get(file);
    if (entry === undefined)
      throw new BundleError(`${file} is missing in the bundle: fetch it again`);
    return zip.openReadStreamPromise(entry);
  };
  try {
    return { case: await readCaseFile(entries, sealed), sealed, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function readCaseFile(
  entries: ReadonlyMap<string, Entry>,
  sealed: (file: string) => Promise<Readable>,
): Promise<CaseFile> {
  if ((entries.get(CASE_FILE)?.uncompressedSize ?? 0) > LONGEST_CASE_FILE) {
    throw new BundleError(`its ${CASE_FILE} is too long`);
  }
  const content = await buffer(await sealed(CASE_FILE));
  let parsed: unknown;
  try {
    parsed = JSON.parse(content.toString('utf8'));
  } catch (cause) {
    throw new BundleError(`its ${CASE_FILE} cannot be read`, { cause });
  }
  const result = caseFileSchema.safeParse(parsed);
  if (!result.success) throw new BundleError(`its ${CASE_FILE} is of another version or damaged`);
  return result.data;
}
