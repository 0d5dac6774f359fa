import type { RemovalKind } from '../../outcome.ts';
import { NotCleanable } from '../format.ts';
import { bilevelCodec, NeedsBilevel } from './bilevel.ts';
import { takeCensus } from './census.ts';
import { keepContent } from './content-scope.ts';
import { newContext } from './context.ts';
import { openFile, type PdfFile } from './file.ts';
import { needsAppearances } from './keep-annotations.ts';
import { keepPage } from './keep-page.ts';
import { type Layers, readLayers } from './layers.ts';
import { decodingBudget } from './limits.ts';
import { type NewFile, newFile, type PageEntry } from './new-file.ts';
import { pagePictures } from './page-picture.ts';
import { pagesOf } from './page-tree.ts';
import { repair } from './repair.ts';
import { CannotKeep, Irregular, isDict, type PdfDict } from './values.ts';

/** Counts what is left out. */
export type Counts = Map<RemovalKind, number>;

/** A document that was made anew, ready to be written. */
export interface Remade {
  out: NewFile;
  pages: PageEntry[];
  removed: Counts;
}

/** How a document was put right before it was read: not at all, in its structure, or with its marks drawn as well. */
type Repaired = 'no' | 'structure' | 'drawn';

interface Source {
  file: PdfFile;
  catalog: PdfDict;
  layers: Layers;
  pages: PdfDict[];
}

/** Makes a document anew from what its pages show. @throws NotCleanable */
export const remakeDocument = (bytes: Buffer): Promise<Remade> => remake(bytes, 'no');

async function remake(
  bytes: Buffer,
  repaired: Repaired,
  counted?: Counts,
  bilevel = false,
): Promise<Remade> {
  try {
    const source = openSource(bytes);
    const removed: Counts = new Map(counted);
    if (!counted) takeCensus(source.file, source.catalog, source.layers, counter(removed));
    if (repaired !== 'drawn' && leavesMarksToViewers(source)) {
      // Drawing takes the annotations away, and what was counted of them must not be lost.
      return await remake(await repair(bytes, true), 'drawn', removed);
    }
    return await remakePages(source, removed, bilevel);
  } catch (error) {
    if (error instanceof NeedsBilevel) return remake(bytes, repaired, counted, true);
    if (!(error instanceof Irregular)) throw error;
    if (repaired !== 'no') throw new NotCleanable('damaged', error.message);
    return remake(await repair(bytes, false), 'structure');
  }
}

const counter =
  (counts: Counts) =>
  (kind: RemovalKind, more = 1): void => {
    counts.set(kind, (counts.get(kind) ?? 0) + more);
  };

function openSource(bytes: Buffer): Source {
  const file = openFile(bytes, decodingBudget(bytes.length));
  const catalog = file.resolve(file.trailer.get('Root'));
  if (!isDict(catalog)) throw new Irregular('no catalogue');
  refuseWhatIsNotShown(file, catalog);
  const pages = pagesOf(file, catalog);
  if (pages.length === 0) throw new NotCleanable('damaged', 'no pages');
  return { file, catalog, layers: readLayers(file, catalog), pages };
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

const leavesMarksToViewers = ({ file, catalog, layers, pages }: Source): boolean =>
  pages.some((page) => needsAppearances(file, layers, catalog, page));

async function remakePages(
  { file, layers, pages }: Source,
  removed: Counts,
  needsBilevel: boolean,
): Promise<Remade> {
  const out = newFile();
  const bilevel = await bilevelCodec(file, needsBilevel);
  const parts = { file, out, layers, bilevel, removed: counter(removed) };
  const context = newContext(parts, keepContent);
  const pictures = pagePictures(file.bytes, pages.length);
  const entries: PageEntry[] = [];
  for (const [index, page] of pages.entries()) {
    try {
      entries.push(keepPage(context, page));
    } catch (error) {
      if (!(error instanceof CannotKeep)) throw error;
      entries.push(await pictures.page(context, index));
      parts.removed('selectableText');
    }
  }
  return { out, pages: entries, removed };
}
