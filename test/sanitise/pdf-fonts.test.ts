import { expect } from 'chai';
import { Font, PDFDocument } from 'mupdf';
import { findMarkers } from './judges.ts';
import { cleanHere, verifyHere } from './pdf/clean-here.ts';
import { fontOfTables, tablesOf, type1Font } from './pdf/dirty-fonts.ts';
import { drawn, streamUnder, textOf } from './pdf/poppler.ts';
import { type Body, onePage } from './pdf/write-pdf.ts';

const MARK = 'QzFontZq';

/** A page that shows an A in a font of these objects, the first of them the font. */
const pageIn = (fonts: Body[], text = '(A) Tj'): Buffer =>
  onePage(`BT /F 100 Tf 20 50 Td ${text} ET`, '/Font <</F 5 0 R>>', fonts);

async function expectSameLook(dirty: Buffer, markers: string[]): Promise<Buffer> {
  const { bytes } = await cleanHere(dirty);
  await verifyHere(bytes);
  expect(findMarkers(bytes, markers)).to.deep.equal([]);
  const before = await drawn(dirty);
  expect(new Set(before).size, 'shades on the page').to.be.greaterThan(1);
  expect((await drawn(bytes)).equals(before), 'the same look').to.equal(true);
  return bytes;
}

/** MuPDF's own fonts carry their maker's notice. */
function compactFont(): { font: Buffer; notice: string } {
  const document = new PDFDocument();
  const program = document
    .addFont(new Font('Times-Roman'))
    .get('DescendantFonts', 0, 'FontDescriptor', 'FontFile3');
  const font = Buffer.from(program.readStream().asUint8Array());
  return { font, notice: 'URW' };
}

