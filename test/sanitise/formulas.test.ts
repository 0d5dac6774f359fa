import { expect } from 'chai';
import { formulaFault } from '../../src/sanitise/formats/ooxml/formulas.ts';

describe('the formulas of a workbook', () => {
  for (const formula of [
    'SUM(A1:B2)*1.25',
    "'Salg 2021'!A1+'Anna''s'!B2",
    "'Salg'!A1/'Køb'!B2",
    'Table1[2019]+Table1[[#This Row],[a/b]]',
    'IF(A1="3:4","x/y","[1]")',
    'HYPERLINK("https://example.org/a?b=1","x")',
    'HYPERLINK("#Data!A1","x")',
    'HYPERLINK("mailto:a@example.org","x")',
    '"2021.xlsx"&A1',
  ]) {
    it(`keep ${formula}`, () => {
      expect(formulaFault(formula)).to.equal(undefined);
    });
  }

  for (const [formula, kind] of [
    ["'C:\\Users\\anna\\[Book.xlsx]S'!A1", 'externalLink'],
    ["'[1]My sheet'!A1", 'externalLink'],
    ['[1]Sheet1!A1', 'externalLink'],
    ["'C:\\Users\\anna\\AddIns\\x.xlam'!Total(1)", 'externalLink'],
    ["'file:///home/anna/x.ods'#$S.A1", 'externalLink'],
    ['Book.xlsx!Name', 'externalLink'],
    ["'\\\\server\\share\\[b.csv]x'!A1", 'externalLink'],
    ["cmd|'/c calc'!A1", 'externalLink'],
    ['WEBSERVICE("http://x")', 'externalLink'],
    ['HYPERLINK("https://anna:secret@example.org/","x")', 'externalLink'],
    ['HYPERLINK("C:\\Users\\anna\\x.pdf","x")', 'path'],
    ['HYPERLINK("file:///home/anna/x.pdf")', 'path'],
    ['INDIRECT("\'[Book.xlsx]S\'!A1")', 'path'],
    ['INDIRECT("\'C:\\Users\\anna\\[" & A1 & "]S\'!A1")', 'path'],
    ['CELL("filename",A1)', 'path'],
  ] as const) {
    it(`go when they reach out or show a place: ${formula}`, () => {
      expect(formulaFault(formula)).to.equal(kind);
    });
  }
});
