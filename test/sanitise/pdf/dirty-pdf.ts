import { deflateSync } from 'node:zlib';
import { dirtyJpeg } from './dirty-jpeg.ts';
import { type Body, pdfOf } from './write-pdf.ts';

export interface DirtyPdf {
  file: Buffer;
  planted: string[];
  /** Words the page shows. */
  shown: string[];
}

/**
 * A document of one page with a word planted in every place where PDF keeps what the page does not show.
 */
export async function dirtyPdf(): Promise<DirtyPdf> {
  const planted: string[] = [];
  const plant = (place: string): string => {
    const word = `Qz${place.replace(/\W/g, '')}${planted.length}Zq`;
    planted.push(word);
    return word;
  };
  const text = (place: string): string => `(${plant(place)})`;
  const xmp = (place: string): Body => ({
    dict: '/Type /Metadata /Subtype /XML',
    data: `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r"><rdf:Description><dc:creator>${plant(place)}</dc:creator><xmp:CreateDate>2020-01-01</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta>`,
  });
  const wide = (place: string): string =>
    `<feff${Buffer.from(plant(place), 'utf16le').swap16().toString('hex').toUpperCase()}>`;
  const piece = (place: string): string =>
    `/PieceInfo <</${plant(place)} <</LastModified (D:2020) /Private ${text(`${place}Private`)}>>>>`;

  const bodies: Body[] = [];
  const names = ['catalogue'];
  /** Objects by name; a name may be used before its object is given. */
  const ref = (name: string): string => {
    if (!names.includes(name)) names.push(name);
    return `${names.indexOf(name) + 1} 0 R`;
  };
  const put = (name: string, body: Body): void => {
    ref(name);
    bodies[names.indexOf(name)] = body;
  };
  const script = (place: string): string => `<</S /JavaScript /JS ${text(place)}>>`;

  put(
    'catalogue',
    `<</Type /Catalog /Pages ${ref('pages')} /Metadata ${ref('xmp')} /Outlines ${ref('outlines')}
      /OpenAction ${script('OpenAction')} /AA <</WC ${script('AdditionalAction')}>>
      /Names <</EmbeddedFiles <</Names [${text('AttachmentName')} ${ref('attachment')}]>>
        /JavaScript <</Names [${text('ScriptName')} ${script('NamedScript')}]>>
        /Dests <</Names [${text('Destination')} [${ref('page')} /Fit]]>>>>
      /StructTreeRoot ${ref('structure')} /MarkInfo <</Marked true>> /Lang ${text('Language')}
      /PageLabels <</Nums [0 <</P ${text('PageLabel')}>>]>> /URI <</Base ${text('Base')}>>
      /OutputIntents [<</S /GTS_PDFX /Info ${text('Intent')} /OutputConditionIdentifier ${text('Condition')}>>]
      /OCProperties <</OCGs [${ref('on')} ${ref('off')}] /D <</OFF [${ref('off')}] /Creator ${text('LayerCreator')}>>>>
      /AcroForm <</Fields [${ref('field')} ${ref('hidden')} ${ref('signature')}] /DA (/Helv 0 Tf) /XFA [(template) ${ref('xfa')}]>>
      /Perms <</DocMDP ${ref('seal')}>> /Legal <</Attestation ${text('Legal')}>>
      ${piece('CatalogPiece')} /${plant('CatalogKey')} ${wide('CatalogValue')}>>`,
  );
  put('pages', `<</Type /Pages /Kids [${ref('page')}] /Count 1 /${plant('PagesKey')} 1>>`);
  put(
    'page',
    `<</Type /Page /Parent ${ref('pages')} /MediaBox [0 0 300 300] /Contents [${ref('content')} ${ref('more')}]
      /LastModified (D:20200101) /Metadata ${ref('pageXmp')} ${piece('PagePiece')} /Thumb ${ref('thumb')}
      /ID ${text('PageId')} /AA <</O ${script('PageAction')}>> /B [${ref('bead')}] /StructParents 0
      /SeparationInfo <</DeviceColorant ${text('Separation')}>> /${plant('PageKey')} true
      /Annots [${'note popup mark file link remote player field hidden signature'.split(' ').map(ref).join(' ')}]
      /Resources ${ref('resources')}>>`,
  );
  put(
    'resources',
    `<</ProcSet [/PDF /Text] /Font <</${plant('FontName')} ${ref('font')}>>
      /XObject <</${plant('FormName')} ${ref('form')} /Photo ${ref('photo')} /Rows ${ref('rows')}
        /Unused ${ref('unused')} /Layered ${ref('layered')}>>
      /ColorSpace <</Spot [/Separation /${plant('Ink')} /DeviceRGB ${ref('tint')}]
        /Table [/Indexed /DeviceRGB 1 (\\377\\000\\000\\000\\000\\377${plant('Palette')})]>>
      /Properties <</L0 ${ref('off')} /L1 ${ref('on')} /P0 <</${plant('PropertyKey')} ${text('Property')}>>>>
      /Shading <</Fade <</ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 1 0] /Function ${ref('ramp')}
        /${plant('ShadingKey')} 1>>>>
      /ExtGState <</Half <</ca .5 /${plant('StateKey')} ${text('State')}>>>>>>`,
  );
  const [fontName, formName] = [
    planted.find((w) => /FontName/.test(w)),
    planted.find((w) => /FormName/.test(w)),
  ];
  put('content', {
    dict: `/Filter /FlateDecode /${plant('ContentKey')} 1`,
    data: deflateSync(
      Buffer.from(
        `%${plant('Comment')}\n/Span <</ActualText ${wide('ActualText')} /Lang (da)>> BDC
        BT /${fontName} 14 Tf 20 270 Td (Visible line) Tj % ${plant('InnerComment')}
        0 -20 Td [(Second) -200 (words)] TJ ET EMC
        /Artifact /P0 BDC /Tag /P0 DP /Mark MP q Q EMC /${plant('Tag')} BMC EMC
        /OC /L0 BDC BT /${fontName} 9 Tf 20 200 Td ${text('LayerOff')} Tj ET EMC
        /OC /L1 BDC BT /${fontName} 9 Tf 20 215 Td (Layer that is on) Tj ET EMC
        ${text('LooseString')} 0 0 1 rg BX ${text('Compatibility')} Unknown EX
        q 100 0 0 100 20 60 cm /Photo Do Q q 40 0 0 40 140 60 cm /Rows Do Q\n`,
        'latin1',
      ),
    ),
  });
  put('more', {
    dict: '',
    data: `/Half gs /Spot cs 1 scn 200 60 40 40 re f /${formName} Do /Layered Do
      q 20 0 0 20 250 60 cm BI /W 2 /H 1 /BPC 8 /CS /Table /${plant('InlineKey')} 1 ID \x00\x01${plant('InlineTail')}\nEI Q
      q 40 0 0 40 200 110 cm 0 0 1 1 re W n /Fade sh Q`,
  });
  put('form', {
    dict: `/Type /XObject /Subtype /Form /BBox [0 0 300 300] ${piece('FormPiece')} /LastModified (D:2019)
      /Metadata ${ref('formXmp')} /Name /${plant('FormLabel')} /OPI <</2.0 <</F ${text('Proxy')}>>>>
      /Resources <</Font <</F ${ref('font')}>>>>`,
    data: `BT /F 12 Tf 20 20 Td (Form text) Tj ET %${plant('FormComment')}`,
  });
  put('layered', {
    dict: `/Type /XObject /Subtype /Form /BBox [0 0 300 300] /OC ${ref('off')} /Resources <</Font <</F ${ref('font')}>>>>`,
    data: `BT /F 12 Tf 20 30 Td ${text('LayeredForm')} Tj ET`,
  });
  put('photo', {
    dict: `/Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceRGB /BitsPerComponent 8
      /Filter /DCTDecode /Metadata ${ref('photoXmp')} /ID ${text('ImageId')} /Name /${plant('ImageLabel')}
      /Alternates [<</Image ${ref('unused')}>>]`,
    data: await dirtyJpeg(plant),
  });
  const rows = deflateSync(Buffer.concat([Buffer.alloc(12, 90), Buffer.from(plant('ExtraRows'))]));
  put('rows', {
    dict: '/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode',
    data: Buffer.concat([rows, Buffer.from(plant('AfterFlate'))]),
  });
  const pixels = (place: string): Body => ({
    dict: '/Type /XObject /Subtype /Image /Width 8 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8',
    data: plant(place).padEnd(32, '.').slice(0, 32),
  });
  put('unused', pixels('Unused'));
  put('thumb', pixels('Thumb'));
  put(
    'font',
    `<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Name /${plant('FontLabel')} /Encoding /WinAnsiEncoding /ToUnicode ${ref('map')}>>`,
  );
  put('map', {
    dict: '',
    data: `%%Title: ${plant('MapTitle')}\n/CIDInit /ProcSet findresource begin 12 dict begin begincmap
      /CMapName /${plant('MapName')} def 1 begincodespacerange <00> <FF> endcodespacerange
      1 beginbfrange <20> <7E> <0020> endbfrange ${text('MapString')} pop endcmap`,
  });
  put('tint', {
    dict: '/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]',
    data: `{ dup 0.5 mul 0 % ${plant('CalculatorComment')}\n }`,
  });
  put('ramp', {
    dict: '/FunctionType 0 /Domain [0 1] /Range [0 1] /Size [2] /BitsPerSample 8',
    data: `\x00\xff${plant('ExtraSamples')}`,
  });
  putAnnotations({ put, ref, text, wide, plant, script });
  putRest({ put, ref, text, plant, xmp });
  const trailer = `/Info ${ref('info')} /ID [<${Buffer.from(plant('Id')).toString('hex')}> <00>] /${plant('TrailerKey')} 1`;
  for (const [index] of names.entries()) bodies[index] ??= 'null';
  const document = pdfOf(bodies, trailer, `%${plant('HeaderComment')}\n`);
  const file = Buffer.concat([document, Buffer.from(`\n${plant('AfterEnd')}`)]);
  return {
    file,
    planted,
    shown: ['Visible line', 'Second', 'Layer that is on', 'Form text', 'Field value', 'Marked'],
  };
}

