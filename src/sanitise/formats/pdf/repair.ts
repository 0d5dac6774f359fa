import type { PDFDocument, PDFObject } from 'mupdf';
import { NotCleanable } from '../format.ts';
import { CARRIERS, isHidden, NOTES } from './annotation-kinds.ts';
import { loadMupdf } from './mupdf.ts';

/**
 * Reads a document as forgivingly as viewers do and writes it with a sound structure: without encryption (an owner's
 * password only restricts) and, if asked, with annotations and fields drawn into the pages.
 * @throws NotCleanable 'encrypted' when a password is needed to read it, 'damaged' when there is no reading it
 */
export async function repair(bytes: Buffer, draw: boolean): Promise<Buffer> {
  const mupdf = await loadMupdf();
  const document = open(mupdf.PDFDocument, bytes);
  if (document.needsPassword()) throw new NotCleanable('encrypted', 'a password is needed');
  try {
    if (draw) {
      const flag = document.getTrailer().get('Root', 'AcroForm', 'NeedAppearances');
      const outOfDate = flag.isBoolean() && flag.asBoolean();
      const pages = document.countPages();
      for (let page = 0; page < pages; page++) {
        prepareAnnotations(document, document.findPage(page), outOfDate);
      }
      document.bake(true, true);
    }
    const saved = document.saveToBuffer('decrypt');
    const copy = Buffer.from(saved.asUint8Array());
    saved.destroy();
    document.destroy();
    return copy;
  } catch (error) {
    throw unreadable(error);
  }
}

function open(reader: typeof PDFDocument, bytes: Buffer): PDFDocument {
  try {
    return reader.openDocument(bytes, 'application/pdf') as PDFDocument;
  } catch (error) {
    if (bytes.includes('/Encrypt')) throw new NotCleanable('encrypted', 'an unknown encryption');
    throw unreadable(error);
  }
}

const unreadable = (error: unknown): NotCleanable =>
  new NotCleanable('damaged', `MuPDF cannot read it: ${error instanceof Error ? error.name : ''}`);

/**
 * Takes out what the page is not to show, before annotations are drawn into it, and makes what stays objects of their
 * own: MuPDF names what it draws by object number and would lose all but one of those without.
 */
function prepareAnnotations(document: PDFDocument, page: PDFObject, outOfDate: boolean): void {
  const annotations = page.get('Annots');
  if (!annotations.isArray()) return;
  for (let index = annotations.length - 1; index >= 0; index--) {
    const annotation = annotations.get(index);
    if (!annotation.isDictionary() || !isShown(annotation)) {
      annotations.delete(index);
      continue;
    }
    // Filled fields whose form calls their appearances out of date are drawn from what they hold.
    if (outOfDate && holdsText(annotation)) annotation.delete('AP');
    if (!annotation.isIndirect()) annotations.put(index, document.addObject(annotation));
  }
}

function isShown(annotation: PDFObject): boolean {
  const [flags, kind] = [annotation.get('F'), annotation.get('Subtype')];
  const name = kind.isName() ? kind.asName() : 'Popup';
  const bare = CARRIERS.has(name) && annotation.get('AP').isNull();
  return !(flags.isNumber() && isHidden(flags.asNumber())) && !bare && !NOTES.has(name);
}

function holdsText(field: PDFObject): boolean {
  const value = field.getInheritable('V');
  return value.isString() || value.isArray();
}
