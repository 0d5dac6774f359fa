import { relationship } from './dirty-docx.ts';
import { dirtyZip, planter } from './dirty-zip.ts';

const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PKG = 'http://schemas.openxmlformats.org/package/2006';
const MS = 'http://schemas.microsoft.com/office';
const DML = 'http://schemas.openxmlformats.org/drawingml/2006';
const SML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

function relationships(...all: string[]): string {
  return `${XML}<Relationships xmlns="${PKG}/relationships">${all.join('')}</Relationships>`;
}

export interface SheetParts {
  rows: string;
  /** After the rows. */
  after?: string;
  sheetRelationships?: string;
  workbook?: string;
  workbookRelationships?: string;
  strings?: readonly string[];
  parts?: Record<string, string | Buffer>;
  overrides?: Record<string, string>;
  mainType?: string;
  /** The file from which a style came with a copied sheet. */
  copiedFrom?: string;
}

/** The parts of a small workbook with one sheet. */
export function sheetParts(options: SheetParts): Record<string, string | Buffer> {
  const { strings = [], overrides = {} } = options;
  const types = {
    'xl/workbook.xml': options.mainType ?? `${SML}.sheet.main+xml`,
    'xl/worksheets/sheet1.xml': `${SML}.worksheet+xml`,
    'xl/styles.xml': `${SML}.styles+xml`,
    'xl/sharedStrings.xml': `${SML}.sharedStrings+xml`,
    ...overrides,
  };
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="${PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Default Extension="bin" ContentType="application/octet-stream"/>${Object.entries(
      types,
    )
      .map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
      .join('')}</Types>`,
    '_rels/.rels': relationships(relationship('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${XML}<workbook xmlns="${S}" xmlns:r="${R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x15="${MS}/spreadsheetml/2010/11/main" xmlns:xr="${MS}/spreadsheetml/2014/revision" mc:Ignorable="x15 xr">${
      options.workbook ?? '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets>'
    }</workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      relationship('rId1', 'worksheet', 'worksheets/sheet1.xml'),
      relationship('rId2', 'styles', 'styles.xml'),
      relationship('rId3', 'sharedStrings', 'sharedStrings.xml'),
      options.workbookRelationships ?? '',
    ),
    'xl/styles.xml': `${XML}<styleSheet xmlns="${S}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.000"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/><cellStyle name="Normal_${options.copiedFrom ?? 'Sheet1'}" xfId="0"/></cellStyles></styleSheet>`,
    'xl/sharedStrings.xml': `${XML}<sst xmlns="${S}" count="${strings.length}" uniqueCount="${strings.length}">${strings.map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `${XML}<worksheet xmlns="${S}" xmlns:r="${R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:xr="${MS}/spreadsheetml/2014/revision" xmlns:x14ac="${MS}/spreadsheetml/2009/9/ac" mc:Ignorable="x14ac xr" xr:uid="{0F6A2C9E-1111-4222-8333-444455556666}"><sheetData>${options.rows}</sheetData>${options.after ?? ''}</worksheet>`,
    ...(options.sheetRelationships
      ? { 'xl/worksheets/_rels/sheet1.xml.rels': relationships(options.sheetRelationships) }
      : {}),
    ...options.parts,
  };
}

