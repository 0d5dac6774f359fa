import { gunzipSync } from 'node:zlib';
import { NotCleanable } from '../format.ts';
import { cleanEmf, isEmf, verifyEmf } from './emf.ts';
import { cleanWmf, isWmf, verifyWmf } from './wmf.ts';

/**
 * Windows metafiles: the drawings of office documents, and the pictures of objects embedded in them. They are never sent
 * by themselves, so they are no type of file here.
 */
export type Metafile = 'emf' | 'wmf';

export const METAFILES: Record<Metafile, { extension: string; mime: string }> = {
  emf: { extension: 'emf', mime: 'image/x-emf' },
  wmf: { extension: 'wmf', mime: 'image/x-wmf' },
};

const LARGEST = 64 * 1024 * 1024;

/**
 * Undefined for what is no metafile.
 * @throws NotCleanable for one that cannot be cleaned
 */
export function cleanMetafile(bytes: Buffer): { type: Metafile; bytes: Buffer } | undefined {
  const plain = bytes.length > 2 && bytes.readUInt16BE(0) === 0x1f8b ? unzipped(bytes) : bytes;
  if (isEmf(plain)) return { type: 'emf', bytes: cleanEmf(plain) };
  if (isWmf(plain)) return { type: 'wmf', bytes: cleanWmf(plain) };
  return undefined;
}

/** @throws NotCleanable('residue') */
export function verifyMetafile(bytes: Buffer, type: Metafile): void {
  if (type === 'emf') verifyEmf(bytes);
  else verifyWmf(bytes);
}

/** Office packs large ones (.emz, .wmz). */
function unzipped(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch {
    throw new NotCleanable('unsupported', 'a packed drawing');
  }
}
