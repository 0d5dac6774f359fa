import { isCompoundFile, kindOfCompoundFile } from './detect/compound-file.ts';
import { kindByMagic } from './detect/magic.ts';
import { looksLikePdf, looksLikeZip } from './detect/polyglot.ts';
import { kindOfText } from './detect/text.ts';
import { kindOfZip } from './detect/zip.ts';
import type { FileType } from './file-types.ts';
import { type Input, NotCleanable } from './formats/format.ts';

const HEAD = 1 << 16;

/**
 * The type of a file by what is in it; name and declared type are not asked.
 *
 * @throws NotCleanable `ambiguous` when programs would disagree on what the file is, `encrypted`
 */
export async function detect(input: Input): Promise<FileType> {
  const head = await input.read(0, HEAD);
  const type = await kindOf(head, input);
  // Programs find a ZIP by its end and a PDF anywhere in the first kilobyte, so a file can be one of them and
  // something else as well. Whoever made it decides what each of its readers sees.
  const other = [
    ...(isZip(head) || !(await looksLikeZip(input)) ? [] : ['zip']),
    ...(type === 'pdf' || !(await looksLikePdf(input, head)) ? [] : ['pdf']),
  ];
  if (type !== 'unknown' && other.length > 0) {
    throw new NotCleanable('ambiguous', `${type} and ${other.join(' and ')} at once`);
  }
  return type;
}

async function kindOf(head: Buffer, input: Input): Promise<FileType> {
  if (isZip(head)) return kindOfZip(input);
  if (isCompoundFile(head)) return kindOfCompoundFile(input);
  return kindByMagic(head) ?? kindOfText(head, input.size);
}

/** A local file header, or the end record of an empty archive. */
function isZip(head: Buffer): boolean {
  const signature = head.toString('latin1', 0, 4);
  return signature === 'PK\x03\x04' || signature === 'PK\x05\x06';
}
