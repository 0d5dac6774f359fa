import { NotCleanable } from '../format.ts';
import { COLOUR_PARTS } from './colour-parts.ts';
import { FONT_PARTS } from './font-parts.ts';
import { readLayout } from './layout.ts';
import { PAGE_PARTS } from './page-parts.ts';
import { PAINT_PARTS } from './paint-parts.ts';
import { PICTURE_PARTS } from './picture-parts.ts';
import { expect, residue } from './residue.ts';
import { newWalk } from './walk.ts';

const PARTS = {
  ...PAGE_PARTS,
  ...PAINT_PARTS,
  ...COLOUR_PARTS,
  ...PICTURE_PARTS,
  ...FONT_PARTS,
};

/**
 * Checks a finished document with an allow-list of its own: the file is exactly its objects, every object plays a part
 * in what the pages show, and each part holds only what its list names.
 * @throws NotCleanable('residue')
 */
export function verifyFile(bytes: Buffer): void {
  try {
    const objects = readLayout(bytes);
    const { walk, reached } = newWalk(objects, PARTS);
    walk.visit('catalogue', { reference: 1 });
    expect(reached.size === objects.length, 'an object that nothing uses');
  } catch (error) {
    if (error instanceof NotCleanable) throw error;
    // Offsets beyond a buffer's end and the like: the file is not what the cleaner writes.
    throw residue(error instanceof Error ? error.message : 'a check that broke');
  }
}
