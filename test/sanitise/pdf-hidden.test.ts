import { expect } from 'chai';
import { peakSignalToNoise } from './expect-clean.ts';
import { findMarkers } from './judges.ts';
import { cleanHere, verifyHere } from './pdf/clean-here.ts';
import { drawn, textOf } from './pdf/poppler.ts';
import { type Body, pdfOf } from './pdf/write-pdf.ts';

const HIDDEN = 'QzHiddenZq';

interface Layered {
  /** More of the configuration that says which layers are on; A is 5 0 R, B is 6 0 R. */
  config: string;
  content: string;
  /** Objects from number 8 on. */
  more?: Body[];
  resources?: string;
  page?: string;
}

/** A page of 200 by 200 points with two layers, named LA and LB in its content, and a font F. */
const layered = ({ config, content, more = [], resources = '', page = '' }: Layered): Buffer =>
  pdfOf([
    `<</Type /Catalog /Pages 2 0 R /OCProperties <</OCGs [5 0 R 6 0 R] /D <<${config}>>>>>>`,
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    `<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R ${page} /Resources <<${resources}
      /Font <</F 7 0 R>> /Properties <</LA 5 0 R /LB 6 0 R /LM 8 0 R>>>>>>`,
    { dict: '', data: content },
    '<</Type /OCG /Name (A)>>',
    '<</Type /OCG /Name (B)>>',
    '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
    ...more,
  ]);

const text = (words: string, y: number): string => `BT /F 12 Tf 20 ${y} Td (${words}) Tj ET`;

async function expectSameLook(dirty: Buffer, gone = true): Promise<Buffer> {
  const { bytes } = await cleanHere(dirty);
  await verifyHere(bytes);
  expect(findMarkers(bytes, [HIDDEN])).to.deep.equal(gone ? [] : [HIDDEN]);
  const before = await drawn(dirty);
  expect(new Set(before).size, 'shades on the page').to.be.greaterThan(1);
  expect((await drawn(bytes)).equals(before), 'the same look').to.equal(true);
  return bytes;
}

