import { expect } from 'chai';
import sharp from 'sharp';
import type { Sanitised } from '../../src/sanitise/outcome.ts';
import { exifToolTags, findMarkers, mat2Show, useSanitiser } from './judges.ts';
import { dirtyOdt, odfParts } from './office/dirty-odf.ts';
import { dirtyZip } from './office/dirty-zip.ts';
import { convert, shownText } from './office/office-programs.ts';
import { partsOf, textOf } from './office/read-parts.ts';

describe('cleaning an OpenDocument text', () => {
  const clean = useSanitiser();
  let dirty: Awaited<ReturnType<typeof dirtyOdt>>;
  let cleaned: { result: Sanitised; bytes: Buffer };
  before(async () => {
    const create = { width: 8, height: 8, channels: 3, background: '#a05010' } as const;
    dirty = await dirtyOdt(await sharp({ create }).png().toBuffer());
    cleaned = await clean(dirty.file);
  });

  it('leaves none of the words planted where a document hides things', () => {
    expect(cleaned.result).to.include({ clean: true, type: 'odt' });
    expect(findMarkers(dirty.file, dirty.planted)).to.deep.equal(dirty.planted);
    expect(findMarkers(cleaned.bytes, dirty.planted)).to.deep.equal([]);
  });

  it('keeps what it shows, for LibreOffice too', async () => {
    const text = await shownText(cleaned.bytes, 'odt');
    for (const word of dirty.shown) expect(text).to.include(word);
  });

  it('keeps settings that change the layout and no others', () => {
    const settings = textOf(cleaned.bytes, 'settings.xml');
    expect(settings.match(/config:name="\w[^"]*"/g)).to.deep.equal([
      'config:name="ooo:configuration-settings"',
      'config:name="AddParaTableSpacing"',
    ]);
  });

  it('leaves nothing that mat2 or ExifTool would call metadata', async () => {
    expect(await mat2Show(dirty.file, 'odt')).not.to.deep.equal([]);
    expect(await mat2Show(cleaned.bytes, 'odt')).to.deep.equal([]);
    const tags = Object.entries(await exifToolTags(cleaned.bytes, 'odt'));
    const more = tags.filter(
      ([tag, value]) => !/^(File|ZIP):/.test(tag) && !/Archive::Zip/.test(value),
    );
    expect(more).to.deep.equal([]);
  });

  it('changes nothing and finds nothing the second time', async () => {
    const { result, bytes } = await clean(cleaned.bytes);
    expect(result).to.deep.include({ clean: true, removed: [] });
    expect(bytes.equals(cleaned.bytes)).to.equal(true);
  });

  it('makes a document of a template', async () => {
    const parts = odfParts({ kind: 'text-template', body: '<text:p>kept</text:p>' });
    const { result, bytes } = await clean(await dirtyZip(parts));
    expect(result).to.include({ clean: true, type: 'odt' });
    expect(textOf(bytes, 'mimetype')).to.equal('application/vnd.oasis.opendocument.text');
  });

  it('refuses one that needs a password and one that is signed', async () => {
    const plain = odfParts({ kind: 'text', body: '<text:p>x</text:p>' });
    const manifest = String(plain['META-INF/manifest.xml']);
    const locked = manifest.replace(
      'manifest:media-type="text/xml"/>',
      'manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>',
    );
    const encrypted = await clean(await dirtyZip({ ...plain, 'META-INF/manifest.xml': locked }));
    expect(encrypted.result).to.include({ clean: false, reason: 'encrypted' });
    const signed = await clean(
      await dirtyZip({ ...plain, 'META-INF/documentsignatures.xml': '<x/>' }),
    );
    expect(signed.result).to.include({ clean: false, reason: 'signed' });
  });
});

