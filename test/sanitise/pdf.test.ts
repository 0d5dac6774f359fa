import { expect } from 'chai';
import type { Removal } from '../../src/sanitise/outcome.ts';
import { exifToolTags, findMarkers, mat2Show, useSanitiser } from './judges.ts';
import { type DirtyPdf, dirtyPdf } from './pdf/dirty-pdf.ts';
import { checked, drawn, qpdf, textOf } from './pdf/poppler.ts';

describe('cleaning a PDF document', () => {
  const clean = useSanitiser();
  let dirty: DirtyPdf;
  let cleaned: Buffer;
  let removed: Removal[];
  before(async () => {
    dirty = await dirtyPdf();
    const { result, bytes } = await clean(dirty.file);
    expect(result).to.include({ clean: true, type: 'pdf', bytes: bytes.length });
    cleaned = bytes;
    removed = result.clean ? result.removed : [];
  });

  it('leaves none of the words planted where a document hides things', () => {
    expect(findMarkers(dirty.file, dirty.planted)).to.deep.equal(dirty.planted);
    expect(findMarkers(cleaned, dirty.planted)).to.deep.equal([]);
  });

  it('looks the same, pixel by pixel, in another renderer', async () => {
    expect((await drawn(cleaned, 150)).equals(await drawn(dirty.file, 150))).to.equal(true);
  });

  it('keeps its text as text', async () => {
    const text = await textOf(cleaned);
    for (const words of dirty.shown) expect(text).to.include(words);
  });

  it('has a structure that qpdf finds sound', () => checked(cleaned));

  it('leaves nothing that mat2 or ExifTool would call metadata', async () => {
    expect(
      Object.keys(await exifToolTags(cleaned, 'pdf')).filter((tag) => !tag.startsWith('File:')),
    ).to.have.members(['PDF:PDFVersion', 'PDF:Linearized', 'PDF:PageCount']);
    // What mat2 says of a document without any date.
    expect(await mat2Show(cleaned, 'pdf')).to.have.members([
      'creation-date: -1',
      'format: PDF-1.7',
      'mod-date: -1',
    ]);
  });

  it('tells what it removed by kind', () => {
    const counts = Object.fromEntries(removed.map(({ kind, count }) => [kind, count]));
    expect(counts).to.deep.equal({
      location: 1,
      device: 1,
      author: 11,
      time: 12,
      software: 2,
      description: 4,
      identifier: 2,
      thumbnail: 1,
      comment: 4,
      hiddenContent: 3,
      embeddedFile: 2,
      activeContent: 7,
      signature: 1,
      externalLink: 2,
      trailingData: 3,
      other: 7,
    });
  });

  it('changes nothing and finds nothing the second time', async () => {
    const { result, bytes } = await clean(cleaned);
    expect(result).to.deep.include({ clean: true, removed: [] });
    expect(bytes.equals(cleaned)).to.equal(true);
  });

  it('makes the same file whatever way the document was saved', async () => {
    const packed = await qpdf(dirty.file, '--object-streams=generate', '--compress-streams=y');
    const linear = await qpdf(dirty.file, '--linearize');
    for (const file of [packed, linear]) {
      const { bytes } = await clean(file);
      expect(findMarkers(bytes, dirty.planted)).to.deep.equal([]);
      expect(bytes.equals(cleaned)).to.equal(true);
    }
  });
});
