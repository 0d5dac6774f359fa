import { dirtyZip, planter } from './dirty-zip.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const A = 'http://schemas.openxmlformats.org/drawingml/2006';
const MS = 'http://schemas.microsoft.com/office';
const PKG = 'http://schemas.openxmlformats.org/package/2006';
const WML = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const NAMESPACES = [
  `xmlns:w="${W}" xmlns:r="${R}" xmlns:a="${A}/main" xmlns:pic="${A}/picture"`,
  `xmlns:wp="${A}/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml"`,
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  `xmlns:w14="${MS}/word/2010/wordml" xmlns:w15="${MS}/word/2012/wordml"`,
  `xmlns:wp14="${MS}/word/2010/wordprocessingDrawing" xmlns:wps="${MS}/word/2010/wordprocessingShape"`,
].join(' ');

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A paragraph with one run of text. */
export function paragraph(text: string): string {
  return `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

function field(code: string, shown: string): string {
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const [start, rest] = [code.slice(0, 4), code.slice(4)];
  return `<w:p>${mark('begin')}<w:r><w:instrText xml:space="preserve"> ${start}</w:instrText></w:r><w:r>
    <w:instrText xml:space="preserve">${rest} </w:instrText></w:r>${mark('separate')}<w:r><w:t>${shown}</w:t></w:r>${mark('end')}</w:p>`;
}

export interface WordParts {
  body: string;
  /** More relationships of the document. */
  relationships?: string;
  /** More parts, and replacements of those that are always there. */
  parts?: Record<string, string | Buffer>;
  overrides?: string;
  rootRelationships?: string;
  mainType?: string;
}

/** The parts of a small text document. */
export function wordParts(options: WordParts): Record<string, string | Buffer> {
  const main = options.mainType ?? `${WML}.document.main+xml`;
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="${PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="bin" ContentType="application/octet-stream"/><Override PartName="/word/document.xml" ContentType="${main}"/>${options.overrides ?? ''}</Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PKG}/relationships"><Relationship Id="rId1" Type="${R}/officeDocument" Target="word/document.xml"/>${options.rootRelationships ?? ''}</Relationships>`,
    'word/_rels/document.xml.rels': `${XML}<Relationships xmlns="${PKG}/relationships">${options.relationships ?? ''}</Relationships>`,
    'word/document.xml': `${XML}<w:document ${NAMESPACES} mc:Ignorable="w14 w15 wp14"><w:body>${options.body}</w:body></w:document>`,
    ...options.parts,
  };
}

export function relationship(id: string, type: string, target: string, external = false): string {
  const uri = type.startsWith('http') ? type : `${R}/${type}`;
  return `<Relationship Id="${id}" Type="${uri}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`;
}

function override(part: string, type: string): string {
  return `<Override PartName="/word/${part}.xml" ContentType="${WML}.${type}+xml"/>`;
}

