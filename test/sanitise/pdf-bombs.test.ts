import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import { cleanHere, verifyHere } from './pdf/clean-here.ts';
import { type Body, onePage, pdfOf } from './pdf/write-pdf.ts';

const CATALOGUE = '<</Type /Catalog /Pages 2 0 R>>';
const form = (content: string, resources = ''): Body => ({
  dict: `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <<${resources}>>`,
  data: content,
});

/** Forms that each draw the next ten times. */
function nested(levels: number): Buffer {
  const forms = Array.from({ length: levels }, (_, level) =>
    level === levels - 1
      ? form('0 0 9 9 re f')
      : form('/N Do '.repeat(10), `/XObject <</N ${level + 6} 0 R>>`),
  );
  return onePage('/N Do', '/XObject <</N 5 0 R>>', forms);
}

const flate = (data: Buffer): Body => ({ dict: '/Filter /FlateDecode', data: deflateSync(data) });

/** What stops each bomb; the time-out of the tests is what would notice one that does not stop. */
const BOMBS: Record<string, { file: () => Buffer; reason: string }> = {
  'forms that expand to 10^20 operators': { file: () => nested(20), reason: 'tooComplex' },
  'forms nested a thousand deep': { file: () => nested(1000), reason: 'tooComplex' },
  'a page that inflates a thousandfold': {
    file: () =>
      pdfOf([
        CATALOGUE,
        '<</Type /Pages /Kids [3 0 R] /Count 1>>',
        '<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R>>',
        flate(Buffer.alloc(300 << 20, 32)),
      ]),
    reason: 'tooComplex',
  },
  'a page that inflates twice a thousandfold': {
    file: () => {
      const twice = deflateSync(deflateSync(Buffer.alloc(300 << 20, 32)));
      return pdfOf([
        CATALOGUE,
        '<</Type /Pages /Kids [3 0 R] /Count 1>>',
        '<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R>>',
        { dict: '/Filter [/FlateDecode /FlateDecode]', data: twice },
      ]);
    },
    reason: 'tooComplex',
  },
  'a hundred contents that inflate a thousandfold': {
    file: () => {
      const contents = Array.from({ length: 100 }, (_, i) => `${i + 4} 0 R`).join(' ');
      const page = `<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents [${contents}]>>`;
      const body = flate(Buffer.alloc(100 << 20, 32));
      return pdfOf([CATALOGUE, '<</Type /Pages /Kids [3 0 R]>>', page, ...Array(100).fill(body)]);
    },
    reason: 'tooComplex',
  },
  'a tree of pages that counts to 10^12': {
    file: () =>
      pdfOf([
        CATALOGUE,
        ...Array.from(
          { length: 12 },
          (_, i) => `<</Type /Pages /Kids [${`${i + 3} 0 R `.repeat(10)}]>>`,
        ),
        '<</Type /Page /MediaBox [0 0 9 9]>>',
      ]),
    reason: 'tooComplex',
  },
  'a cross-reference of a billion objects': {
    file: () =>
      Buffer.from(
        onePage('').toString('latin1').replace('xref\n0 5', 'xref\n0 1000000000'),
        'latin1',
      ),
    reason: 'tooComplex',
  },
  'an object stream of a billion objects': {
    file: () => {
      const stream = {
        dict: '/Type /ObjStm /N 1000000000 /First 10 /Filter /FlateDecode',
        data: deflateSync(Buffer.alloc(1 << 20, '1 ')),
      };
      const table = {
        dict: '/Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R',
        data: Buffer.from([
          0, 0, 0, 0, 2, 0, 5, 0, 2, 0, 5, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 15, 0, 0, 0, 0, 0,
        ]),
      };
      const file = pdfOf([stream]).toString('latin1').replace('1 0 obj', '5 0 obj');
      const start = file.indexOf('xref\n');
      const tail = `6 0 obj\n<<${table.dict} /Length ${table.data.length}>>\nstream\n`;
      return Buffer.concat([
        Buffer.from(file.slice(0, start) + tail, 'latin1'),
        table.data,
        Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`),
      ]);
    },
    reason: 'damaged',
  },
  'operands without end': { file: () => onePage('1 '.repeat(1 << 20)), reason: 'tooComplex' },
  'a sheet of three kilometres that would have to become a picture': {
    file: () =>
      Buffer.from(
        onePage('/F 9 Tf (x) Tj', '/Font <</F 5 0 R>>', [
          '<</Type /Font /Subtype /Type1 /BaseFont /X /FontDescriptor 6 0 R>>',
          '<</Type /FontDescriptor /FontFile 7 0 R>>',
          { dict: '', data: 'no font' },
        ])
          .toString('latin1')
          .replace('[0 0 200 200]', '[0 0 9e6 9e6]')
          .replaceAll('9e6', '9000000'),
        'latin1',
      ),
    reason: 'tooComplex',
  },
};

describe('a PDF document made to exhaust its reader', () => {
  for (const [name, { file, reason }] of Object.entries(BOMBS)) {
    it(`stops with a reason: ${name}`, async () => {
      const found = await cleanHere(file()).then(
        () => undefined,
        (error) => error.reason,
      );
      expect(found).to.equal(reason);
    });
  }

  for (const [name, file] of [
    [
      'a form that draws itself',
      onePage('/X Do', '/XObject <</X 5 0 R>>', [form('/X Do', '/XObject <</X 5 0 R>>')]),
    ],
    [
      'a pattern that paints with itself',
      onePage('/Pattern cs /P scn 0 0 9 9 re f', '/Pattern <</P 5 0 R>>', [
        {
          dict: '/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <</Pattern <</P 5 0 R>>>>',
          data: '/Pattern cs /P scn 0 0 9 9 re f',
        },
      ]),
    ],
    [
      'a page tree that leads back to its root',
      pdfOf([
        CATALOGUE,
        '<</Type /Pages /Kids [2 0 R 3 0 R]>>',
        '<</Type /Page /MediaBox [0 0 9 9]>>',
      ]),
    ],
    [
      'a list of revisions that leads back to itself',
      Buffer.from(
        onePage('').toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R /Prev 249'),
        'latin1',
      ),
    ],
  ] as const) {
    it(`is cleaned where viewers find an end: ${name}`, async () => {
      const { bytes } = await cleanHere(file);
      await verifyHere(bytes);
    });
  }
});
