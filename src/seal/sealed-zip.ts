import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { z } from 'zod';
import { BundleError, LONGEST_HEAD, parseHead } from './bundle-error.ts';

export { BundleError } from './bundle-error.ts';

/** A ZIP of sealed files with one readable file that says what they are. */
export interface SealedZip<Head> {
  head: Head;
  /** The sealed bytes of one part. @throws BundleError when it is missing */
  sealed(file: string): Promise<Readable>;
  close(): void;
}

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
    throw new BundleError('not-a-zip', 'it is no ZIP file, or it was cut off: fetch it again', {
      cause,
    });
  }
  const sealed = async (file: string): Promise<Readable> => {
    const entry = entries.get(file);
    if (entry === undefined)
      throw new BundleError('part-missing', `${file} is missing in it: fetch it again`);
    return zip.openReadStreamPromise(entry);
  };
  try {
    if ((entries.get(headFile)?.uncompressedSize ?? 0) > LONGEST_HEAD) {
      throw new BundleError('other-version', `its ${headFile} is too long`);
    }
    const head = parseHead(await buffer(await sealed(headFile)), headFile, schema);
    return { head, sealed, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}
