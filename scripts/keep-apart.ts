import { relative } from 'node:path';
import { BackupError } from '../src/backup/backup-error.ts';

/** @throws BackupError when one folder lies in the other, so that the one would take the other along */
export function keepApart(first: string, second: string, why: string): void {
  const inside = (inner: string, outer: string) => {
    const path = relative(outer, inner);
    return path === '' || !(path.startsWith('..') || path.startsWith('/'));
  };
  if (inside(first, second) || inside(second, first)) {
    throw new BackupError(`${first} and ${second} must lie apart: ${why}.`);
  }
}
