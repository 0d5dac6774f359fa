import { dirtyZip, planter } from './dirty-zip.ts';

const OASIS = 'urn:oasis:names:tc:opendocument:xmlns:';
const NAMESPACES = [
  ...[
    'office',
    'style',
    'text',
    'table',
    'meta',
    'chart',
    'presentation',
    'form',
    'script',
    'config',
  ].map((name) => `xmlns:${name}="${OASIS}${name}:1.0"`),
  `xmlns:draw="${OASIS}drawing:1.0" xmlns:fo="${OASIS}xsl-fo-compatible:1.0"`,
  `xmlns:svg="${OASIS}svg-compatible:1.0" xmlns:of="${OASIS}of:1.2"`,
  'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:officeooo="http://openoffice.org/2009/office" xmlns:ooo="http://openoffice.org/2004/office"',
].join(' ');
const XML = '<?xml version="1.0" encoding="UTF-8"?>';

function part(root: string, content: string): string {
  return `${XML}<office:document-${root} ${NAMESPACES} office:version="1.3">${content}</office:document-${root}>`;
}

export interface OdfParts {
  /** 'text', 'spreadsheet', 'presentation', 'graphics', also with '-template'. */
  kind: string;
  /** What stands in the body. */
  body: string;
  automatic?: string;
  parts?: Record<string, string | Buffer>;
}

/** The parts of a small OpenDocument file. */
export function odfParts(options: OdfParts): Record<string, string | Buffer> {
  const media = `application/vnd.oasis.opendocument.${options.kind}`;
  const body = options.kind.replace('-template', '').replace('graphics', 'drawing');
  const parts: Record<string, string | Buffer> = {
    'content.xml': part(
      'content',
      `<office:scripts/><office:automatic-styles>${options.automatic ?? ''}</office:automatic-styles><office:body><office:${body}>${options.body}</office:${body}></office:body>`,
    ),
    ...options.parts,
  };
  const entries = Object.keys(parts)
    .map(
      (name) =>
        `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`,
    )
    .join('');
  return {
    mimetype: media,
    ...parts,
    'META-INF/manifest.xml': `${XML}<manifest:manifest xmlns:manifest="${OASIS}manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${media}"/>${entries}</manifest:manifest>`,
  };
}