function picture(id: string, names: string): string {
  return `<w:p><w:r><w:drawing><wp:inline wp14:anchorId="5AC0FFEE" wp14:editId="0BADF00D"><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" ${names}/><a:graphic><a:graphicData uri="${A}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" ${names}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip ${id}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
}

/**
 * A text document with a marker in every place that is known to hold more than the document shows, and the words that
 * must survive.
 */
export async function dirtyDocx(picturePng: (marker: string) => Buffer | Promise<Buffer>): Promise<{
  file: Buffer;
  planted: string[];
  shown: string[];
}> {
  const { plant, planted } = planter();
  const shown =
    'ShownTitle ShownText InsertedText MovedText CellText NoteText HeaderText FooterText ControlText LinkText DeadLinkText KeptField FlattenedField BoxText SmartText'.split(
      ' ',
    );
  const p = plant;
  const body = `
    <w:p w:rsidR="00${p('rsidR')}" w:rsidRDefault="00${p('rsidRDefault')}" w14:paraId="${p('paraId')}" w14:textId="${p('textId')}"><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="0" w:name="_Toc${p('bookmark')}"/><w:r w:rsidRPr="00${p('rsidRPr')}"><w:t>ShownTitle</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>
    <w:p><w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/><w:r><w:t>ShownText</w:t></w:r><w:proofErr w:type="spellStart"/></w:p>
    <w:p><w:commentRangeStart w:id="7"/><w:ins w:id="11" w:author="${p('insAuthor')}" w:date="2021-02-03T04:05:06Z"><w:r><w:t>InsertedText</w:t></w:r></w:ins><w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r><w:del w:id="12" w:author="${p('delAuthor')}" w:date="2021-02-03T04:05:06Z"><w:r><w:delText>${p('deletedText')}</w:delText></w:r></w:del></w:p>
    <w:p><w:moveFromRangeStart w:id="13" w:author="${p('moveAuthor')}" w:name="${p('moveName')}"/><w:moveFrom w:id="14" w:author="x"><w:r><w:t>${p('movedAway')}</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="13"/><w:moveTo w:id="15" w:author="x"><w:r><w:t>MovedText</w:t></w:r></w:moveTo></w:p>
    <w:p><w:pPr><w:jc w:val="left"/><w:rPr><w:del w:id="16" w:author="${p('markAuthor')}"/></w:rPr><w:pPrChange w:id="17" w:author="${p('pPrChange')}"><w:pPr><w:pStyle w:val="${p('oldStyle')}"/></w:pPr></w:pPrChange></w:pPr><w:del w:id="18" w:author="x"><w:r><w:delText>${p('deletedParagraph')}</w:delText></w:r></w:del></w:p>
    <w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblCaption w:val="${p('tableCaption')}"/><w:tblDescription w:val="${p('tableDescription')}"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr w:rsidTr="00${p('rsidTr')}"><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>${paragraph('CellText')}</w:tc></w:tr><w:tr><w:trPr><w:del w:id="19" w:author="x"/></w:trPr><w:tc><w:tcPr/>${paragraph(p('deletedRow'))}</w:tc></w:tr></w:tbl>
    <w:sdt><w:sdtPr><w:alias w:val="${p('sdtAlias')}"/><w:tag w:val="${p('sdtTag')}"/><w:id w:val="-17"/></w:sdtPr><w:sdtContent>${paragraph('ControlText')}</w:sdtContent></w:sdt>
    <w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:creator[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/></w:sdtPr><w:sdtContent>${paragraph(p('sdtCreator'))}</w:sdtContent></w:sdt>
    <w:p><w:smartTag w:uri="urn:${p('smartTagUri')}" w:element="PersonName"><w:smartTagPr><w:attr w:name="x" w:val="${p('smartTag')}"/></w:smartTagPr><w:r><w:t>SmartText</w:t></w:r></w:smartTag><w:permStart w:id="1" w:ed="CORP\\${p('permEditor')}"/><w:permEnd w:id="1"/></w:p>
    <w:p><w:hyperlink r:id="rIdWeb" w:tooltip="${p('tooltip')}"><w:r><w:t>LinkText</w:t></w:r></w:hyperlink> <w:hyperlink r:id="rIdFile"><w:r><w:t>DeadLinkText</w:t></w:r></w:hyperlink></w:p>
    ${field(`HYPERLINK \\l "_Toc${planted[4]}"`, 'KeptField')}
    ${field(`FILENAME \\p ${p('fieldCode')}`, p('filenameField'))}
    ${field('AUTHOR', p('authorField'))}${field('LASTSAVEDBY', p('savedByField'))}${field('TEMPLATE', p('templateField'))}
    ${field(`INCLUDEPICTURE "http://${p('fieldBeacon')}.example/x.png"`, 'FlattenedField')}
    <w:p><w:fldSimple w:instr=" USERNAME ${p('fldSimple')} "><w:r><w:t>${p('userNameField')}</w:t></w:r></w:fldSimple></w:p>
    <w:p><w:r><w:t>note</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
    ${picture('r:embed="rIdPicture"', `name="C:\\Users\\${p('pictureName')}\\x.jpg" descr="${p('altText')}" title="${p('altTitle')}"`)}
    ${picture('r:link="rIdBeacon"', 'name="Picture 2"')}
    <w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="900000" cy="300000"/><wp:docPr id="3" name="Text Box 3" descr="${p('boxDescr')}"/><a:graphic><a:graphicData uri="${MS}/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>${paragraph('BoxText')}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="${p('vmlId')}" o:spid="_x0000_s1026" alt="${p('vmlAlt')}" o:gfxdata="${p('gfxdata')}" style="width:70pt;height:24pt"><v:imagedata r:id="rIdPicture" o:title="${p('vmlTitle')}" o:href="${p('vmlHref')}"/><v:textbox><w:txbxContent>${paragraph('BoxText')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
    <w:p><w:r><w:object w:dxaOrig="100" w:dyaOrig="100"><v:shape id="_x0000_i1025" style="width:70pt;height:24pt"><v:imagedata r:id="rIdPicture"/></v:shape><o:OLEObject Type="Embed" ProgID="${p('progId')}" ShapeID="_x0000_i1025" r:id="rIdOle"/></w:object></w:r></w:p>
    <w:altChunk r:id="rIdChunk"/>
    <!-- ${p('xmlComment')} --><?pi ${p('instruction')}?>
    <x:thing xmlns:x="urn:${p('namespace')}" x:a="${p('foreignAttribute')}">${p('foreignElement')}</x:thing>
    <w:unheardOf w:val="${p('unknownElement')}"/>
    <w:sectPr w:rsidR="00${p('rsidSect')}"><w:headerReference w:type="default" r:id="rIdHeader"/><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/><w:printerSettings r:id="rIdPrinter"/></w:sectPr>`;
  const part = (root: string, content: string) =>
    `${XML}<w:${root} ${NAMESPACES}>${content}</w:${root}>`;
  const png = await picturePng(p('pngText'));
  const parts = wordParts({
    body,
    rootRelationships: [
      relationship('rId2', `${PKG}/relationships/metadata/core-properties`, 'docProps/core.xml'),
      relationship('rId3', 'extended-properties', 'docProps/app.xml'),
      relationship('rId4', 'custom-properties', 'docProps/custom.xml'),
      relationship('rId5', `${PKG}/relationships/metadata/thumbnail`, 'docProps/thumbnail.png'),
      relationship(
        'rId6',
        `${MS}/2020/02/relationships/classificationlabels`,
        'docMetadata/LabelInfo.xml',
      ),
    ].join(''),
    relationships: [
      relationship('rIdSettings', 'settings', 'settings.xml'),
      relationship('rIdStyles', 'styles', 'styles.xml'),
      relationship('rIdFonts', 'fontTable', 'fontTable.xml'),
      relationship('rIdTheme', 'theme', 'theme/theme1.xml'),
      relationship('rIdNotes', 'footnotes', 'footnotes.xml'),
      relationship('rIdComments', 'comments', 'comments.xml'),
      relationship('rIdPeople', `${MS}/2011/relationships/people`, 'people.xml'),
      relationship('rIdHeader', 'header', 'header1.xml'),
      relationship('rIdFooter', 'footer', 'footer1.xml'),
      relationship('rIdPicture', 'image', `media/${p('partName')}.png`),
      relationship('rIdOle', 'oleObject', 'embeddings/oleObject1.bin'),
      relationship('rIdChunk', 'aFChunk', 'chunk.txt'),
      relationship('rIdCustom', 'customXml', '../customXml/item1.xml'),
      relationship('rIdPrinter', 'printerSettings', 'printerSettings1.bin'),
      relationship('rIdMacro', `${MS}/2006/relationships/vbaProject`, 'vbaProject.bin'),
      relationship('rIdGlossary', 'glossaryDocument', 'glossary/document.xml'),
      relationship('rIdOrphan', 'image', 'media/orphan.png'),
      relationship(
        'rIdWeb',
        'hyperlink',
        `https://${p('password')}:x@example.org/page?a=1&amp;b=2`,
        true,
      ),
      relationship('rIdFile', 'hyperlink', `file:///C:/Users/${p('fileLink')}/secret.docx`, true),
      relationship('rIdBeacon', 'image', `http://${p('beacon')}.example/pixel.png`, true),
      relationship(p('relationshipId'), 'hyperlink', 'https://example.org/', true),
    ].join(''),
    overrides: [
      override('settings', 'settings'),
      override('styles', 'styles'),
      override('fontTable', 'fontTable'),
      override('footnotes', 'footnotes'),
      override('comments', 'comments'),
      override('header1', 'header'),
      override('footer1', 'footer'),
      '<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>',
      '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
      '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>',
    ].join(''),
    parts: {
      'word/settings.xml': part(
        'settings',
        `<w:zoom w:percent="137"/><w:attachedTemplate r:id="rId1"/><w:evenAndOddHeaders w:val="0"/><w:defaultTabStop w:val="708"/><w:rsids><w:rsidRoot w:val="00${p('rsidRoot')}"/></w:rsids><w:docVars><w:docVar w:name="${p('docVarName')}" w:val="${p('docVar')}"/></w:docVars><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:writeProtection w:hash="${p('writeProtection')}"/><w14:docId w14:val="${p('docId14')}"/><w15:docId w15:val="{${p('docId15')}}"/>`,
      ),
      'word/_rels/settings.xml.rels': `${XML}<Relationships xmlns="${PKG}/relationships">${relationship('rId1', 'attachedTemplate', `file:///C:/Users/${p('template')}/x.dotm`, true)}</Relationships>`,
      'word/styles.xml': part(
        'styles',
        `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rsid w:val="00${p('styleRsid')}"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>`,
      ),
      'word/fontTable.xml': part(
        'fonts',
        `<w:font w:name="Arial"><w:embedRegular r:id="rId1" w:fontKey="{${p('fontKey')}}"/></w:font>`,
      ),
      'word/theme/theme1.xml': `${XML}<a:theme xmlns:a="${A}/main" name="${p('themeName')}"><a:themeElements><a:clrScheme name="${p('colourScheme')}">${'dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink'
        .split(' ')
        .map((c) => `<a:${c}><a:srgbClr val="112233"/></a:${c}>`)
        .join(
          '',
        )}</a:clrScheme><a:fontScheme name="x"><a:majorFont><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont><a:minorFont><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme><a:fmtScheme name="x"><a:fillStyleLst/><a:lnStyleLst/><a:effectStyleLst/><a:bgFillStyleLst/></a:fmtScheme></a:themeElements><a:extLst><a:ext uri="{05A4C25C-085E-4340-85A3-A5531E510DB2}"><t:f xmlns:t="urn:t" id="${p('themeFamily')}"/></a:ext></a:extLst></a:theme>`,
      'word/footnotes.xml': part(
        'footnotes',
        `<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p w:rsidR="00${p('noteRsid')}"><w:r><w:footnoteRef/></w:r><w:r><w:t>NoteText</w:t></w:r></w:p></w:footnote>`,
      ),
      'word/comments.xml': part(
        'comments',
        `<w:comment w:id="7" w:author="${p('commentAuthor')}" w:initials="ZZ" w:date="2021-02-03T04:05:06Z">${paragraph(p('comment'))}</w:comment>`,
      ),
      'word/people.xml': `${XML}<w15:people ${NAMESPACES}><w15:person w15:author="${p('person')}"/></w15:people>`,
      'word/header1.xml': part('hdr', paragraph('HeaderText')),
      'word/footer1.xml': part('ftr', paragraph('FooterText')),
      'word/glossary/document.xml': part(
        'glossaryDocument',
        `<w:docParts><w:docPart><w:docPartBody>${paragraph(p('glossary'))}</w:docPartBody></w:docPart></w:docParts>`,
      ),
      [`word/media/${planted.find((word) => word.includes('partName'))}.png`]: png,
      'word/media/orphan.png': Buffer.concat([png, Buffer.from(p('orphan'))]),
      'word/embeddings/oleObject1.bin': Buffer.from(p('ole')),
      'word/chunk.txt': p('altChunk'),
      'word/printerSettings1.bin': Buffer.from(p('printer'), 'utf16le'),
      'word/vbaProject.bin': p('macro'),
      'customXml/item1.xml': `<x>${p('customXml')}</x>`,
      'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="${PKG}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>${p('creator')}</dc:creator><cp:lastModifiedBy>${p('lastModifiedBy')}</cp:lastModifiedBy><dc:title>${p('title')}</dc:title><dcterms:created>2021-02-03T04:05:06Z</dcterms:created><cp:revision>24</cp:revision></cp:coreProperties>`,
      'docProps/app.xml': `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Template>${p('appTemplate')}</Template><Company>${p('company')}</Company><Manager>${p('manager')}</Manager><Application>Microsoft Office Word</Application><TotalTime>137</TotalTime></Properties>`,
      'docProps/custom.xml': `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="${p('propertyName')}"><vt:lpwstr>${p('property')}</vt:lpwstr></property></Properties>`,
      'docProps/thumbnail.png': png,
      'docMetadata/LabelInfo.xml': `<x>${p('label')}</x>`,
      [`${p('strayName')}.txt`]: p('strayPart'),
    },
  });
  const file = await dirtyZip(parts, {
    comment: p('zipComment'),
    memberComment: p('memberComment'),
  });
  return { file, planted, shown };
}
