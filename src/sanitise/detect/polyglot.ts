import type { Input } from '../formats/format.ts';
import { readDirectory } from './zip.ts';

/** A whole ZIP archive is the end of a file that starts as something else; one in its middle is a part of it. */
export async function looksLikeZip(input: Input): Promise<boolean> {
  return (await readDirectory(input))?.end === input.size;
}

/** A PDF reader would open it: header in the first kilobyte (ISO 32000-1, annex H.3 note 13), and an end. */
export async function looksLikePdf(input: Input, head: Buffer): Promise<boolean> {
  if (!/%PDF-\d\.\d/.test(head.toString('latin1', 0, 1024))) return false;
  const tail = await input.read(Math.max(0, input.size - 2048), 2048);
  return tail.includes('startxref') || tail.includes('%%EOF') || tail.includes('trailer');
}
