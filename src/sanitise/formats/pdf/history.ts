import type { RemovalKind } from '../../outcome.ts';
import { isWhite } from './tokens.ts';

const MOST = 10_000;

/**
 * Counts earlier revisions (each save that only appends leaves the one before whole) and bytes outside the document.
 * The original bytes tell it, since repairing forgets it.
 */
export function countHistory(
  bytes: Buffer,
  count: (kind: RemovalKind, count?: number) => void,
): void {
  let revisions = 0;
  for (let at = bytes.indexOf('startxref'); at >= 0 && revisions < MOST; ) {
    // A linearised file's first section has no offset of its own; it is no revision.
    const offset = Number.parseInt(bytes.toString('latin1', at + 9, at + 30), 10);
    if (offset > 0) revisions++;
    at = bytes.indexOf('startxref', at + 9);
  }
  if (revisions > 1) count('history', revisions - 1);
  const end = bytes.lastIndexOf('%%EOF');
  const rest = end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 5);
  if (rest.some((byte) => !isWhite(byte))) count('trailingData');
  if (bytes.indexOf('%PDF-') > 0) count('trailingData');
}
