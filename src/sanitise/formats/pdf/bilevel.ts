import type { BilevelCodec } from './context.ts';
import type { PdfFile } from './file.ts';
import { loadMupdf } from './mupdf.ts';
import { CannotKeep, PdfStream } from './values.ts';

const PARMS = [
  ...['K', 'EndOfLine', 'EncodedByteAlign', 'Columns', 'Rows', 'EndOfBlock', 'BlackIs1'],
  ...['DamagedRowsBeforeError'],
];
/** A name of such a picture stood where only a reader sees it: in compressed page content, as Ghostscript writes its letters. */
export class NeedsBilevel extends Error {
  override name = 'NeedsBilevel';
}

const NAMES = ['/CCITTFaxDecode', '/CCF', '/JBIG2Decode'];

/**
 * Decodes CCITT fax and JBIG2. Both can hide bytes that no reader shows (after the last row, in extension segments) and
 * JBIG2 decoders have been a way into phones, so such pictures are decoded here and kept as plain rows.
 *
 * @param isNeeded load it although nothing in the file's own bytes names one of them
 */
export async function bilevelCodec(file: PdfFile, isNeeded: boolean): Promise<BilevelCodec> {
  if (!isNeeded && !NAMES.some((name) => file.bytes.includes(name))) return missing;
  const { PDFDocument } = await loadMupdf();
  const document = new PDFDocument();
  return (raw, filter, parms) => {
    const own = document.newDictionary();
    for (const key of PARMS) {
      const value = file.resolve(parms.get(key));
      if (typeof value === 'number' || typeof value === 'boolean') own.put(key, value);
    }
    const globals = file.resolve(parms.get('JBIG2Globals'));
    if (globals instanceof PdfStream) {
      own.put('JBIG2Globals', document.addStream(file.decode(globals), {}));
    }
    const stream = document.addRawStream(raw, {
      Filter: document.newName(filter),
      DecodeParms: own,
    });
    try {
      const decoded = stream.readStream();
      const rows = Buffer.from(decoded.asUint8Array());
      decoded.destroy();
      return rows;
    } catch {
      throw new CannotKeep(`cannot decode ${filter}`);
    } finally {
      document.deleteObject(stream);
    }
  };
}

const missing: BilevelCodec = (_raw, filter) => {
  throw new NeedsBilevel(filter);
};
