import { Font, PDFDocument } from 'mupdf';

/** A PDF of A4 pages, each with one line of text. */
export function madePdf(lines: readonly string[]): Buffer {
  const pdf = new PDFDocument();
  const font = pdf.addSimpleFont(new Font('Helvetica'));
  for (const line of lines) {
    const resources = pdf.newDictionary();
    const fonts = pdf.newDictionary();
    fonts.put('F', font);
    resources.put('Font', fonts);
    const content = `BT /F 20 Tf 60 760 Td (${line}) Tj ET`;
    pdf.insertPage(-1, pdf.addPage([0, 0, 595, 842], 0, resources, content));
  }
  return Buffer.from(pdf.saveToBuffer('').asUint8Array());
}

/** A PDF written by hand: objects as they stand in the file, the first of them the catalogue. */
export function pdfOf(objects: readonly string[]): Buffer {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = Buffer.byteLength(text, 'latin1');
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = Buffer.byteLength(text, 'latin1');
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
