import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { detect } from '../../src/sanitise/detect.ts';
import type { FileType } from '../../src/sanitise/file-types.ts';
import { NotCleanable } from '../../src/sanitise/formats/format.ts';
import { bufferInput } from '../../src/sanitise/input.ts';
import { picture } from './images/pictures.ts';

const detected = (file: Buffer | string) => detect(bufferInput(Buffer.from(file)));

async function reasonFor(file: Buffer | string): Promise<string> {
  const error = await detected(file).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof NotCleanable)) throw error ?? new Error('a type was found');
  return error.reason;
}

/** A small archive with these members, made by another program. */
function zipOf(members: Record<string, string>): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'sluse-zip-'));
  const script =
    'import sys, json, zipfile\nz = zipfile.ZipFile(sys.argv[1], "w")\n' +
    'for name, text in json.loads(sys.argv[2]).items(): z.writestr(name, text)\nz.close()';
  try {
    execFileSync('/usr/bin/python3', [
      '-c',
      script,
      join(folder, 'x.zip'),
      JSON.stringify(members),
    ]);
    return readFileSync(join(folder, 'x.zip'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An Office document as a program writes it. */
function convert(extension: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'sluse-office-'));
  try {
    writeFileSync(join(folder, 'x.html'), '<p>Hello</p><table><tr><td>1</td></tr></table>');
    const filter =
      { xls: 'xls:MS Excel 97', doc: 'doc:MS Word 97', ppt: 'ppt' }[extension] ?? extension;
    const input = extension === 'xls' ? ['--infilter=HTML (StarCalc)'] : [];
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        ...input,
        '--convert-to',
        filter,
        '--outdir',
        folder,
        join(folder, 'x.html'),
      ],
      { stdio: 'ignore' },
    );
    return readFileSync(join(folder, `x.${extension}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const office = (part: string) => ({
  '[Content_Types].xml': '<Types/>',
  '_rels/.rels': '<x/>',
  [part]: '<x/>',
});
const box = (brands: string) =>
  `\0\0\0${String.fromCharCode(8 + brands.length + 4)}ftyp${brands.slice(0, 4)}\0\0\0\0${brands.slice(4)}`;

describe('the type of a file', () => {
  const examples: [string, FileType, string | Buffer][] = [
    ['a PDF', 'pdf', '%PDF-1.7\n'],
    ['a PDF behind a line of a printer', 'pdf', '\x1b%-12345X@PJL\r\n%PDF-1.4\n\0'],
    ['rich text', 'rtf', '{\\rtf1\\ansi x}'],
    ['plain text', 'txt', 'Dear unit,\nthis is what I saw.\n'],
    ['text in another alphabet', 'txt', 'Ærede enhed, проверка, 監査'],
    ['text of old Windows', 'txt', Buffer.from('L\xf8nnen er \xe6ndret', 'latin1')],
    ['text in UTF-16', 'txt', Buffer.from('\ufeffHello', 'utf16le')],
    ['a table', 'csv', 'name;sum\nA;1\nB;2\n'],
    ['a table with lines in its cells', 'csv', 'name,sum\n"A\nand ""B""",1\nC,2\n'],
    ['a table with quotes', 'csv', 'name,sum\n"A, B",1\nC,2\n'],
    ['a web page', 'html', '\n<!-- x --><!DOCTYPE html><html></html>'],
    ['a web page without a head', 'html', '<html><body>x</body></html>'],
    ['a drawing', 'svg', '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="x"/>'],
    [
      'a drawing with a prefix',
      'svg',
      '<svg:svg xmlns:svg="http://www.w3.org/2000/svg"></svg:svg>',
    ],
    ['a mail', 'eml', 'Received: from x\r\nFrom: a@b\r\nTo: c@d\r\nSubject: x\r\n\r\nHello'],
    [
      'a mail behind a mark and blank lines',
      'eml',
      '\xef\xbb\xbf\r\n\r\nTo: c@d\r\nFrom : a@b\r\nDate: x\r\n\r\nHello',
    ],
    [
      'a mail that was changed by hand',
      'unknown',
      'Seen today\nReceived: from x\nMessage-ID: <1@x>\n\nHello',
    ],
    ['a letter that starts like a mail', 'txt', 'Subject: pay\nI saw that\n\n'],
    ['other XML', 'unknown', '<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>'],
    ['XML without its first line', 'unknown', '<gpx creator="x"><trk/></gpx>'],
    ['a text that starts with a name in brackets', 'txt', '<anna> skrev:\nHej\n'],
    ['a part of a page', 'html', '<h1>Hello</h1>'],
    [
      'a card with an address',
      'unknown',
      'BEGIN:VCARD\r\nVERSION:3.0\r\nREV:2021\r\nEND:VCARD\r\n',
    ],
    ['an invitation', 'unknown', 'BEGIN:VCALENDAR\r\nUID:x\r\nEND:VCALENDAR\r\n'],
    ['data of a form', 'unknown', '%FDF-1.2\n1 0 obj<<>>endobj\n'],
    ['PostScript', 'unknown', '%!PS-Adobe-3.0\n%%Creator: me\n'],
    ['a program', 'unknown', '\x7fELF\x02\x01\x01\0\0'],
    ['MP3 behind a tag', 'mp3', 'ID3\x03\0\0\0\0\0\x05xxxxx\xff\xfb'],
    ['FLAC behind a tag', 'flac', 'ID3\x03\0\0\0\0\0\x05xxxxxfLaC'],
    ['Ogg', 'ogg', 'OggS\0'],
    ['WAV', 'wav', 'RIFF\0\0\0\0WAVEfmt '],
    ['AVI', 'avi', 'RIFF\0\0\0\0AVI LIST'],
    ['AIFF', 'aiff', 'FORM\0\0\0\0AIFFCOMM'],
    ['MP4', 'mp4', box('isomiso2mp41')],
    ['MP4 of an iPhone', 'mov', box('qt  qt  ')],
    ['sound in MP4', 'm4a', box('M4A mp42isom')],
    ['HEIC', 'heic', box('heicmif1heic')],
    ['HEIC with a general brand', 'heic', box('mif1heicmiaf')],
    ['AVIF', 'avif', box('avifmif1miaf')],
    ['AVIF with a general brand', 'avif', box('mif1avifmiaf')],
    ['a raw photo in boxes', 'unknown', box('crx isom')],
    ['a raw photo in TIFF', 'unknown', 'II*\0\x10\0\0\0CR\x02\0'],
    ['old QuickTime', 'mov', '\0\0\0\x08wide\0\0\0\x08mdat'],
    ['WebM', 'webm', '\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm'],
    ['Matroska', 'mkv', '\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska'],
    ['DOCX', 'docx', zipOf(office('word/document.xml'))],
    ['XLSX', 'xlsx', zipOf(office('xl/workbook.xml'))],
    ['PPTX', 'pptx', zipOf(office('ppt/presentation.xml'))],
    ['a binary workbook', 'unknown', zipOf(office('xl/workbook.bin'))],
    [
      'ODT',
      'odt',
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
    ],
    [
      'a template for ODS',
      'ods',
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet-template' }),
    ],
    ['a book', 'unknown', zipOf({ mimetype: 'application/epub+zip', 'x.xhtml': '' })],
    ['an archive', 'zip', zipOf({ 'a.txt': 'x', 'word/document.xml': 'x' })],
    ['an empty archive', 'zip', `PK\x05\x06${'\0'.repeat(18)}`],
  ];
  for (const [what, type, file] of examples) {
    it(`is told of ${what}`, async () => {
      expect(
        await detected(
          typeof file === 'string' && /[^\0-\xff]|[ÆØ]/.test(file)
            ? file
            : typeof file === 'string'
              ? Buffer.from(file, 'latin1')
              : file,
        ),
      ).to.equal(type);
    });
  }

  for (const type of ['jpeg', 'png', 'gif', 'webp', 'tiff', 'avif'] as const) {
    it(`is told of ${type}`, async () => {
      expect(await detected(await picture().toFormat(type).toBuffer())).to.equal(type);
    });
  }

  for (const type of ['doc', 'xls'] as const) {
    it(`is told of an old ${type}`, async () => {
      expect(await detected(convert(type))).to.equal(type);
    });
  }

  it('is not told of a file that is two at once', async () => {
    const jpeg = await picture().jpeg().toBuffer();
    const archive = zipOf({ 'a.txt': 'x' });
    const pdf = '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n0\n%%EOF';
    expect(await reasonFor(Buffer.concat([jpeg, archive]))).to.equal('ambiguous');
    expect(await reasonFor(Buffer.concat([Buffer.from(pdf), archive]))).to.equal('ambiguous');
    expect(await reasonFor(Buffer.concat([Buffer.from('GIF89a'), Buffer.from(pdf)]))).to.equal(
      'ambiguous',
    );
  });

  it('is told in spite of a film behind a photo, which no program would take for the file', async () => {
    const jpeg = await picture().jpeg().toBuffer();
    expect(await detected(Buffer.concat([jpeg, Buffer.from(box('isomiso2'), 'latin1')]))).to.equal(
      'jpeg',
    );
  });
});
