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
      const pages = document.countPages();
      const form = document.getTrailer().get('Root', 'AcroForm', 'NeedAppearances');
      if (form.isBoolean() && form.asBoolean()) dropOutOfDate(document, pages);
      for (let page = 0; page < pages; page++) dropNotes(document.findPage(page));
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

/** Takes out what the page is not to show, before annotations are drawn into it. */
function dropNotes(page: PDFObject): void {
  const annotations = page.get('Annots');
  if (!annotations.isArray()) return;
  for (let index = annotations.length - 1; index >= 0; index--) {
    const annotation = annotations.get(index);
    const flags = annotation.isDictionary() ? annotation.get('F') : undefined;
    const hidden = flags?.isNumber() && isHidden(flags.asNumber());
    const kind = annotation.isDictionary() ? annotation.get('Subtype') : undefined;
    const name = kind?.isName() ? kind.asName() : 'Popup';
    const bare = CARRIERS.has(name) && annotation.get('AP').isNull();
    if (hidden || bare || NOTES.has(name)) annotations.delete(index);
  }
}

/** Takes away the appearances of filled fields, so that they are drawn from what the fields hold. */
function dropOutOfDate(document: PDFDocument, pages: number): void {
  for (let page = 0; page < pages; page++) {
    const annotations = document.findPage(page).get('Annots');
    for (let index = 0; annotations.isArray() && index < annotations.length; index++) {
      const widget = annotations.get(index);
      if (!widget.isDictionary()) continue;
      const value = widget.getInheritable('V');
      if (value.isString() || value.isArray()) widget.delete('AP');
    }
  }
}