/** A text document with a marker in every place known to hold more than it shows, and what must survive. */
export async function dirtyOdt(png: Buffer): Promise<{
  file: Buffer;
  planted: string[];
  shown: string[];
}> {
  const { plant: p, planted } = planter();
  const shown = [
    'ShownTitle',
    'ShownText',
    'InsertedText',
    'LinkText',
    'DeadLink',
    'TitleField',
    'DateField',
    'NoteText',
    'HeaderText',
    'TableCell',
    'SectionText',
  ];
  const body = `
    <text:tracked-changes><text:changed-region xml:id="ct1" text:id="ct1"><text:deletion><office:change-info><dc:creator>${p('changeAuthor')}</dc:creator><dc:date>2021-01-01T00:00:00</dc:date></office:change-info><text:p>${p('deletedText')}</text:p></text:deletion></text:changed-region><text:changed-region xml:id="ct2"><text:insertion><office:change-info><dc:creator>x</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>
    <text:user-field-decls><text:user-field-decl text:name="${p('userField')}" office:value-type="string" office:string-value="${p('userValue')}"/></text:user-field-decls>
    <text:h text:outline-level="1" xml:id="${p('xmlId')}"><text:bookmark text:name="${p('bookmark')}"/>ShownTitle</text:h>
    <text:p text:style-name="P1">ShownText<office:annotation office:name="${p('annotationName')}"><dc:creator>${p('commenter')}</dc:creator><dc:date>2021-01-01T00:00:00</dc:date><text:p>${p('comment')}</text:p></office:annotation> <text:change text:change-id="ct1"/><text:change-start text:change-id="ct2"/>InsertedText<text:change-end text:change-id="ct2"/></text:p>
    <text:p><text:a xlink:type="simple" xlink:href="https://${p('password')}:x@example.org/" office:title="${p('linkTitle')}" office:name="${p('linkName')}">LinkText</text:a> <text:a xlink:href="file:///home/${p('fileLink')}/x.odt">DeadLink</text:a></text:p>
    <text:p><text:author-name text:fixed="true">${p('authorName')}</text:author-name><text:initial-creator>${p('initialCreator')}</text:initial-creator><text:file-name text:display="full">${p('fileName')}</text:file-name><text:template-name>${p('templateName')}</text:template-name><text:sender-firstname>${p('senderName')}</text:sender-firstname><text:sender-email>${p('senderMail')}</text:sender-email><text:modification-date>${p('modified')}</text:modification-date><text:printed-by>${p('printedBy')}</text:printed-by><text:editing-duration>${p('duration')}</text:editing-duration><text:user-defined text:name="x">${p('userDefined')}</text:user-defined><text:title>TitleField</text:title> <text:date text:date-value="2021-01-01T${p('dateValue')}">DateField</text:date><text:hidden-text text:string-value="${p('hiddenValue')}">${p('hiddenText')}</text:hidden-text></text:p>
    <text:p>x<text:note text:id="${p('noteId')}" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>NoteText</text:p></text:note-body></text:note></text:p>
    <text:section text:name="${p('sectionName')}" text:protected="true" text:protection-key="${p('protectionKey')}"><text:section-source xlink:href="file:///${p('sectionSource')}"/><text:p>SectionText</text:p></text:section>
    <table:table table:name="Table1"><table:table-column/><table:table-row><table:table-cell office:value-type="string"><text:p>TableCell</text:p></table:table-cell></table:table-row></table:table>
    <text:p><draw:frame draw:name="${p('frameName')}.jpg" svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image xlink:href="Pictures/${p('pictureName')}.png" xlink:type="simple"/><svg:title>${p('altTitle')}</svg:title><svg:desc>${p('altText')}</svg:desc></draw:frame><draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="http://${p('beacon')}.example/x.png"/></draw:frame><draw:frame svg:width="2cm" svg:height="2cm"><draw:object-ole xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame></text:p>
    <!-- ${p('xmlComment')} --><x:thing xmlns:x="urn:${p('namespace')}" x:a="${p('foreign')}">${p('foreignText')}</x:thing>
    <text:unheard-of text:name="${p('unknown')}"/>`;
  const parts = odfParts({
    kind: 'text',
    body,
    automatic: `<style:style style:name="P1" style:family="paragraph"><style:text-properties officeooo:rsid="${p('rsid')}" officeooo:paragraph-rsid="${p('paragraphRsid')}"/></style:style>`,
    parts: {
      'styles.xml': part(
        'styles',
        `<office:styles/><office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" style:paper-tray-name="${p('paperTray')}"/><style:header-style/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header><text:p>HeaderText</text:p></style:header></style:master-page></office:master-styles>`,
      ),
      'settings.xml': part(
        'settings',
        `<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item config:name="ViewLeft" config:type="int">137</config:config-item></config:config-item-set><config:config-item-set config:name="ooo:configuration-settings"><config:config-item config:name="AddParaTableSpacing" config:type="boolean">true</config:config-item><config:config-item config:name="PrinterName" config:type="string">${p('printerName')}</config:config-item><config:config-item config:name="PrinterSetup" config:type="base64Binary">${p('printerSetup')}</config:config-item><config:config-item config:name="RsidRoot" config:type="int">${p('rsidRoot')}</config:config-item><config:config-item config:name="CurrentDatabaseDataSource" config:type="string">${p('database')}</config:config-item></config:config-item-set></office:settings>`,
      ),
      'meta.xml': part(
        'meta',
        `<office:meta><meta:initial-creator>${p('metaAuthor')}</meta:initial-creator><dc:creator>${p('metaEditor')}</dc:creator><meta:generator>LibreOffice</meta:generator><meta:printed-by>${p('metaPrinted')}</meta:printed-by><meta:editing-cycles>24</meta:editing-cycles><meta:template xlink:href="file:///${p('metaTemplate')}"/><meta:user-defined meta:name="${p('metaName')}">${p('metaValue')}</meta:user-defined></office:meta>`,
      ),
      [`Pictures/${planted.find((word) => word.includes('pictureName'))}.png`]: png,
      'Object 1': p('ole'),
      'ObjectReplacements/Object 1': p('replacement'),
      'Thumbnails/thumbnail.png': png,
      'Configurations2/accelerator/current.xml': p('configuration'),
      'Basic/Standard/Module1.xml': p('macro'),
      'manifest.rdf': p('rdf'),
      'layout-cache': p('layoutCache'),
      'Versions/Version1': p('version'),
      [`${p('strayName')}.txt`]: p('strayPart'),
    },
  });
  const file = await dirtyZip(parts, {
    comment: p('zipComment'),
    memberComment: p('memberComment'),
  });
  return { file, planted, shown };
}