describe('cleaning an OpenDocument spreadsheet', () => {
  const clean = useSanitiser();

  it('keeps formulas and drops those that reach out, but not their values', async () => {
    const cell = (formula: string, shown: string) =>
      `<table:table-row><table:table-cell table:formula="of:=${formula}" office:value-type="string" office:string-value="${shown}"><text:p>${shown}</text:p></table:table-cell></table:table-row>`;
    const parts = odfParts({
      kind: 'spreadsheet',
      body: `<table:table table:name="Sheet1"><table:table-column/>${[
        cell('1+1', '2'),
        cell("['file:///home/marker/x.ods'#$Sheet1.A1]", 'SavedOne'),
        cell('WEBSERVICE(&quot;http://marker.example/&quot;)', 'SavedTwo'),
        cell('CELL(&quot;FILENAME&quot;)', '&apos;file:///home/marker/y.ods&apos;#$Sheet1'),
      ].join(
        '',
      )}</table:table><table:table table:name="'file:///home/marker/x.ods'#Sheet1"><table:table-source xlink:href="file:///home/marker/x.ods"/><table:table-row><table:table-cell><text:p>marker</text:p></table:table-cell></table:table-row></table:table>`,
    });
    const { result, bytes } = await clean(await dirtyZip(parts));
    expect(result).to.include({ clean: true, type: 'ods' });
    expect(findMarkers(bytes, ['marker'])).to.deep.equal([]);
    const content = textOf(bytes, 'content.xml');
    expect(content).to.include('table:formula="of:=1+1"');
    expect(content.match(/table:formula/g)).to.have.lengthOf(1);
    expect(content)
      .to.include('<text:p>SavedOne</text:p>')
      .and.include('<text:p>SavedTwo</text:p>');
  });
});

describe('cleaning what LibreOffice writes', () => {
  const clean = useSanitiser();
  const html =
    '<title>T</title><h1>Überschrift</h1><p>Æble <b>fed</b></p><ol><li>en<li>to</ol><table><tr><td>a<td>b</table>';

  it('shows the same text in a text document', async () => {
    const odt = await convert(Buffer.from(html), 'html', 'odt');
    const { result, bytes } = await clean(odt);
    expect(result).to.include({ clean: true, type: 'odt' });
    expect(await shownText(bytes, 'odt')).to.equal(await shownText(odt, 'odt'));
  });

  it('shows the same cells in a spreadsheet', async () => {
    const ods = await convert(Buffer.from('name,sum\nÆble,=2+3\n'), 'csv', 'ods');
    const { result, bytes } = await clean(ods);
    expect(result).to.include({ clean: true, type: 'ods' });
    const csv = 'csv:Text - txt - csv (StarCalc):44,34,76';
    expect((await convert(bytes, 'ods', csv)).toString()).to.equal(
      (await convert(ods, 'ods', csv)).toString(),
    );
  });

  for (const [type, kind, body] of [
    ['odp', 'presentation', 'presentation'],
    ['odg', 'graphics', 'drawing'],
  ] as const) {
    it(`keeps text and notes of a ${body}`, async () => {
      const notes =
        '<presentation:notes><draw:frame svg:width="9cm" svg:height="2cm"><draw:text-box><text:p>NotesText</text:p></draw:text-box></draw:frame></presentation:notes>';
      const parts = odfParts({
        kind,
        body: `<draw:page draw:name="page1"><draw:frame svg:x="1cm" svg:y="1cm" svg:width="9cm" svg:height="2cm"><draw:text-box><text:p>PageText</text:p></draw:text-box></draw:frame>${kind === 'presentation' ? notes : ''}</draw:page>`,
      });
      const { result, bytes } = await clean(await dirtyZip(parts));
      expect(result).to.include({ clean: true, type });
      expect(await shownText(bytes, type)).to.include('PageText');
      if (kind === 'presentation') expect(textOf(bytes, 'content.xml')).to.include('NotesText');
      expect([...partsOf(bytes).keys()]).to.include('META-INF/manifest.xml');
    });
  }
});
