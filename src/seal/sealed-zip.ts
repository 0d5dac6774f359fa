import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { z } from 'zod';

/** A bundle or reply that cannot be read, or lacks something; the message is for members of a unit. */
export class BundleError extends Error {
  override name = 'BundleError';
}

/** A ZIP of sealed files with one readable file that says what they are. */
export interface SealedZip<Head> {
  head: Head;
  /** The sealed bytes of one part. @throws BundleError when it is missing */
  sealed(file: string): Promise<Readable>;
  close(): void;
}

/** More than any of ours; what is longer is something else. */
const LONGEST_HEAD = 50_000_000;

/** Opens a ZIP on the disk without unpacking it, and reads its `headFile`. @throws BundleError */
export async function openSealedZip<Head>(
  path: string,
  headFile: string,
  schema: z.ZodType<Head>,
): Promise<SealedZip<Head>> {
  let zip: ZipFile;
  const entries = new Map<string, Entry>();
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true });
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (cause) {
    throw new BundleError('it is no ZIP file, or it was cut off: fetch it again', { cause });
  }
  const sealed = async (file: string): Promise<Readable> => {
    const entry = entries.get(file);
    if (entry === undefined) throw new BundleError(`${file} is missing in it: fetch it again`);
    return zip.openReadStreamPromise(entry);
  };
  try {
    if ((entries.get(headFile)?.uncompressedSize ?? 0) > LONGEST_HEAD) {
      throw new BundleError(`its ${headFile} is too long`);
    }
    const head = parseHead(await buffer(await sealed(headFile)), headFile, schema);
    return { head, sealed, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function parseHead<Head>(content: Buffer, headFile: string, schema: z.ZodType<Head>): Head {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content.toString('utf8'));
  } catch (cause) {
    throw new BundleError(`its ${headFile} cannot be read`, { cause });
  }
  const result = schema.safeParse(parsed);
  if (!result.success) throw new BundleError(`its ${headFile} is of another version or damaged`);
  return result.data;
}
