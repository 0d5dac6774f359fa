import { expect } from 'chai';
import fc from 'fast-check';
import sharp from 'sharp';
import { exifToolTags, findMarkers, useSanitiser } from './judges.ts';
import { cleanHere, verifyHere } from './media/clean-here.ts';
import { convert, shownText } from './office/office-programs.ts';

const MARKERS =
  'mkQalternative mkQstyle mkQgenerator mkQtitle mkQauthor mkQoperator mkQcompany mkQtemplate mkQproperty mkQvalue mkQreviewer ' +
  'mkQnamespace mkQdeleted mkQhidden mkQcommenter mkQcomment mkQbeacon mkQclass mkQobject mkQpicture mkQpng mkQshape mkQunknown ' +
  'mkQbookmark mkQvariable mkQindex mkQmetafile mkQtail mkQdata mkQpath mkQwriter mkQuser mkQsecret mkQmoved';
const SHOWN = [
  'fed',
  'æøå',
  'smil',
  'indsat',
  'synlig',
  'et link',
  'andet link',
  'flyttet',
  'et felt',
  'vist objekt',
  'tekst i boks',
  'punkt et',
  'celle b',
  'sidehoved',
];

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}

/** A document with something hidden in every group that is known to hide things. */
async function dirtyRtf(): Promise<Buffer> {
  const picture = await sharp({
    create: { width: 20, height: 20, channels: 3, background: '#a03060' },
  })
    .withExif({ IFD0: { Artist: 'mkQpng' } })
    .png()
    .toBuffer();
  return Buffer.from(
    String.raw`{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\fnil\fcharset0 Calibri;}{\f1\froman{\*\falt mkQalternative}Times New Roman;}}
{\colortbl;\red255\green0\blue0;}{\stylesheet{\s0 mkQstyle;}}{\*\rsidtbl\rsid1234}{\*\generator mkQgenerator;}
{\info{\title mkQtitle}{\author mkQauthor}{\operator mkQoperator}{\creatim\yr2020\mo1\dy2}{\*\company mkQcompany}}
{\*\template C:\\Users\\mkQtemplate.dot}{\*\userprops{\propname mkQproperty}\proptype30{\staticval mkQvalue}}
{\*\revtbl{Unknown;}{mkQreviewer;}}{\*\xmlnstbl{\xmlns1 mkQnamespace}}{\*\datastore ${hex('mkQdata')}}
{\*\docvar{mkQvariable}{x}}{\header\pard sidehoved\par}\viewkind4\pard\plain\s1\ql\f0\fs24
Hej {\b fed} tekst \'e6\'f8\'e5 og \u8203?\u9786?smil\par {\deleted mkQdeleted}{\revised\revauth1 indsat}\v mkQhidden \v0 synlig\par
{\insrsid123 rsid}{\*\bkmkstart mkQbookmark}{\*\bkmkend mkQbookmark}{\xe mkQindex}
{\*\atnid X}{\*\atnauthor mkQcommenter}\chatn{\*\annotation\pard mkQcomment}
{\field{\*\fldinst{ HYPERLINK "https://example.org/x" }}{\fldrslt{\ul et link}}}
{\field{\*\fldinst FILENAME \\p}{\fldrslt C:\\Users\\mkQpath.rtf}}{\field{\*\fldinst{AUTHOR  \\* MERGEFORMAT}}{\fldrslt{mkQwriter}}}
{\field{\*\fldinst{ HYPERLINK "https://mkQuser:mkQsecret@example.org/y" \\o "x" }}{\fldrslt{andet link}}}{\mvf mkQmoved}{\mvt flyttet}
{\field{\*\fldinst{ INCLUDEPICTURE "http://mkQbeacon/x.png" }}{\fldrslt{et felt}}}\par
{\object\objemb{\*\objclass mkQclass}{\*\objdata ${hex('mkQobject')}}{\result{vist objekt}}}
{\*\shppict{\pict{\*\picprop{\sp{\sn n}{\sv mkQpicture}}}\picwgoal300\pichgoal300\pngblip{\*\blipuid 00112233}
${picture.toString('hex')}}}{\nonshppict{\pict\wmetafile8 ${hex('mkQmetafile')}}}\par
{\shp{\*\shpinst\shpleft1{\sp{\sn mkQshape}{\sv 1}}{\shptxt\pard tekst i boks\par}}{\shprslt x}}
{\listtext\pard\plain 1.\tab}punkt et\par{\*\unknown mkQunknown}
\trowd\trgaph70\cellx1000\cellx2000\intbl celle a\cell celle b\cell\row\pard slut\par}mkQtail`,
    'latin1',
  );
}

