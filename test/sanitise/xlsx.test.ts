import { expect } from 'chai';
import type { Sanitised } from '../../src/sanitise/outcome.ts';
import { exifToolTags, findMarkers, mat2Show, useSanitiser } from './judges.ts';
import { dirtyXlsx, sheetParts } from './office/dirty-xlsx.ts';
import { dirtyZip } from './office/dirty-zip.ts';
import { convert, shownText } from './office/office-programs.ts';
import { partsOf, textOf } from './office/read-parts.ts';

describe('cleaning an Excel workbook', () => {
  const clean = useSanitiser();
  let dirty: Awaited<ReturnType<typeof dirtyXlsx>>;
  let cleaned: { result: Sanitised; bytes: Buffer };
  before(async () => {
    dirty = await dirtyXlsx();
    cleaned = await clean(dirty.file);
  });

  it('leaves none of the words planted where a workbook hides things', () => {
    expect(cleaned.result).to.include({ clean: true, type: 'xlsx' });
    expect(findMarkers(dirty.file, dirty.planted)).to.deep.equal(dirty.planted);
    expect(findMarkers(cleaned.bytes, dirty.planted)).to.deep.equal([]);
    // The number under which a signing service keeps the document, as a name that every workbook with its add-in has.
    expect(textOf(cleaned.bytes, 'xl/workbook.xml')).to.not.include('2bce47e8');
  });

  it('keeps what it shows, for LibreOffice too', async () => {
    const text = await shownText(cleaned.bytes, 'xlsx');
    for (const word of dirty.shown) expect(text).to.include(word);
  });

  it('keeps formulas, and the last value of those that reached out', () => {
    const sheet = textOf(cleaned.bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).to.include('<f>A2+B2</f><v>6</v>');
    expect(sheet).to.include('<c r="B3" t="str"><v>SavedValue</v></c>');
    expect(sheet).to.include('<c r="A3" t="str"><v/></c>');
  });

  it('keeps hidden sheets hidden, with what is in them', () => {
    expect(textOf(cleaned.bytes, 'xl/workbook.xml')).to.include(
      'name="Hidden" sheetId="2" state="hidden"',
    );
    expect(textOf(cleaned.bytes, 'xl/worksheets/sheet2.xml')).to.include('HiddenSheetText');
  });

  it('leaves nothing that mat2 or ExifTool would call metadata', async () => {
    expect(await mat2Show(cleaned.bytes, 'xlsx')).to.deep.equal([]);
    const tags = Object.entries(await exifToolTags(cleaned.bytes, 'xlsx'));
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

  it('keeps data bars and sparklines, and gives their rules plain numbers', async () => {
    const x14 =
      'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"';
    const rule = '{5D1B3A0E-7A4C-4B1E-9D5E-0123456789AB}';
    const parts = sheetParts({
      rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>',
      after: `<conditionalFormatting sqref="A1:A2"><cfRule type="dataBar" priority="1"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar><extLst><ext ${x14} uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"><x14:id>${rule}</x14:id></ext></extLst></cfRule></conditionalFormatting><extLst><ext ${x14} uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="dataBar" id="${rule}"><x14:dataBar minLength="0" maxLength="100"><x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/><x14:negativeFillColor rgb="FFFF0000"/></x14:dataBar></x14:cfRule><xm:sqref>A1:A2</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext><ext ${x14} uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups><x14:sparklineGroup displayEmptyCellsAs="gap"><x14:colorSeries rgb="FF376092"/><x14:sparklines><x14:sparkline><xm:f>Data!A1:A2</xm:f><xm:sqref>B1</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>`,
    });
    const { result, bytes } = await clean(await dirtyZip(parts));
    expect(result).to.include({ clean: true });
    const sheet = textOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).to.include('<x14:id>{00000000-0000-0000-0000-000000000001}</x14:id>');
    expect(sheet).to.include(
      '<x14:cfRule type="dataBar" id="{00000000-0000-0000-0000-000000000001}">',
    );
    expect(sheet).to.include('<xm:f>Data!A1:A2</xm:f><xm:sqref>B1</xm:sqref>');
    expect((await clean(bytes)).bytes.equals(bytes)).to.equal(true);
  });

  it('makes a plain workbook of one with macros', async () => {
    const parts = sheetParts({
      mainType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
      rows: '<row r="1"><c r="A1"><v>1</v></c></row>',
      workbookRelationships:
        '<Relationship Id="rM" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>',
      parts: { 'xl/vbaProject.bin': 'Sub Auto_Open' },
    });
    const { result, bytes } = await clean(await dirtyZip(parts));
    expect(result).to.include({ clean: true, type: 'xlsx' });
    expect(textOf(bytes, '[Content_Types].xml')).not.to.match(/macro/i);
    expect([...partsOf(bytes).keys()].join()).not.to.match(/vba/i);
  });

  it('drops formulas that reach out and keeps their values', async () => {
    const formulas = [
      "'[1]My Sheet'!A1",
      '[2]!Name',
      'SUM(A1,[1]Sheet1!A1:A9)',
      "'C:\\Users\\x\\[Book.xlsx]Sheet1'!A1",
      "cmd|'/c calc'!A0",
      '_xlfn.IMAGE("http://example.org/x")',
      'RTD("x",,"y")',
    ];
    for (const cell of await cellsAfterCleaning(formulas)) expect(cell).to.equal('<v>kept</v>');
  });

  it('keeps formulas that only look as if they did', async () => {
    const formulas = [
      'SUM(Table1[2019])',
      'Table1[[#This Row],[2019]]*Data!A1',
      'IF(A2="[1]x!","C:\\[b.xlsx]","")',
      'HYPERLINK("https://example.org/")',
      'MID(CELL("address"),1,3)',
    ];
    const expected = formulas.map((formula) => `<f>${escaped(formula)}</f><v>kept</v>`);
    expect(await cellsAfterCleaning(formulas)).to.deep.equal(expected);
  });

  it('shows the same cells as before in a workbook that LibreOffice wrote', async () => {
    const csv = 'name;sum\nÆble;=2+3\nlang tekst;12,5\n'.replaceAll(';', ',');
    const xlsx = await convert(Buffer.from(csv), 'csv', 'xlsx');
    const { result, bytes } = await clean(xlsx);
    expect(result).to.include({ clean: true });
    const toCsv = 'csv:Text - txt - csv (StarCalc):44,34,76';
    expect((await convert(bytes, 'xlsx', toCsv)).toString()).to.equal(
      (await convert(xlsx, 'xlsx', toCsv)).toString(),
    );
  });

  async function cellsAfterCleaning(formulas: readonly string[]): Promise<string[]> {
    const rows = formulas.map(
      (formula, i) =>
        `<row r="${i + 1}"><c r="A${i + 1}" t="str"><f>${escaped(formula)}</f><v>kept</v></c></row>`,
    );
    const { bytes } = await clean(await dirtyZip(sheetParts({ rows: rows.join('') })));
    const sheet = textOf(bytes, 'xl/worksheets/sheet1.xml');
    return [...sheet.matchAll(/<c [^>]*>(.*?)<\/c>/g)].map(([, content = '']) => content);
  }
});

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