describe('what layers of a PDF document hide', () => {
  const both = `/OC /LA BDC ${text(HIDDEN, 100)} EMC /OC /LB BDC ${text('Shown', 50)} EMC`;

  for (const [name, config] of [
    ['layers that are off', '/OFF [5 0 R]'],
    ['a base state of off', '/BaseState /OFF /ON [6 0 R]'],
  ] as const) {
    it(`goes with ${name}`, async () => {
      const bytes = await expectSameLook(layered({ config, content: both }));
      expect(await textOf(bytes)).to.include('Shown');
    });
  }

  it('goes when a layer is meant for print only, though Poppler shows it', async () => {
    const print = '/AS [<</Event /View /Category [/View] /OCGs [8 0 R]>>]';
    const usage = '<</Type /OCG /Name (P) /Usage <</View <</ViewState /OFF>>>>>>';
    const content = `/OC /LM BDC ${text(HIDDEN, 100)} EMC ${text('Shown', 50)}`;
    const { bytes } = await cleanHere(layered({ config: print, content, more: [usage] }));
    await verifyHere(bytes);
    expect(findMarkers(bytes, [HIDDEN])).to.deep.equal([]);
    expect(await textOf(bytes)).to.include('Shown');
  });

  for (const [name, membership, visible] of [
    ['any of its layers is on', '/OCGs [5 0 R 6 0 R] /P /AnyOn', true],
    ['all of its layers are on', '/OCGs [5 0 R 6 0 R] /P /AllOn', false],
    ['any of its layers is off', '/OCGs [6 0 R] /P /AnyOff', false],
    ['all of its layers are off', '/OCGs [5 0 R] /P /AllOff', true],
    ['an expression says so', '/VE [/And 6 0 R [/Not 5 0 R]]', true],
    ['an expression does not', '/VE [/Or 5 0 R [/Not 6 0 R]]', false],
  ] as const) {
    it(`${visible ? 'stays' : 'goes'} where it shows when ${name}`, () => {
      const content = `/OC /LM BDC ${text(HIDDEN, 100)} EMC ${text('Shown', 50)}`;
      const member = `<</Type /OCMD ${membership}>>`;
      return expectSameLook(layered({ config: '/OFF [5 0 R]', content, more: [member] }), !visible);
    });
  }

  it('goes from paths, shadings, pictures and forms without moving what follows', () =>
    expectSameLook(
      layered({
        config: '/OFF [5 0 R]',
        resources: '/XObject <</X 8 0 R /I 9 0 R>>',
        content: `q /OC /LA BDC 10 10 50 50 re W f 1 0 0 rg 2 w 0 0 90 90 re S
          BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI BT /F 12 Tf 14 TL 20 20 Td (${HIDDEN}) ' 3 1 (${HIDDEN}) " EMC
          (after) Tj ET 0 0 80 80 re B Q /X Do /I Do
          /OC /LA BDC /OC /LB BDC 100 100 50 50 re f EMC 5 5 m 100 5 l 50 50 l b EMC 150 150 20 20 re f`,
        more: [
          {
            dict: `/Type /XObject /Subtype /Form /BBox [0 0 99 99] /OC 5 0 R /Resources <</Font <</F 7 0 R>>>>`,
            data: text(HIDDEN, 60),
          },
          {
            dict: `/Type /XObject /Subtype /Image /Width 10 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /OC 5 0 R`,
            data: HIDDEN,
          },
        ],
      }),
    ));

  it('goes with annotations that are hidden or on a layer that is off', () => {
    const annotation = (rest: string): string =>
      `<</Type /Annot /Subtype /Stamp /Rect [20 20 120 40] /AP <</N 8 0 R>> ${rest}>>`;
    const look = {
      dict: '/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources <</Font <</F 7 0 R>>>>',
      data: `BT /F 12 Tf (${HIDDEN}) Tj ET`,
    };
    return expectSameLook(
      layered({
        config: '/OFF [5 0 R]',
        content: text('Shown', 100),
        page: `/Annots [${['/F 2', '/F 32', '/OC 5 0 R'].map(annotation).join(' ')}]`,
        more: [look],
      }),
    );
  });

  it('stays when there are only names of layers and no list of them', async () => {
    const file = layered({ config: '/OFF [5 0 R]', content: both });
    const merged = Buffer.from(
      file.toString('latin1').replace('/OCProperties', '/OCPropertiez'),
      'latin1',
    );
    await expectSameLook(merged, false);
  });
});