describe('cleaning RTF', () => {
  const clean = useSanitiser();
  let dirty: Buffer;
  let cleaned: Buffer;
  let removed: Record<string, number>;
  before(async () => {
    dirty = await dirtyRtf();
    const { result, bytes } = await clean(dirty);
    expect(result).to.include({ clean: true, type: 'rtf' });
    cleaned = bytes;
    removed = Object.fromEntries(
      (result.clean ? result.removed : []).map(({ kind, count }) => [kind, count]),
    );
  });

  it('leaves none of the words planted where a document hides things', () => {
    const markers = MARKERS.split(' ');
    expect(findMarkers(dirty, markers)).to.deep.equal(markers);
    expect(findMarkers(cleaned, markers)).to.deep.equal([]);
    expect(cleaned.toString('latin1')).to.not.match(/\\\w*rsid|revauth|\\s1\b|\\v\b|8203/);
  });

  it('keeps what the document shows, for LibreOffice too', async () => {
    const text = await shownText(cleaned, 'rtf');
    for (const words of SHOWN) expect(text).to.include(words);
    expect(cleaned.toString('latin1'))
      .to.include('HYPERLINK "https://example.org/x"')
      .and.include('pngblip');
  });

  it('tells what it removed by kind', () => {
    expect(removed['author']).to.be.greaterThan(3);
    for (const kind of [
      'time',
      'software',
      'description',
      'path',
      'history',
      'comment',
      'identifier',
    ]) {
      expect(removed[kind], kind).to.be.greaterThan(0);
    }
    for (const kind of ['hiddenContent', 'externalLink', 'embeddedFile', 'trailingData']) {
      expect(removed[kind], kind).to.be.greaterThan(0);
    }
  });

  it('leaves nothing that ExifTool would list', async () => {
    const tags = Object.keys(await exifToolTags(cleaned, 'rtf'));
    expect(tags.filter((tag) => !tag.startsWith('File:'))).to.deep.equal([]);
  });

  it('changes nothing and finds nothing the second time', async () => {
    const { result, bytes } = await clean(cleaned);
    expect(result).to.deep.include({ clean: true, removed: [] });
    expect(bytes.equals(cleaned)).to.equal(true);
  });

  it('keeps a document that LibreOffice wrote readable, lists and tables too', async () => {
    const page = Buffer.from(
      '<h1>Overskrift</h1><ul><li>et<li>to</ul><ol><li>a<li>b</ol><table><tr><td>x<td>y</table><p>æøå',
    );
    const written = await convert(
      await convert(page, 'html', 'docx:MS Word 2007 XML'),
      'docx',
      'rtf:Rich Text Format',
    );
    const before = await shownText(written, 'rtf');
    const { result, bytes } = await clean(written);
    expect(result).to.include({ clean: true });
    const words = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
    expect(words(await shownText(bytes, 'rtf')).replace(/\b[12] /g, '')).to.equal(
      words(before).replace(/\b[12] /g, ''),
    );
  });

  it('refuses a document that is cut off anywhere', async () => {
    const length = dirty.lastIndexOf('}');
    await fc.assert(
      fc.asyncProperty(fc.nat(length - 1), async (at) => {
        const reason = await cleanHere(dirty.subarray(0, at), 'rtf').then(
          () => 'clean',
          (error) => error.reason,
        );
        expect(reason).to.equal('damaged');
      }),
      { numRuns: 50 },
    );
  });

  it('writes only what its own check accepts, whatever it is given', async () => {
    const piece = fc.constantFrom(
      ...[
        ..."{|}|\\*|\\u8203?|\\u-10179?|\\u-9152 |\\uc2 |\\'ad|\\'00|\\'e6|\\b |\\v |\\v0 |\\plain |\\deleted |\\field |\\fldinst PAGE|\\fldrslt |\\shp|\\shpinst |\\sp|\\shptxt |\\object|\\result |\\par |\\unknown12 |\\~|\\-|\\_|\\bin3 abc|\\info|\\upr|\\ud |\\fonttbl|\\f1 |Name;|\\colortbl|;|x|\\listtext |\\header |\\pict|\\footnote ".split(
          '|',
        ),
        '\\\\',
        '\n',
        '\\\n',
        '\xe6',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (parts) => {
        const document = Buffer.from(`{\\rtf1 ${parts.join('')}${'}'.repeat(41)}`, 'latin1');
        const { bytes } = await cleanHere(document, 'rtf');
        expect((await cleanHere(bytes, 'rtf')).bytes.equals(bytes)).to.equal(true);
      }),
      { numRuns: 500 },
    );
  });

  const refused: [string, string][] = [
    ['an unknown word', '\\rsid12 '],
    ['document information', '{\\info {\\author x}}'],
    ['an optional group', '{\\*\\generator x}'],
    ['a field that fetches', '{\\field {\\*\\fldinst INCLUDEPICTURE "http://x"}{\\fldrslt }}'],
    ['binary data', '\\bin3 abc'],
    ['a character that is not seen', '\\u8203 '],
    ['a metafile', '{\\pict \\wmetafile8 \n00}'],
  ];
  for (const [what, content] of refused) {
    it(`is checked by a parse of its own, which finds ${what}`, async () => {
      const document = (inner: string) => Buffer.from(`{\\rtf1 \\uc0 \\pard ${inner}}\n`);
      await verifyHere(document('x'), 'rtf');
      const reason = await verifyHere(document(content), 'rtf').then(
        () => 'clean',
        (error) => error.reason,
      );
      expect(reason).to.equal('residue');
    });
  }
});
