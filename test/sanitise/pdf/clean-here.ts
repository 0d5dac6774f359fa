import type { FileType } from '../../../src/sanitise/file-types.ts';
import type { Job } from '../../../src/sanitise/formats/format.ts';
import { PDF } from '../../../src/sanitise/formats/pdf.ts';
import { bufferInput } from '../../../src/sanitise/input.ts';

/** A document cleaned in this process, without the isolation: for tests that clean hundreds. */
export async function cleanHere(
  file: Buffer,
): Promise<{ bytes: Buffer; removed: Record<string, number> }> {
  const pieces: Buffer[] = [];
  const removed: Record<string, number> = {};
  const job: Job = {
    type: 'pdf',
    within: undefined,
    removed(kind, count = 1) {
      removed[kind] = (removed[kind] ?? 0) + count;
    },
    becomes() {
      throw new Error('a document stays a document');
    },
    keep: undefined,
    nested() {
      throw new Error('a document needs no other format');
    },
  };
  const output = async (piece: Uint8Array) => {
    pieces.push(Buffer.from(piece));
  };
  await PDF.clean(bufferInput(file), output, job);
  return { bytes: Buffer.concat(pieces), removed };
}

const noMember = (_bytes: Buffer, type: FileType): Promise<void> => {
  throw new Error(`no ${type} in a document`);
};

/** The check that a result has to pass. @throws NotCleanable */
export const verifyHere = (file: Buffer): Promise<void> =>
  PDF.verify(bufferInput(file), 'pdf', noMember);
