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
import { readAll } from '../open-part.ts';

configure({ useWebWorkers: false });

/** As much of the file as is in memory at once. */
const STEP = 1_000_000;
/** PKWARE APPNOTE 4.3.7: the lengths of name and extra field stand at 26 and 28 of a local header of 30 bytes. */
const LOCAL_HEADER = 30;
const STORED = 0;

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
    // Ours are stored as they are; somebody's tool may have packed them again.
    return entry.compressionMethod === STORED && !entry.encrypted
      ? stored(file, entry)
      : unpacked(entry);
  };
  const head = parseHead(
    await readAll(await sealed(CASE_FILE), LONGEST_HEAD),
    CASE_FILE,
    caseFileSchema,
  );
  return { head, sealed, files: [...entries.keys()] };
}

/** Read straight out of the file: what is in it is checked by its seal, and not by a ZIP's checksum. */
async function* stored(file: Blob, entry: FileEntry): AsyncGenerator<Uint8Array> {
  const header = await file.slice(entry.offset, entry.offset + LOCAL_HEADER).arrayBuffer();
  if (header.byteLength < LOCAL_HEADER) throw new BundleError('not-a-zip', 'it was cut off');
  const view = new DataView(header);
  let at = entry.offset + LOCAL_HEADER + view.getUint16(26, true) + view.getUint16(28, true);
  const end = at + entry.compressedSize;
  for (; at < end; at += STEP) {
    yield new Uint8Array(await file.slice(at, Math.min(at + STEP, end)).arrayBuffer());
  }
}

async function* unpacked(entry: FileEntry): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  entry.getData(writable).catch((error) => writable.abort(error).catch(() => undefined));
  try {
    yield* piecesOf(readable);
  } catch (cause) {
    if (cause instanceof DOMException) throw cause;
    throw new BundleError('damaged-on-the-way', 'it was packed wrongly: fetch it again', { cause });
  }
}