interface Tools {
  put(name: string, body: Body): void;
  ref(name: string): string;
  text(place: string): string;
  plant(place: string): string;
}

/** Annotations: notes lie outside the page, so that Poppler's icons do not count as what the page shows. */
function putAnnotations({
  put,
  ref,
  text,
  wide,
  script,
}: Tools & { wide(place: string): string; script(place: string): string }): void {
  const annotation = (subtype: string, rest: string): string =>
    `<</Type /Annot /Subtype /${subtype} ${rest}>>`;
  const look = (words: string): Body => ({
    dict: `/Type /XObject /Subtype /Form /BBox [0 0 80 16] /Resources <</Font <</F ${ref('font')}>>>>`,
    data: `BT /F 10 Tf 2 4 Td (${words}) Tj ET`,
  });
  put(
    'note',
    annotation(
      'Text',
      `/Rect [900 900 920 920] /Contents ${wide('NoteText')} /T ${text('NoteAuthor')} /Subj ${text('NoteSubject')}
      /NM ${text('NoteId')} /M (D:2020) /CreationDate (D:2020) /RC ${text('NoteRich')} /Popup ${ref('popup')}`,
    ),
  );
  put(
    'popup',
    annotation(
      'Popup',
      `/Rect [900 900 950 950] /Parent ${ref('note')} /Contents ${text('Popup')}`,
    ),
  );
  put('markLook', look('Marked'));
  put(
    'mark',
    annotation(
      'FreeText',
      `/F 4 /Rect [120 240 200 256] /AP <</N ${ref('markLook')}>> /Contents ${text('MarkText')} /T ${text('MarkAuthor')} /DA ${text('MarkStyle')}`,
    ),
  );
  put(
    'file',
    annotation(
      'FileAttachment',
      `/F 2 /Rect [900 0 910 10] /FS ${ref('attachment')} /Contents ${text('FileNote')}`,
    ),
  );
  put(
    'link',
    annotation(
      'Link',
      `/Rect [20 265 100 285] /Border [0 0 0] /A <</S /URI /URI ${text('Address')}>>`,
    ),
  );
  put(
    'remote',
    annotation(
      'Link',
      `/Rect [20 245 100 264] /Border [0 0 0] /A <</S /GoToR /F ${text('RemotePath')} /D [0 /Fit]>>`,
    ),
  );
  put(
    'player',
    annotation(
      'Screen',
      `/Rect [900 20 910 30] /T ${text('PlayerTitle')} /A <</S /Rendition /JS ${text('PlayerScript')}>>`,
    ),
  );
  put('fieldLook', look('Field value'));
  put(
    'field',
    annotation(
      'Widget',
      `/F 4 /FT /Tx /Rect [120 220 200 236] /T ${text('FieldName')} /TU ${wide('FieldTip')} /DV ${text('FieldDefault')}
      /V (Field value) /AP <</N ${ref('fieldLook')}>> /AA <</K ${script('FieldScript')}>> /MK <</CA ${text('FieldCaption')}>>`,
    ),
  );
  put('hiddenLook', look('hidden'));
  put(
    'hidden',
    annotation(
      'Widget',
      `/F 2 /FT /Tx /Rect [0 0 80 16] /T (h) /V ${text('HiddenValue')} /AP <</N ${ref('hiddenLook')}>>`,
    ),
  );
  put('signature', annotation('Widget', `/F 4 /FT /Sig /Rect [0 0 0 0] /T (s) /V ${ref('seal')}`));
  put(
    'seal',
    `<</Type /Sig /Filter /Adobe.PPKLite /Name ${text('Signer')} /Reason ${text('Reason')} /Location ${text('Place')}
      /M (D:2020) /ByteRange [0 1 2 3] /Contents <${Buffer.from(text('Certificate')).toString('hex')}>>>`,
  );
}

