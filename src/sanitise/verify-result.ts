import type { FileType } from './file-types.ts';
import { type Input, NotCleanable } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import { bufferInput } from './input.ts';

/**
 * Checks a result, and the files inside it, with the checks of their types.
 *
 * @throws NotCleanable `residue`
 */
export async function verifyResult(result: Input, type: FileType): Promise<void> {
  const format = await FORMATS[type]?.();
  if (!format) throw new NotCleanable('residue', 'a result nobody can check');
  await format.verify(result, type, (bytes, inner) => verifyResult(bufferInput(bytes), inner));
}