describe('fonts in a PDF document', () => {
  it('lose the comments and strings of a Type 1 program and draw the same', async () => {
    const planted: string[] = [];
    const { clear, secret, trailer } = type1Font((place) => {
      planted.push(`Qz${place}Zq`);
      return `Qz${place}Zq`;
    });
    const data = Buffer.concat([clear, secret, trailer]);
    const dirty = pageIn([
      '<</Type /Font /Subtype /Type1 /BaseFont /QZQZQZ+Square /FirstChar 65 /LastChar 65 /Widths [1000] /FontDescriptor 6 0 R>>',
      `<</Type /FontDescriptor /FontName /QZQZQZ+Square /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 1000
        /Descent 0 /CapHeight 1000 /StemV 80 /FontFile 7 0 R /CharSet (/A/${MARK}) /FontFamily (${MARK})>>`,
      {
        dict: `/Length1 ${clear.length} /Length2 ${secret.length} /Length3 ${trailer.length}`,
        data,
      },
    ]);
    const clean = await expectSameLook(dirty, [...planted, MARK, 'QZQZQZ']);
    const program = await streamUnder(clean, 'FontFile');
    expect(program.toString('latin1')).to.match(/^%!PS-AdobeFont-1\.0 +\n[^%]*eexec\n/);
  });

  it('lose the notices of a compact font and draw the same', async () => {
    const { font, notice } = compactFont();
    expect(font.includes(notice)).to.equal(true);
    const dirty = pageIn(
      [
        '<</Type /Font /Subtype /Type0 /BaseFont /Times /Encoding /Identity-H /DescendantFonts [6 0 R]>>',
        `<</Type /Font /Subtype /CIDFontType0 /BaseFont /Times /CIDSystemInfo <</Registry (${MARK}) /Ordering (${MARK}) /Supplement 0>> /FontDescriptor 7 0 R>>`,
        '<</Type /FontDescriptor /FontName /Times /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 /FontFile3 8 0 R>>',
        {
          dict: `/Subtype /${font.toString('latin1', 0, 4) === 'OTTO' ? 'OpenType' : 'CIDFontType0C'}`,
          data: font,
        },
      ],
      '<00220023> Tj',
    );
    const clean = await expectSameLook(dirty, [MARK]);
    expect((await streamUnder(clean, 'FontFile3')).includes(notice)).to.equal(false);
  });

  it('lose tables with owners, signatures and times', async () => {
    const head = Buffer.alloc(54, 1);
    const text = Buffer.from(MARK);
    const font = fontOfTables({
      head,
      name: text,
      DSIG: text,
      FFTM: text,
      meta: text,
      glyf: Buffer.from('outlines'),
      PfEd: text,
    });
    const dirty = pageIn([
      '<</Type /Font /Subtype /TrueType /BaseFont /Any /FontDescriptor 6 0 R>>',
      '<</Type /FontDescriptor /FontName /Any /Flags 4 /FontFile2 7 0 R>>',
      { dict: '', data: Buffer.concat([font, text]) },
    ]);
    const { bytes } = await cleanHere(dirty);
    await verifyHere(bytes);
    expect(findMarkers(bytes, [MARK])).to.deep.equal([]);
    const tables = tablesOf(await streamUnder(bytes, 'FontFile2'));
    expect(Object.keys(tables)).to.deep.equal(['head', 'glyf']);
    expect(tables['glyf']?.toString()).to.equal('outlines');
    expect(tables['head']?.subarray(20, 36).every((byte) => byte === 0)).to.equal(true);
  });

  it('keep the meaning of their glyphs, so that text can still be searched', async () => {
    const map = `%${MARK}\n/CIDInit /ProcSet findresource begin 12 dict begin begincmap
      /CIDSystemInfo <</Registry (${MARK}) /Ordering (x) /Supplement 0>> def /CMapName /${MARK} def
      1 begincodespacerange <00> <ff> endcodespacerange
      1 beginbfchar <41> <00C600D800C5> endbfchar
      1 beginbfrange <42> <43> [<0062> <0063>] endbfrange endcmap`;
    const dirty = pageIn(
      [
        `<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Name /${MARK} /Encoding 7 0 R /ToUnicode 6 0 R>>`,
        { dict: '', data: map },
        `<</Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [65 /AE /b /c] /${MARK} 1>>`,
      ],
      '(ABC) Tj',
    );
    const clean = await expectSameLook(dirty, [MARK]);
    expect(await textOf(clean)).to.equal(await textOf(dirty));
    expect(await textOf(clean)).to.include('ÆØÅbc');
  });

  it('drawn by content streams are filtered like a page', async () => {
    const glyph = `1000 0 0 0 750 750 d1 %${MARK}\n/Span <</ActualText (${MARK})>> BDC 0 0 750 750 re f EMC`;
    const dirty = pageIn([
      `<</Type /Font /Subtype /Type3 /Name /${MARK} /FontBBox [0 0 750 750] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 65 /LastChar 65
        /Widths [1000] /Encoding <</Differences [65 /sq]>> /CharProcs <</sq 6 0 R /${MARK} 7 0 R>> /Resources <<>>>>`,
      { dict: `/${MARK} 1`, data: glyph },
      { dict: '', data: MARK },
    ]);
    await expectSameLook(dirty, [MARK]);
  });

  it('that cannot be read make their page a picture, not the document unreadable', async () => {
    const dirty = pageIn([
      '<</Type /Font /Subtype /Type1 /BaseFont /Odd /FontDescriptor 6 0 R>>',
      '<</Type /FontDescriptor /FontName /Odd /Flags 4 /FontFile 7 0 R>>',
      { dict: '', data: `%!PS-AdobeFont-1.0 ${MARK}` },
    ]);
    const { bytes, removed } = await cleanHere(dirty);
    await verifyHere(bytes);
    expect(findMarkers(bytes, [MARK])).to.deep.equal([]);
    expect(await textOf(bytes)).to.match(/^\s*$/);
    // The reporter is told that the text can no longer be selected.
    expect(removed['selectableText']).to.equal(1);
    const again = await cleanHere(bytes);
    expect(again.bytes.equals(bytes)).to.equal(true);
  });
});