/** A workbook with a marker in every place known to hold more than it shows, and what must survive. */
export async function dirtyXlsx(): Promise<{ file: Buffer; planted: string[]; shown: string[] }> {
  const { plant: p, planted } = planter();
  const shown = [
    'ShownString',
    'InlineText',
    'LinkCell',
    'HeaderOfPage',
    'TableHead',
    'ChartTitle',
    'ShapeText',
    '6.000',
    'SavedValue',
  ];
  const parts = sheetParts({
    copiedFrom: p('copiedFrom'),
    strings: ['ShownString', p('deletedString'), 'LinkCell', 'TableHead'],
    rows: `<row r="1" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>InlineText</t></is></c><c r="C1" t="s"><v>2</v></c></row>
      <row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>4</v></c><c r="C2" s="1"><f>A2+B2</f><v>6</v></c></row>
      <row r="3"><c r="A3" t="str"><f>CELL("filename",A1)</f><v>C:\\Users\\${p('cellFilename')}\\[b.xlsx]Data</v></c><c r="B3" t="str"><f>[1]Sheet1!A1&amp;"${p('externalFormula')}"</f><v>SavedValue</v></c><c r="C3"><f>_xlfn.WEBSERVICE("http://${p('webservice')}.example/")</f><v>0</v></c></row>
      <row r="4"><c r="A4" t="s"><v>3</v></c></row><row r="5"><c r="A5"><v>1</v></c></row>`,
    after: `<sheetProtection password="${p('password')}"/><protectedRanges><protectedRange name="${p('rangeName')}" sqref="A1" securityDescriptor="${p('sid')}"/></protectedRanges><scenarios><scenario name="s" user="${p('scenarioUser')}" comment="${p('scenarioComment')}"><inputCells r="A1" val="1"/></scenario></scenarios><customSheetViews><customSheetView guid="{0F6A2C9E-1111-4222-8333-444455556666}"/></customSheetViews><hyperlinks><hyperlink ref="C1" r:id="rWeb" tooltip="${p('tooltip')}" display="${p('display')}"/><hyperlink ref="A1" r:id="rFile"/></hyperlinks><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup orientation="landscape" r:id="rPrinter"/><headerFooter><oddHeader>&amp;CHeaderOfPage</oddHeader></headerFooter><drawing r:id="rDrawing"/><legacyDrawing r:id="rVml"/><oleObjects><oleObject progId="${p('progId')}" shapeId="1" r:id="rOle"/></oleObjects><controls/><tableParts count="1"><tablePart r:id="rTable"/></tableParts><extLst><ext uri="{00000000-AAAA-BBBB-CCCC-000000000001}"><x14:slicerList xmlns:x14="${MS}/spreadsheetml/2009/9/main">${p('extension')}</x14:slicerList></ext></extLst>`,
    workbook: `<fileVersion appName="xl" rupBuild="${p('build')}" codeName="{${p('codeName')}}"/><fileSharing userName="${p('sharingUser')}" reservationPassword="ABCD"/><workbookPr codeName="${p('workbookCode')}"/><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="${MS}/spreadsheetml/2010/11/ac" url="C:\\Users\\${p('absPath')}\\"/></mc:Choice></mc:AlternateContent><xr:revisionPtr revIDLastSave="0" documentId="${p('revisionPtr')}"/><bookViews><workbookView xWindow="137" yWindow="0" windowWidth="9999"/></bookViews><sheets><sheet name="Data" sheetId="1" r:id="rId1"/><sheet name="Hidden" sheetId="2" state="hidden" r:id="rHidden"/></sheets><externalReferences><externalReference r:id="rExternal"/></externalReferences><definedNames><definedName name="${p('hiddenName')}" hidden="1">"${p('hiddenValue')}"</definedName><definedName name="${p('secretName')}" hidden="true">"${p('secretValue')}"</definedName><definedName name="Product_DocID">"2bce47e8-c418-49d4-8443-4b7e387dc76b"</definedName><definedName name="Area" comment="${p('nameComment')}">Data!$A$1:$B$2</definedName></definedNames><calcPr calcId="191029"/><customWorkbookViews><customWorkbookView name="${p('viewName')}" guid="{0F6A2C9E-1111-4222-8333-444455556666}" windowWidth="1" windowHeight="1" activeSheetId="1"/></customWorkbookViews><pivotCaches><pivotCache cacheId="1" r:id="rPivot"/></pivotCaches>`,
    workbookRelationships: [
      relationship('rHidden', 'worksheet', 'worksheets/sheet2.xml'),
      relationship('rExternal', 'externalLink', 'externalLinks/externalLink1.xml'),
      relationship('rPivot', 'pivotCacheDefinition', 'pivotCache/pivotCacheDefinition1.xml'),
      relationship('rConnections', 'connections', 'connections.xml'),
      relationship('rUsers', 'usernames', 'revisions/userNames.xml'),
      relationship('rRevisions', 'revisionHeaders', 'revisions/revisionHeaders.xml'),
      relationship('rPersons', `${MS}/2017/10/relationships/person`, 'persons/person.xml'),
      relationship('rCalc', 'calcChain', 'calcChain.xml'),
    ].join(''),
    sheetRelationships: [
      relationship('rWeb', 'hyperlink', 'https://example.org/', true),
      relationship('rFile', 'hyperlink', `file:///C:/${p('fileLink')}`, true),
      relationship('rPrinter', 'printerSettings', '../printerSettings/p1.bin'),
      relationship('rDrawing', 'drawing', '../drawings/drawing1.xml'),
      relationship('rVml', 'vmlDrawing', '../drawings/vmlDrawing1.vml'),
      relationship('rComments', 'comments', '../comments1.xml'),
      relationship(
        'rThreads',
        `${MS}/2017/10/relationships/threadedComment`,
        '../threadedComments/t1.xml',
      ),
      relationship('rOle', 'oleObject', '../embeddings/o1.bin'),
      relationship('rTable', 'table', '../tables/table1.xml'),
    ].join(''),
    overrides: {
      'xl/worksheets/sheet2.xml': `${SML}.worksheet+xml`,
      'xl/drawings/drawing1.xml': 'application/vnd.openxmlformats-officedocument.drawing+xml',
      'xl/charts/chart1.xml': 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
      'xl/tables/table1.xml': `${SML}.table+xml`,
      'xl/comments1.xml': `${SML}.comments+xml`,
      'xl/externalLinks/externalLink1.xml': `${SML}.externalLink+xml`,
    },
    parts: {
      'xl/worksheets/sheet2.xml': `${XML}<worksheet xmlns="${S}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>HiddenSheetText</t></is></c></row></sheetData></worksheet>`,
      'xl/externalLinks/externalLink1.xml': `${XML}<externalLink xmlns="${S}"><externalBook><sheetNames><sheetName val="${p('externalSheet')}"/></sheetNames></externalBook></externalLink>`,
      'xl/externalLinks/_rels/externalLink1.xml.rels': relationships(
        relationship('rId1', 'externalLinkPath', `file:///C:/${p('externalBook')}.xlsx`, true),
      ),
      'xl/pivotCache/pivotCacheDefinition1.xml': `${XML}<pivotCacheDefinition xmlns="${S}" refreshedBy="${p('refreshedBy')}"/>`,
      'xl/connections.xml': `${XML}<connections xmlns="${S}"><connection id="1" name="${p('connection')}"/></connections>`,
      'xl/revisions/userNames.xml': `${XML}<users xmlns="${S}"><userInfo name="${p('sharedUser')}"/></users>`,
      'xl/revisions/revisionHeaders.xml': `${XML}<headers xmlns="${S}"><header userName="${p('revisionUser')}"/></headers>`,
      'xl/persons/person.xml': `<p>${p('person')}</p>`,
      'xl/calcChain.xml': `<c>${p('calcChain')}</c>`,
      'xl/printerSettings/p1.bin': Buffer.from(p('printer'), 'utf16le'),
      'xl/comments1.xml': `${XML}<comments xmlns="${S}"><authors><author>${p('commentAuthor')}</author></authors><commentList><comment ref="A1" authorId="0"><text><t>${p('comment')}</t></text></comment></commentList></comments>`,
      'xl/threadedComments/t1.xml': `<t>${p('threaded')}</t>`,
      'xl/drawings/vmlDrawing1.vml': `<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="${p('vml')}"/></xml>`,
      'xl/embeddings/o1.bin': p('ole'),
      'xl/tables/table1.xml': `${XML}<table xmlns="${S}" xmlns:xr="${MS}/spreadsheetml/2014/revision" id="1" xr:uid="{0F6A2C9E-1111-4222-8333-444455556666}" name="Table1" displayName="Table1" ref="A4:A5" comment="${p('tableComment')}" totalsRowShown="0"><autoFilter ref="A4:A5"/><tableColumns count="1"><tableColumn id="1" name="TableHead"/></tableColumns><tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/></table>`,
      'xl/drawings/drawing1.xml': `${XML}<xdr:wsDr xmlns:xdr="${DML}/spreadsheetDrawing" xmlns:a="${DML}/main" xmlns:r="${R}"><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>5</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>18</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro="${p('macro')}"><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="${p('frameName')}" descr="${p('frameDescr')}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${DML}/chart"><c:chart xmlns:c="${DML}/chart" r:id="rChart"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor><xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>7</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>11</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="3" name="Box 3"><a:extLst><a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId xmlns:a16="${MS}/drawing/2014/main" id="{${p('creationId')}}"/></a:ext></a:extLst></xdr:cNvPr><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>ShapeText</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`,
      'xl/drawings/_rels/drawing1.xml.rels': relationships(
        relationship('rChart', 'chart', '../charts/chart1.xml'),
      ),
      'xl/charts/chart1.xml': `${XML}<c:chartSpace xmlns:c="${DML}/chart" xmlns:a="${DML}/main" xmlns:r="${R}"><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>ChartTitle</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>Data!$A$2:$B$2</c:f><c:numCache><c:ptCount val="2"/><c:pt idx="0"><c:v>2</c:v></c:pt><c:pt idx="1"><c:v>4</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:ser><c:idx val="1"/><c:order val="1"/><c:val><c:numRef><c:f>'C:\\${p('chartPath')}\\[x.xlsx]S'!$A$1</c:f><c:numCache><c:ptCount val="1"/><c:pt idx="0"><c:v>2</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart><c:printSettings><c:pageSetup/></c:printSettings><c:userShapes r:id="rNone"/></c:chartSpace>`,
    },
  });
  const file = await dirtyZip(parts, { comment: p('zipComment') });
  return { file, planted, shown };
}
