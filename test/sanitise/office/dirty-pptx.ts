import { relationship } from './dirty-docx.ts';
import { dirtyZip, planter } from './dirty-zip.ts';

const P = 'http://schemas.openxmlformats.org/presentationml/2006/main';
const A = 'http://schemas.openxmlformats.org/drawingml/2006';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PKG = 'http://schemas.openxmlformats.org/package/2006';
const MS = 'http://schemas.microsoft.com/office';
const PML = 'application/vnd.openxmlformats-officedocument.presentationml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const NAMESPACES = `xmlns:p="${P}" xmlns:a="${A}/main" xmlns:r="${R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:p14="${MS}/powerpoint/2010/main" xmlns:a16="${MS}/drawing/2014/main"`;

function relationships(...all: string[]): string {
  return `${XML}<Relationships xmlns="${PKG}/relationships">${all.join('')}</Relationships>`;
}

function shape(id: number, names: string, content: string, more = ''): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" ${names}>${more}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="500000" y="${id * 600000}"/><a:ext cx="7000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>${content}</a:p></p:txBody></p:sp>`;
}

function run(text: string, properties = ''): string {
  return `<a:r><a:rPr lang="en-GB">${properties}</a:rPr><a:t>${text}</a:t></a:r>`;
}

function tree(content: string): string {
  return `<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${content}</p:spTree></p:cSld>`;
}

/** A picture that plays the film. */
function filmFrame(picture: string): string {
  return picture.replace(
    '<p:nvPr/>',
    '<p:nvPr><a:videoFile r:link="rVideo"/><p:extLst><p:ext uri="{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}"><p14:media r:embed="rMedia"/></p:ext></p:extLst></p:nvPr>',
  );
}

const COLOURS = 'dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink'
  .split(' ')
  .map(
    (name) => `<a:${name}><a:srgbClr val="${name === 'lt1' ? 'FFFFFF' : '102030'}"/></a:${name}>`,
  )
  .join('');
const FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const LINE = `<a:ln>${FILL}</a:ln>`;
const EFFECT = '<a:effectStyle><a:effectLst/></a:effectStyle>';
const FONT = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>';
const THEME = `${XML}<a:theme xmlns:a="${A}/main" name="x"><a:themeElements><a:clrScheme name="x">${COLOURS}</a:clrScheme><a:fontScheme name="x"><a:majorFont>${FONT}</a:majorFont><a:minorFont>${FONT}</a:minorFont></a:fontScheme><a:fmtScheme name="x"><a:fillStyleLst>${FILL.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${LINE.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${EFFECT.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${FILL.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
const MAP =
  '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>';

/** A presentation with a marker in every place known to hold more than it shows, and what must survive. */
export async function dirtyPptx(
  png: Buffer,
  film?: Buffer,
): Promise<{
  file: Buffer;
  planted: string[];
  shown: string[];
  notes: string;
}> {
  const { plant: p, planted } = planter();
  const shown = ['TitleText', 'LinkText', 'DateText', 'CellText', 'FormerFile'];
  const types: Record<string, string> = {
    'ppt/presentation.xml': `${PML}.presentation.main+xml`,
    'ppt/slides/slide1.xml': `${PML}.slide+xml`,
    'ppt/slideLayouts/slideLayout1.xml': `${PML}.slideLayout+xml`,
    'ppt/slideMasters/slideMaster1.xml': `${PML}.slideMaster+xml`,
    'ppt/notesMasters/notesMaster1.xml': `${PML}.notesMaster+xml`,
    'ppt/notesSlides/notesSlide1.xml': `${PML}.notesSlide+xml`,
    'ppt/theme/theme1.xml': 'application/vnd.openxmlformats-officedocument.theme+xml',
    'ppt/theme/theme2.xml': 'application/vnd.openxmlformats-officedocument.theme+xml',
    'ppt/commentAuthors.xml': `${PML}.commentAuthors+xml`,
    'ppt/comments/comment1.xml': `${PML}.comments+xml`,
  };
  const creation = `<a:extLst><a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId id="{${p('creationId')}}"/></a:ext></a:extLst>`;
  const picture = (blip: string) =>
    `<p:pic><p:nvPicPr><p:cNvPr id="0" name="${p('picName')}.jpg" descr="${p('picDescr')}"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip ${blip}/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="10" y="10"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`;
  const frame = (content: string, uri: string) =>
    `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="20" name="${p('frameName')}"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="500000" y="4000000"/><a:ext cx="4000000" cy="400000"/></p:xfrm><a:graphic><a:graphicData uri="${uri}">${content}</a:graphicData></a:graphic></p:graphicFrame>`;
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml': `${XML}<Types xmlns="${PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="mp4" ContentType="video/mp4"/><Default Extension="bin" ContentType="application/octet-stream"/>${Object.entries(
      types,
    )
      .map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
      .join('')}</Types>`,
    '_rels/.rels': relationships(
      relationship('rId1', 'officeDocument', 'ppt/presentation.xml'),
      relationship('rId2', `${PKG}/relationships/metadata/core-properties`, 'docProps/core.xml'),
    ),
    'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="${PKG}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${p('creator')}</dc:creator></cp:coreProperties>`,
    'ppt/presentation.xml': `${XML}<p:presentation ${NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId3"/></p:notesMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/><p:custDataLst><p:tags r:id="rTags"/></p:custDataLst><p:modifyVerifier hashData="${p('modifyVerifier')}"/><p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst><p14:section name="${p('section')}" id="{${p('sectionId')}}"/></p14:sectionLst></p:ext></p:extLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships(
      relationship('rId1', 'slideMaster', 'slideMasters/slideMaster1.xml'),
      relationship('rId2', 'slide', 'slides/slide1.xml'),
      relationship('rId3', 'notesMaster', 'notesMasters/notesMaster1.xml'),
      relationship('rId4', 'theme', 'theme/theme1.xml'),
      relationship('rId5', 'commentAuthors', 'commentAuthors.xml'),
      relationship('rId6', 'viewProps', 'viewProps.xml'),
      relationship('rId7', 'presProps', 'presProps.xml'),
      relationship('rTags', 'tags', 'tags/tag1.xml'),
      relationship('rAuthors', `${MS}/2018/10/relationships/authors`, 'authors.xml'),
    ),
    'ppt/commentAuthors.xml': `${XML}<p:cmAuthorLst ${NAMESPACES}><p:cmAuthor id="0" name="${p('commentAuthor')}" initials="X"/></p:cmAuthorLst>`,
    'ppt/authors.xml': `<x>${p('modernAuthor')}</x>`,
    'ppt/viewProps.xml': `<x>${p('viewProps')}</x>`,
    'ppt/presProps.xml': `<x>${p('presProps')}</x>`,
    'ppt/tags/tag1.xml': `<x>${p('tags')}</x>`,
    'ppt/comments/comment1.xml': `${XML}<p:cmLst ${NAMESPACES}><p:cm authorId="0" dt="2021-01-01T00:00:00"><p:text>${p('comment')}</p:text></p:cm></p:cmLst>`,
    'ppt/theme/theme1.xml': THEME,
    'ppt/theme/theme2.xml': THEME,
    'ppt/slideMasters/slideMaster1.xml': `${XML}<p:sldMaster ${NAMESPACES}>${tree('')}${MAP}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>`,
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relationships(
      relationship('rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'),
      relationship('rId2', 'theme', '../theme/theme1.xml'),
    ),
    'ppt/slideLayouts/slideLayout1.xml': `${XML}<p:sldLayout ${NAMESPACES}>${tree('')}</p:sldLayout>`,
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relationships(
      relationship('rId1', 'slideMaster', '../slideMasters/slideMaster1.xml'),
    ),
    'ppt/notesMasters/notesMaster1.xml': `${XML}<p:notesMaster ${NAMESPACES}>${tree('')}${MAP}</p:notesMaster>`,
    'ppt/notesMasters/_rels/notesMaster1.xml.rels': relationships(
      relationship('rId1', 'theme', '../theme/theme2.xml'),
    ),
    'ppt/notesSlides/notesSlide1.xml': `${XML}<p:notes ${NAMESPACES}>${tree(shape(2, 'name="Notes 1"', run('NotesText')))}</p:notes>`,
    'ppt/notesSlides/_rels/notesSlide1.xml.rels': relationships(
      relationship('rId1', 'notesMaster', '../notesMasters/notesMaster1.xml'),
      relationship('rId2', 'slide', '../slides/slide1.xml'),
    ),
    'ppt/slides/slide1.xml': `${XML}<p:sld ${NAMESPACES} mc:Ignorable="p14 a16">${tree(
      [
        shape(
          2,
          `name="${p('shapeName')}" descr="${p('altText')}" title="${p('altTitle')}"`,
          run('TitleText'),
          creation,
        ),
        shape(
          3,
          'name="Box 3"',
          `${run('LinkText', `<a:hlinkClick r:id="rWeb" tooltip="${p('tooltip')}"/>`)}${run('FileLink', '<a:hlinkClick r:id="rFile"/>')}${run('Runs', `<a:hlinkClick r:id="" action="ppaction://program?file=${p('program')}"/>`)}`,
        ),
        shape(
          4,
          'name="Date 4"',
          `<a:fld id="{${p('fieldId')}}" type="datetime1"><a:rPr lang="en-GB"/><a:pPr/><a:t>DateText</a:t></a:fld><a:fld id="{B5F4C0A0-1234-4123-8123-123456789ABC}" type="slidenum"><a:rPr/><a:t>1</a:t></a:fld>`,
        ),
        picture('r:embed="rPicture"'),
        picture('r:link="rBeacon"'),
        frame(
          `<a:tbl><a:tblPr/><a:tblGrid><a:gridCol w="4000000"><a:extLst><a:ext uri="{9D8B030D-6E8A-4147-A177-3AD203B41FA5}"><a16:colId val="${p('colId')}"/></a:ext></a:extLst></a:gridCol></a:tblGrid><a:tr h="400000"><a:tc><a:txBody><a:bodyPr/><a:p>${run('CellText')}</a:p></a:txBody><a:tcPr/></a:tc></a:tr></a:tbl>`,
          `${A}/table`,
        ),
        frame(
          `<mc:AlternateContent><mc:Choice Requires="v"><p:oleObj spid="${p('oleSpid')}" name="${p('oleName')}" r:id="rOle" progId="${p('progId')}"><p:embed/></p:oleObj></mc:Choice><mc:Fallback><p:oleObj name="x" r:id="rOle" progId="x"><p:embed/>${picture('r:embed="rPicture"')}</p:oleObj></mc:Fallback></mc:AlternateContent>`,
          'http://schemas.openxmlformats.org/presentationml/2006/ole',
        ),
        shape(6, 'name="Box 6"', run('FormerFile')),
        film ? filmFrame(picture('r:embed="rPicture"')) : '',
      ].join(''),
    )}<p:transition spd="slow"><p:fade/><p:sndAc><p:stSnd><p:snd r:embed="rSound" name="${p('sound')}.wav"/></p:stSnd></p:sndAc></p:transition><p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"/></p:par></p:tnLst></p:timing><p:extLst><p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId val="${p('slideCreationId')}"/></p:ext></p:extLst></p:sld>`,
    'ppt/slides/_rels/slide1.xml.rels': relationships(
      relationship('rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'),
      relationship('rId2', 'notesSlide', '../notesSlides/notesSlide1.xml'),
      relationship('rId3', 'comments', '../comments/comment1.xml'),
      relationship('rWeb', 'hyperlink', 'https://example.org/', true),
      relationship('rFile', 'hyperlink', `file:///C:/${p('fileLink')}`, true),
      relationship('rPicture', 'image', `../media/${p('partName')}.png`),
      relationship('rBeacon', 'image', `http://${p('beacon')}.example/`, true),
      relationship('rOle', 'oleObject', '../embeddings/o1.bin'),
      film ? relationship('rVideo', 'video', '../media/film.mp4') : '',
      film ? relationship('rMedia', `${MS}/2007/relationships/media`, '../media/film.mp4') : '',
    ),
    [`ppt/media/${planted.find((word) => word.includes('partName'))}.png`]: png,
    'ppt/embeddings/o1.bin': p('ole'),
    ...(film ? { 'ppt/media/film.mp4': film } : {}),
  };
  return {
    file: await dirtyZip(parts, { comment: p('zipComment') }),
    planted,
    shown,
    notes: 'NotesText',
  };
}
