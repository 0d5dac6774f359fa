import { deflateSync } from 'node:zlib';
import type { PDFDocument, PDFPage } from 'mupdf';
import type { Context } from './context.ts';
import { keepJpeg } from './jpeg-data.ts';
import { LIMITS, tooComplex } from './limits.ts';
import { loadMupdf, type Mupdf } from './mupdf.ts';
import type { PageEntry } from './new-file.ts';
import { type PdfDict, PdfName, PdfStream, type PdfValue } from './values.ts';

/** Makes pictures of pages, opening the document when the first is asked for. */
export interface PagePictures {
  /** The page as a picture of its size; its text is lost. @throws NotCleanable('tooComplex') when it is too large */
  page(context: Context, index: number): Promise<PageEntry>;
}

const DOTS_PER_INCH = 200;
// Below this, print on the page cannot be read.
const LEAST_DOTS_PER_INCH = 72;
const QUALITY = 85;

/** @param pages how many pages the document has for the other reader; another number means another document */
export function pagePictures(bytes: Buffer, pages: number): PagePictures {
  let opened: { mupdf: Mupdf; document: PDFDocument } | undefined;

  async function document(): Promise<{ mupdf: Mupdf; document: PDFDocument }> {
    if (opened) return opened;
    const mupdf = await loadMupdf();
    const made = mupdf.PDFDocument.openDocument(bytes, 'application/pdf') as PDFDocument;
    if (made.countPages() !== pages) throw new Error('two readers count different pages');
    opened = { mupdf, document: made };
    return opened;
  }

  return {
    async page(context, index) {
      const { mupdf, document: source } = await document();
      const page = source.loadPage(index);
      const [left, top, right, bottom] = page.getBounds();
      const [width, height] = [right - left, bottom - top];
      const jpeg = pictureOf(mupdf, page, scaleFor(width, height));
      page.destroy();
      mupdf.emptyStore();
      return entryFor(context, jpeg, width, height);
    },
  };
}

function scaleFor(width: number, height: number): number {
  const points = width * height;
  const largest = Math.sqrt(LIMITS.pagePixels / points) * 72;
  if (!(largest >= LEAST_DOTS_PER_INCH)) throw tooComplex('a page too large for a picture');
  return Math.min(DOTS_PER_INCH, largest) / 72;
}

function pictureOf(mupdf: Mupdf, page: PDFPage, scale: number): Buffer {
  const pixels = page.toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceRGB, false);
  const jpeg = Buffer.from(pixels.asJPEG(QUALITY));
  pixels.destroy();
  return jpeg;
}

function entryFor(context: Context, jpeg: Buffer, width: number, height: number): PageEntry {
  const kept = keepJpeg(jpeg, () => {});
  if (!kept) throw new Error('a picture of a page is no JPEG');
  const image: PdfDict = new Map<string, PdfValue>([
    ['Type', new PdfName('XObject')],
    ['Subtype', new PdfName('Image')],
    ['Width', kept.width],
    ['Height', kept.height],
    ['ColorSpace', new PdfName('DeviceRGB')],
    ['BitsPerComponent', 8],
    ['Filter', new PdfName('DCTDecode')],
  ]);
  const reference = context.out.add(new PdfStream(image, kept.data));
  const content = Buffer.from(`q\n${width} 0 0 ${height} 0 0 cm\n/X0 Do\nQ`, 'latin1');
  const filter: PdfDict = new Map([['Filter', new PdfName('FlateDecode')]]);
  return new Map<string, PdfValue>([
    ['MediaBox', [0, 0, width, height]],
    ['Resources', new Map([['XObject', new Map([['X0', reference]])]])],
    ['Contents', context.out.add(new PdfStream(filter, deflateSync(content)))],
  ]);
}
