import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import sharp from 'sharp';
import { inTemporaryFile, useSanitiser } from './judges.ts';
import { convert } from './office/office-programs.ts';
import { checked, drawn, textOf } from './pdf/poppler.ts';

const run = promisify(execFile);

/** A page with what people's documents have: styles, a table, a list, a link, a picture, letters beyond ASCII. */
async function writtenPage(): Promise<Buffer> {
  const noise = Buffer.from(Array.from({ length: 40 * 30 * 3 }, (_, i) => (i * 89) % 256));
  const photo = await sharp(noise, { raw: { width: 40, height: 30, channels: 3 } })
    .withExif({ IFD0: { Artist: 'QzArtistZq' } })
    .jpeg()
    .toBuffer();
  return Buffer.from(`<html><head><title>QzTitleZq</title><meta name="author" content="QzAuthorZq"></head><body>
    <h1>Rapport om indkøb</h1><p><b>Fed</b>, <i>kursiv</i>, <u>understreget</u>, ærøskøbing, Łódź, Ελλάδα</p>
    <table border="1"><tr><td>Beløb</td><td style="background:#fdd">1 234,50</td></tr></table>
    <ul><li>første</li><li>anden</li></ul><p><a href="https://example.org/QzLinkZq">en henvisning</a></p>
    <img src="data:image/jpeg;base64,${photo.toString('base64')}" width="200" height="150"></body></html>`);
}

/** The same page as Cairo writes it: other fonts' programs, forms and groups. */
const throughCairo = (pdf: Buffer): Promise<Buffer> =>
  inTemporaryFile(pdf, 'pdf', async (path) => {
    const options = { encoding: 'buffer', maxBuffer: 64 << 20 } as const;
    return (await run('pdftocairo', ['-pdf', path, '-'], options)).stdout;
  });

describe('PDF documents as programs write them', () => {
  const clean = useSanitiser();
  const files: Record<string, Buffer> = {};
  before(async () => {
    files['LibreOffice'] = await convert(await writtenPage(), 'html', 'pdf:writer_web_pdf_Export');
    files['Cairo'] = await throughCairo(files['LibreOffice']);
  });

  for (const producer of ['LibreOffice', 'Cairo']) {
    it(`look the same from ${producer}, pixel by pixel, and can be read and searched`, async () => {
      const dirty = files[producer] as Buffer;
      const { result, bytes } = await clean(dirty);
      expect(result).to.include({ clean: true, type: 'pdf' });
      expect((await drawn(bytes, 150)).equals(await drawn(dirty, 150))).to.equal(true);
      expect(await textOf(bytes)).to.equal(await textOf(dirty));
      expect(await textOf(bytes)).to.include('ærøskøbing, Łódź, Ελλάδα');
      await checked(bytes);
    });
  }
});
