import type { RemovalKind } from '../outcome.ts';
import { type Format, type Input, type Job, NotCleanable, type Output } from './format.ts';
import { bilevelCodec } from './pdf/bilevel.ts';
import { takeCensus } from './pdf/census.ts';
import { keepContent } from './pdf/content-scope.ts';
import { newContext } from './pdf/context.ts';
import { openFile, type PdfFile } from './pdf/file.ts';
import { countHistory } from './pdf/history.ts';
import { needsAppearances } from './pdf/keep-annotations.ts';
import { keepPage } from './pdf/keep-page.ts';
import { readLayers } from './pdf/layers.ts';
import { decodingBudget } from './pdf/limits.ts';
import { type NewFile, newFile, type PageEntry } from './pdf/new-file.ts';
import { pagePictures } from './pdf/page-picture.ts';
import { pagesOf } from './pdf/page-tree.ts';
import { repair } from './pdf/repair.ts';
import { CannotKeep, Irregular, isDict, type PdfDict } from './pdf/values.ts';

/** A document that was made anew, and what the old one had besides. */
interface Remade {
  out: NewFile;
  pages: PageEntry[];
  removed: Map<RemovalKind, number>;
}

/** How a document was put right before it was read: not at all, in its structure, or with its marks drawn as well. */
type Repaired = 'no' | 'structure' | 'drawn';

export const PDF: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    const bytes = await input.whole();
    const { out, pages, removed } = await remake(bytes, 'no');
    countHistory(bytes, (kind, count = 1) => removed.set(kind, (removed.get(kind) ?? 0) + count));
    for (const [kind, count] of removed) job.removed(kind, count);
    await out.write(pages, output);
  },

  async verify(result: Input): Promise<void> {
    const { verifyFile } = await import('./pdf-check/file.ts');
    verifyFile(await result.whole());
  },
};

async function remake(bytes: Buffer, repaired: Repaired): Promise<Remade> {
  try {
    const file = openFile(bytes, decodingBudget());
    const catalog = file.resolve(file.trailer.get('Root'));
    if (!isDict(catalog)) throw new Irregular('no catalogue');
    return await remakeFile(file, catalog, repaired);
  } catch (error) {
    if (error instanceof NeedsDrawing) return remake(await repair(bytes, true), 'drawn');
    if (!(error instanceof Irregular)) throw error;
    if (repaired !== 'no') throw new NotCleanable('damaged', error.message);
    return remake(await repair(bytes, false), 'structure');
  }
}

/** Marks come without an appearance; a renderer has to draw them first. */
class NeedsDrawing extends Error {
  override name = 'NeedsDrawing';
}

async function remakeFile(file: PdfFile, catalog: PdfDict, repaired: Repaired): Promise<Remade> {
  refuseWhatIsNotShown(file, catalog);
  const layers = readLayers(file, catalog);
  const sources = pagesOf(file, catalog);
  if (sources.length === 0) throw new NotCleanable('damaged', 'no pages');
  if (
    repaired !== 'drawn' &&
    sources.some((page) => needsAppearances(file, layers, catalog, page))
  ) {
    throw new NeedsDrawing();
  }
  const removed = new Map<RemovalKind, number>();
  const count = (kind: RemovalKind, more = 1): void => {
    removed.set(kind, (removed.get(kind) ?? 0) + more);
  };
  takeCensus(file, catalog, layers, count);
  const out = newFile();
  const bilevel = await bilevelCodec(file);
  const context = newContext({ file, out, layers, bilevel, removed: count }, keepContent);
  const pictures = pagePictures(file.bytes, sources.length);
  const pages: PageEntry[] = [];
  for (const [index, source] of sources.entries()) {
    try {
      pages.push(keepPage(context, source));
    } catch (error) {
      if (!(error instanceof CannotKeep)) throw error;
      pages.push(await pictures.page(context, index));
    }
  }
  return { out, pages, removed };
}

/**
 * Documents whose pages are not what a reader is shown: a portfolio shows the files in it, a dynamic form is drawn by
 * Acrobat from XML. Their cleaned pages would be an empty cover.
 */
function refuseWhatIsNotShown(file: PdfFile, catalog: PdfDict): void {
  if (file.resolve(catalog.get('NeedsRendering')) === true) {
    throw new NotCleanable('unsupported', 'a dynamic form');
  }
  if (isDict(file.resolve(catalog.get('Collection')))) {
    throw new NotCleanable('unsupported', 'a portfolio');
  }
}
