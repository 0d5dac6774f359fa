import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  type Entry,
  fromRandomAccessReaderPromise,
  openPromise,
  type RandomAccessReader,
  type ZipFile,
} from 'yauzl';
import type { z } from 'zod';
import { BundleError, LONGEST_HEAD, parseHead } from './bundle-error.ts';

export { BundleError } from './bundle-error.ts';

/** A ZIP of sealed files with one readable file that says what they are. */
export interface SealedZip<Head> {
  head: Head;
  /** The names of everything in it. */
  files: readonly string[];
  /** The sealed bytes of one part. @throws BundleError when it is missing */
  sealed(file: string): Promise<Readable>;
  close(): void;
}

/** Opens a ZIP without unpacking it, on the disk or wherever it can be read, and reads its `headFile`. @throws BundleError */
export async function openSealedZip<Head>(
  from: string | { reader: RandomAccessReader; bytes: number },
  headFile: string,
  schema: z.ZodType<Head>,
): Promise<SealedZip<Head>> {
  let zip: ZipFile;
  const entries = new Map<string, Entry>();
  try {
    const options = { autoClose: false, lazyEntries: true };
    zip =
      typeof from === 'string'
        ? await openPromise(from, options)
        : await fromRandomAccessReaderPromise(from.reader, from.bytes, options);
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) throw new Error('the same name stands twice in it');
      entries.set(entry.fileName, entry);
    }
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
    return { head, files: [...entries.keys()], sealed, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}
