import {
  BlobReader,
  configure,
  type FileEntry,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { BundleError, LONGEST_HEAD, parseHead } from '../../seal/bundle-error.ts';
import { piecesOf } from '../../seal/byte-streams.ts';
import { CASE_FILE, caseFileSchema } from '../../seal/case-bundle.ts';
import type { CaseSource } from '../age-tools.ts';
import { readAll } from '../read-message.ts';

configure({ useWebWorkers: false });

/** Opens a case's bundle as a browser has it, without reading more than its list. @throws BundleError */
export async function openBundleFile(file: Blob): Promise<CaseSource> {
  const entries = new Map<string, FileEntry>();
  try {
    for (const entry of await new ZipReader(new BlobReader(file)).getEntries()) {
      if (!entry.directory) entries.set(entry.filename, entry);
    }
  } catch (cause) {
    throw new BundleError('not-a-zip', 'it is no ZIP file, or it was cut off', { cause });
  }
  const sealed = async (name: string): Promise<AsyncIterable<Uint8Array>> => {
    const entry = entries.get(name);
    if (entry === undefined) throw new BundleError('part-missing', `${name} is missing in it`);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    entry.getData(writable).catch((error) => writable.abort(error).catch(() => undefined));
    return piecesOf(readable);
  };
  if ((entries.get(CASE_FILE)?.uncompressedSize ?? 0) > LONGEST_HEAD) {
    throw new BundleError('other-version', `its ${CASE_FILE} is too long`);
  }
  const head = parseHead(await readAll(await sealed(CASE_FILE)), CASE_FILE, caseFileSchema);
  return { head, sealed };
}
