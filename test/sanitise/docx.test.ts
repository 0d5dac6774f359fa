import { expect } from 'chai';
import fc from 'fast-check';
import sharp from 'sharp';
import type { Removal } from '../../src/sanitise/outcome.ts';
import { exifToolTags, findMarkers, mat2Show, useSanitiser } from './judges.ts';
import { dirtyDocx, paragraph, relationship, wordParts } from './office/dirty-docx.ts';
import { dirtyOdt } from './office/dirty-odf.ts';
import { dirtyZip } from './office/dirty-zip.ts';
import { convert, shownText } from './office/office-programs.ts';
import { partsOf, textOf } from './office/read-parts.ts';

async function pngWithText(marker: string): Promise<Buffer> {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#a05010' } });
  return await picture
    .withExif({ IFD0: { Artist: marker } })
    .png()
    .toBuffer();
}

describe('cleaning a Word document', () => {
  const clean = useSanitiser();
  let dirty: Awaited<ReturnType<typeof dirtyDocx>>;
  let cleaned: Buffer;
  let removed: Record<string, number>;
  before(async () => {
    dirty = await dirtyDocx(pngWithText);
    const { result, bytes } = await clean(dirty.file);
    expect(result).to.include({ clean: true, type: 'docx' });
    cleaned = bytes;
    removed = counts(result.clean ? result.removed : []);
  });

  it('leaves none of the words planted where a document hides things', () => {
    expect(findMarkers(dirty.file, dirty.planted)).to.deep.equal(dirty.planted);
    expect(findMarkers(cleaned, dirty.planted)).to.deep.equal([]);
  });

  it('keeps what the document shows, for LibreOffice too', async () => {
    const text = await shownText(cleaned, 'docx');
    for (const word of dirty.shown) expect(text).to.include(word);
  });

  it('leaves nothing that mat2 or ExifTool would call metadata', async () => {
    expect(await mat2Show(dirty.file, 'docx')).not.to.deep.equal([]);
    expect(await mat2Show(cleaned, 'docx')).to.deep.equal([]);
    const tags = Object.entries(await exifToolTags(cleaned, 'docx'));
    // Without Archive::Zip it looks at the archive only, and says so.
    const more = tags.filter(
      ([tag, value]) => !/^(File|ZIP):/.test(tag) && !/Archive::Zip/.test(value),
    );
    expect(more).to.deep.equal([]);
  });

  it('tells what it removed by kind', () => {
    expect(removed).to.include({
      comment: 1,
      thumbnail: 1,
      printer: 1,
      activeContent: 1,
      hiddenContent: 1,
    });
    // Two insertions and moves accepted, the rest deleted, and the revision number.
    expect(removed['history']).to.be.greaterThan(8);
    expect(removed['author']).to.be.greaterThan(6);
    for (const kind of ['identifier', 'description', 'path', 'externalLink', 'embeddedFile']) {
      expect(removed[kind], kind).to.be.greaterThan(1);
    }
  });

  it('changes nothing and finds nothing the second time', async () => {
    const { result, bytes } = await clean(cleaned);
    expect(result).to.deep.include({ clean: true, removed: [] });
    expect(bytes.equals(cleaned)).to.equal(true);
  });

  it('does not depend on the order and the times of the archive it comes in', async () => {
    const parts = wordParts({ body: paragraph('same') });
    const turned = Object.fromEntries(Object.entries(parts).reverse());
    const first = await clean(await dirtyZip(parts));
    const second = await clean(await dirtyZip(turned, { mtime: new Date('2015-01-01') }));
    expect(first.bytes.equals(second.bytes)).to.equal(true);
  });

  it('keeps a web link without its user name, and drops links into folders', async () => {
    const links = textOf(cleaned, 'word/_rels/document.xml.rels');
    expect(links).to.include('Target="https://example.org/page?a=1&amp;b=2"');
    expect(links).not.to.match(/file:|TargetMode="External"[^>]*image/);
  });

  for (const [what, type] of [
    [
      'a template',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml',
    ],
    ['a document with macros', 'application/vnd.ms-word.document.macroEnabled.main+xml'],
    ['a template with macros', 'application/vnd.ms-word.template.macroEnabledTemplate.main+xml'],
  ] as const) {
    it(`makes a plain document of ${what}`, async () => {
      const parts = wordParts({
        mainType: type,
        body: paragraph('kept'),
        relationships: relationship(
          'rId1',
          'http://schemas.microsoft.com/office/2006/relationships/vbaProject',
          'vbaProject.bin',
        ),
        parts: { 'word/vbaProject.bin': 'Sub AutoOpen' },
      });
      const { result, bytes } = await clean(await dirtyZip(parts));
      expect(result).to.deep.include({
        clean: true,
        removed: [
          { kind: 'time', count: 1 },
          { kind: 'activeContent', count: 1 },
        ],
      });
      expect(textOf(bytes, '[Content_Types].xml')).not.to.match(/macro|template/i);
      expect([...partsOf(bytes).keys()].join()).not.to.match(/vba/i);
    });
  }

  it('takes a document written by LibreOffice and shows the same text', async () => {
    const html =
      '<title>T</title><h1>Überschrift</h1><p>Æble <b>fed</b></p><ol><li>en<li>to</ol><table><tr><td>a<td>b</table>';
    const odt = await convert(Buffer.from(html), 'html', 'odt');
    const docx = await convert(odt, 'odt', 'docx');
    const { result, bytes } = await clean(docx);
    expect(result).to.include({ clean: true });
    expect(await shownText(bytes, 'docx')).to.equal(await shownText(docx, 'docx'));
  });

  it('takes a document with comments, changes and properties that LibreOffice wrote', async () => {
    const source = await dirtyOdt(await pngWithText('x'));
    const docx = await convert(source.file, 'odt', 'docx');
    const written = findMarkers(docx, source.planted).join(' ');
    for (const place of [
      'commenter',
      'comment',
      'changeAuthor',
      'deletedText',
      'metaAuthor',
      'altText',
    ]) {
      expect(written).to.include(`Zq${place}`);
    }
    const { result, bytes } = await clean(docx);
    expect(result).to.include({ clean: true });
    // The values of fields that LibreOffice wrote as plain text are text of the document.
    const plain =
      /Zq(senderName|senderMail|userDefined|userField|userValue|hidden|duration|modified)/;
    const left = findMarkers(bytes, source.planted).filter((word) => !plain.test(word));
    expect(left).to.deep.equal([]);
    const text = await shownText(bytes, 'docx');
    for (const word of ['ShownTitle', 'InsertedText', 'NoteText', 'TableCell']) {
      expect(text).to.include(word);
    }
  });

  it('accepts tracked changes as Word would', async () => {
    const mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>';
    const gone = '<w:del w:id="2" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>';
    const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
    const cell = (content: string) => `<w:tc><w:tcPr/>${content}</w:tc>`;
    const row = (properties: string, content: string) =>
      `<w:tr><w:trPr>${properties}</w:trPr>${cell(content)}</w:tr>`;
    const body = [
      `<w:p>${mark}${run('joined ')}</w:p><w:p>${mark}${gone}</w:p><w:p><w:pPr><w:jc w:val="left"/></w:pPr>${run('paragraph')}</w:p>`,
      `<w:p>${mark}${run('before a table')}</w:p><w:tbl><w:tblPr/><w:tblGrid/>${row('', `<w:p>${run('kept')}</w:p>`)}${row('<w:del w:id="3" w:author="x"/>', `<w:p>${gone}</w:p>`)}</w:tbl>`,
      `<w:tbl><w:tblPr/><w:tblGrid/>${row('<w:del w:id="4" w:author="x"/>', `<w:p>${gone}</w:p>`)}</w:tbl>`,
      `<w:tbl><w:tblPr/><w:tblGrid/>${row('', `<w:p>${mark}${gone}</w:p>`)}</w:tbl><w:p/>`,
    ].join('');
    const { bytes } = await clean(await dirtyZip(wordParts({ body })));
    const kept = /<w:body>(.*)<\/w:body>/.exec(textOf(bytes, 'word/document.xml'))?.[1] ?? '';
    const shape = kept.replace(
      /<w:(pPr|tblPr|tblGrid|trPr|tcPr|rPr)\/>|<w:(pPr|rPr)>.*?<\/w:\2>/g,
      '',
    );
    expect(shape).to.equal(
      [
        `<w:p>${run('joined ')}${run('paragraph')}</w:p><w:p>${run('before a table')}</w:p>`,
        `<w:tbl><w:tr><w:tc><w:p>${run('kept')}</w:p></w:tc></w:tr></w:tbl>`,
        '<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>',
      ].join(''),
    );
  });

  it('refuses a signed document', async () => {
    const parts = wordParts({
      body: paragraph('x'),
      rootRelationships: relationship(
        'rId9',
        'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin',
        '_xmlsignatures/origin.sigs',
      ),
    });
    const { result } = await clean(await dirtyZip(parts));
    expect(result).to.deep.equal({ clean: false, type: 'docx', reason: 'signed' });
  });

  it('refuses entities and endless nesting', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]>';
    const plain = wordParts({ body: '' })['word/document.xml'] as string;
    const deep = '<w:tbl><w:tr><w:tc>'.repeat(100_000);
    for (const document of [
      plain.replace('?>', `?>${bomb}`),
      plain.replace('<w:body>', `<w:body>${deep}`),
    ]) {
      const { result } = await clean(
        await dirtyZip(wordParts({ body: '', parts: { 'word/document.xml': document } })),
      );
      expect(result).to.deep.equal({ clean: false, type: 'docx', reason: 'tooComplex' });
    }
  });
});

describe('a damaged Word document', () => {
  const clean = useSanitiser();

  it('never passes as clean with a planted word inside, however it is broken', async () => {
    const { file, planted } = await dirtyDocx(pngWithText);
    const breakage = fc.oneof(
      fc.record({ cut: fc.integer({ min: 1, max: file.length - 1 }) }),
      fc.record({
        flips: fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(7)), {
          minLength: 1,
          maxLength: 8,
        }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(breakage, async (how) => {
        const broken = Buffer.from('cut' in how ? file.subarray(0, how.cut) : file);
        if ('flips' in how) {
          for (const [at, bit] of how.flips) broken[at] = (broken[at] ?? 0) ^ (1 << bit);
        }
        const { result, bytes } = await clean(broken);
        if (result.clean) expect(findMarkers(bytes, planted)).to.deep.equal([]);
      }),
      { numRuns: 25 },
    );
  });
});

function counts(removals: readonly Removal[]): Record<string, number> {
  return Object.fromEntries(removals.map(({ kind, count }) => [kind, count]));
}