describe('annotations and forms of a PDF document', () => {
  const FORM = '/Type /XObject /Subtype /Form';
  const look = (words: string): Body => ({
    dict: `${FORM} /BBox [0 0 100 20] /Matrix [1 0 0 1 5 5] /Resources <</Font <</F 7 0 R>>>>`,
    data: `0.9 g 0 0 100 20 re f 0 g BT /F 12 Tf 2 4 Td (${words}) Tj ET`,
  });
  const page = (annotations: string, more: Body[], rest = '', catalogue = ''): Buffer => {
    const file = layered({
      config: '',
      content: text('Page', 150),
      page: `${rest} /Annots [${annotations}]`,
      more,
    });
    return Buffer.from(
      file.toString('latin1').replace('/OCProperties', `${catalogue} /OCProperties`),
      'latin1',
    );
  };

  const TURNS = ['', '/Rotate 90', '/Rotate 180', '/Rotate 270'];

  it('keep what they show, in their place, on pages that are turned as well', async () => {
    const stamp = '<</Type /Annot /Subtype /Stamp /Rect [20 20 180 60] /AP <</N 8 0 R>>>>';
    const box =
      '<</Type /Annot /Subtype /Widget /FT /Btn /Rect [150 150 170 170] /AS /Yes /AP <</N <</Yes 8 0 R /Off 9 0 R>>>>>>';
    for (const turn of TURNS) {
      const bytes = await expectSameLook(
        page(`${stamp} ${box}`, [look('Seen'), look(HIDDEN)], turn),
      );
      expect(await textOf(bytes)).to.include('Seen');
    }
  });

  it('stay upright on pages that are turned, when they are marked so', async () => {
    const upright = '<</Type /Annot /Subtype /Stamp /F 20 /Rect [60 80 160 100] /AP <</N 8 0 R>>>>';
    for (const turn of TURNS) {
      const dirty = page(upright, [look('Seen')], turn);
      const { bytes } = await cleanHere(dirty);
      // Poppler turns the page and the annotation in one step, so that edges of letters fall between pixels otherwise.
      const likeness = peakSignalToNoise(await drawn(dirty), await drawn(bytes));
      expect(likeness, turn).to.be.greaterThan(30);
    }
  });

  it('keep the frames of links that lead nowhere now', () => {
    const link = (rest: string): string =>
      `<</Type /Annot /Subtype /Link /A <</S /URI /URI (https://example.org/${HIDDEN})>> ${rest}>>`;
    return expectSameLook(
      page(
        [
          link('/Rect [20 20 60 40] /Border [0 0 1] /C [1 0 0]'),
          link('/Rect [80 20 120 40] /BS <</W 2 /S /D /D [3 2]>> /C [0 .5 0]'),
          link('/Rect [140 20 180 40] /BS <</W 1 /S /U>> /C [0 0 1]'),
          link('/Rect [20 60 60 80] /Border [0 0 0]'),
          link('/Rect [80 60 120 80]'),
        ].join(' '),
        [],
      ),
    );
  });

  it('keep what fields hold, even when no program has drawn it yet', async () => {
    const field = (rest: string): string =>
      `<</Type /Annot /Subtype /Widget /F 4 /FT /Tx /DA (/Helv 12 Tf 0 g) ${rest}>>`;
    const form =
      '/AcroForm <</Fields [] /DA (/Helv 12 Tf 0 g) /DR <</Font <</Helv 7 0 R>>>> /NeedAppearances true>>';
    const dirty = page(
      `${field('/T (a) /Rect [20 20 180 40] /V (Typed in)')}
       ${field(`/T (b) /Rect [20 60 180 80] /V (New value) /AP <</N 8 0 R>> /TU (${HIDDEN})`)}`,
      [look('Old value')],
      '',
      form,
    );
    const { bytes } = await cleanHere(dirty);
    await verifyHere(bytes);
    const words = await textOf(bytes);
    expect(words).to.include('Typed in');
    expect(words).to.include('New value');
    expect(words).not.to.include('Old value');
    expect(findMarkers(bytes, [HIDDEN])).to.deep.equal([]);
  });

  it('draw marks that came without a drawing, and no notes', async () => {
    const mark = '<</Type /Annot /Subtype /Square /Rect [20 20 60 60] /C [1 0 0] /IC [1 0 0]>>';
    const note = `<</Type /Annot /Subtype /Text /Rect [100 100 120 120] /Contents (${HIDDEN})>>`;
    const { bytes, removed } = await cleanHere(page(`${mark} ${note}`, []));
    await verifyHere(bytes);
    expect(findMarkers(bytes, [HIDDEN])).to.deep.equal([]);
    const pixels = await drawn(bytes);
    const at = (x: number, y: number): number[] => {
      const place = pixels.length - 200 * 200 * 3 + ((199 - y) * 200 + x) * 3;
      return [...pixels.subarray(place, place + 3)];
    };
    expect(at(40, 40)).to.deep.equal([255, 0, 0]);
    expect(at(110, 110)).to.deep.equal([255, 255, 255]);
    expect(removed['comment']).to.equal(1);
  });
});
