import type { FileType } from '../../../src/sanitise/file-types.ts';
import { type Input, type Job, NotCleanable } from '../../../src/sanitise/formats/format.ts';
import { FORMATS } from '../../../src/sanitise/formats/index.ts';
import { bufferInput } from '../../../src/sanitise/input.ts';

/** A file cleaned and checked in this process, without the isolation: for tests that clean hundreds. */
export async function cleanHere(
  file: Buffer | Input,
  type: FileType,
): Promise<{ bytes: Buffer; removed: Record<string, number> }> {
  const input = Buffer.isBuffer(file) ? bufferInput(file) : file;
  const pieces: Buffer[] = [];
  const removed: Record<string, number> = {};
  const job: Job = {
    type,
    within: undefined,
    removed(kind, count = 1) {
      if (count > 0) removed[kind] = (removed[kind] ?? 0) + count;
    },
    becomes() {
      throw new Error('media stay what they are');
    },
    // As for a large file, whose unchanged stretches are taken from it.
    async keep(at, length) {
      pieces.push(Buffer.from(await input.read(at, length)));
    },
    nested() {
      throw new NotCleanable('unsupported', 'no files inside');
    },
  };
  const output = async (piece: Uint8Array) => {
    pieces.push(Buffer.from(piece));
  };
  const format = await FORMATS[type]?.();
  if (!format) throw new Error(`no ${type}`);
  await format.clean(input, output, job);
  const bytes = Buffer.concat(pieces);
  await verifyHere(bytes, type);
  return { bytes, removed };
}

/** The check that a result has to pass. @throws NotCleanable */
export async function verifyHere(file: Buffer, type: FileType): Promise<void> {
  const format = await FORMATS[type]?.();
  if (!format) throw new Error(`no ${type}`);
  await format.verify(bufferInput(file), type, () => {
    throw new Error('no files inside');
  });
}
