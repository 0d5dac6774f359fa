import { expect } from 'chai';
import { fieldFate } from '../../src/sanitise/formats/ooxml/field-codes.ts';
import { safeHyperlink } from '../../src/sanitise/formats/ooxml/hyperlinks.ts';

const fate = (code: string) => fieldFate(code, (name) => `new-${name}`, safeHyperlink);

describe('the fields of a Word document', () => {
  for (const [code, kept] of [
    [' PAGE ', ' PAGE '],
    [' PAGEREF _Toc1 \\h ', ' PAGEREF new-_Toc1 \\h '],
    [' REF "mark" \\* MERGEFORMAT ', ' REF new-mark \\* MERGEFORMAT '],
    [' TOC \\o "1-3" \\b part ', ' TOC \\o "1-3" \\b new-part '],
    [' HYPERLINK \\l "mark" \\o "hint" ', ' HYPERLINK \\l "new-mark" '],
    [
      ' HYPERLINK "https://me:secret@example.org/a" \\t "_blank" ',
      ' HYPERLINK "https://example.org/a" ',
    ],
    [' =SUM(ABOVE) ', ' =SUM(ABOVE) '],
    [' seq Figure \\* ARABIC ', ' seq Figure \\* ARABIC '],
  ] as const) {
    it(`keeps${code}`, () => {
      expect(fate(code)).to.deep.equal({ fate: 'keep', code: kept });
    });
  }

  for (const code of [
    'AUTHOR',
    'LASTSAVEDBY',
    'USERNAME',
    'FILENAME \\p',
    'TEMPLATE',
    'SAVEDATE',
    'DOCPROPERTY x',
    'filename',
  ]) {
    it(`drops what ${code} shows, a property of the file`, () => {
      expect(fate(code).fate).to.equal('blank');
    });
  }

  for (const code of [
    'INCLUDEPICTURE "http://example.org/x.png"',
    'INCLUDETEXT "C:\\\\x.docx"',
    'DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"',
    'HYPERLINK "file:///c:/x"',
    'HYPERLINK "\\\\\\\\server\\\\share"',
    'MACROBUTTON Run now',
    'DATE \\@ "d. MMMM"',
    'TITLE',
    'SomethingUnknown',
  ]) {
    it(`leaves only the text that ${code} shows`, () => {
      expect(fate(code).fate).to.equal('flatten');
    });
  }
});

describe('the links of a document', () => {
  for (const [target, kept] of [
    ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
    ['HTTP://example.org', 'http://example.org'],
    ['https://user:password@example.org/x', 'https://example.org/x'],
    ['mailto:a@example.org?subject=x', 'mailto:a@example.org'],
    ['file:///home/x', undefined],
    ['\\\\server\\share', undefined],
    ['C:\\x', undefined],
    ['javascript:alert(1)', undefined],
    ['ftp://example.org/x', undefined],
    ['https://example.org/a b', undefined],
    ['', undefined],
  ] as const) {
    it(`makes ${kept ?? 'nothing'} of ${target || 'nothing'}`, () => {
      expect(safeHyperlink(target)).to.equal(kept);
    });
  }
});
