import type { PdfFile } from './file.ts';
import { withInherited } from './keep-page.ts';
import { LIMITS, tooComplex } from './limits.ts';
import { isDict, nameOf, type PdfDict, PdfRef, type PdfValue } from './values.ts';

/** The pages in order, each with what it inherits. Nodes that lead back to themselves are passed over. */
export function pagesOf(file: PdfFile, catalog: PdfDict): PdfDict[] {
  const pages: PdfDict[] = [];
  const path = new Set<number>();
  let nodes = 0;

  function visit(value: PdfValue | undefined, parents: readonly PdfDict[]): void {
    const node = file.resolve(value);
    if (!isDict(node)) return;
    if (++nodes > LIMITS.pages * 4 || parents.length > LIMITS.depth * 4) {
      throw tooComplex('a page tree without end');
    }
    const number = value instanceof PdfRef ? value.number : undefined;
    if (number !== undefined && path.has(number)) return;
    const kids = file.resolve(node.get('Kids'));
    if (!Array.isArray(kids) || nameOf(file.resolve(node.get('Type'))) === 'Page') {
      pages.push(withInherited(node, parents));
      if (pages.length > LIMITS.pages) throw tooComplex('more pages than a document may have');
      return;
    }
    if (number !== undefined) path.add(number);
    for (const kid of kids) visit(kid, [node, ...parents]);
    if (number !== undefined) path.delete(number);
  }

  visit(catalog.get('Pages'), []);
  return pages;
}