function putRest({ put, ref, text, plant, xmp }: Tools & { xmp(place: string): Body }): void {
  for (const name of ['xmp', 'pageXmp', 'formXmp', 'photoXmp']) put(name, xmp(name));
  put(
    'outlines',
    `<</Type /Outlines /First ${ref('bookmark')} /Last ${ref('bookmark')} /Count 1>>`,
  );
  put(
    'bookmark',
    `<</Title ${text('Bookmark')} /Parent ${ref('outlines')} /Dest [${ref('page')} /Fit]>>`,
  );
  put(
    'structure',
    `<</Type /StructTreeRoot /K ${ref('element')} /RoleMap <</${plant('Role')} /P>>>>`,
  );
  put(
    'element',
    `<</Type /StructElem /S /Figure /P ${ref('structure')} /Alt ${text('Alternative')} /T ${text('ElementTitle')} /ID ${text('ElementId')}>>`,
  );
  put(
    'attachment',
    `<</Type /Filespec /F ${text('AttachedFile')} /Desc ${text('AttachedNote')} /EF <</F ${ref('attached')}>>>>`,
  );
  put('attached', { dict: '/Type /EmbeddedFile', data: plant('AttachedContent') });
  put('on', `<</Type /OCG /Name ${text('LayerName')}>>`);
  put('off', `<</Type /OCG /Name ${text('HiddenLayerName')}>>`);
  put('bead', `<</T <</I <</Title ${text('Thread')}>>>> /P ${ref('page')}>>`);
  put('xfa', { dict: '', data: `<template>${plant('Xfa')}</template>` });
  put('orphan', `<</Left ${text('Orphan')}>>`);
  put(
    'info',
    `<</Author ${text('Author')} /Title ${text('Title')} /Creator ${text('Creator')} /Producer ${text('Producer')}
      /CreationDate (D:20200101) /Company ${text('Company')} /Keywords ${text('Keywords')} /${plant('InfoKey')} (x)>>`,
  );
}
