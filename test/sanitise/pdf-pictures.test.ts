import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import sharp from 'sharp';
import { findMarkers } from './judges.ts';
import { cleanHere, verifyHere } from './pdf/clean-here.ts';
import { box, GROUP4, JP2, jbig2 } from './pdf/codec-samples.ts';
import { dirtyJpeg } from './pdf/dirty-jpeg.ts';
import { drawn, qpdf, textOf } from './pdf/poppler.ts';
import { type Body, onePage } from './pdf/write-pdf.ts';

const MARK = 'QzPictureZq';

/** A page that shows one picture on its lower left 100 points. */
const pageWith = (dict: string, data: Buffer | string, more: Body[] = []): Buffer =>
  onePage('q 100 0 0 100 0 0 cm /Im Do Q', '/XObject <</Im 5 0 R>>', [
    { dict: `/Type /XObject /Subtype /Image ${dict}`, data },
    ...more,
  ]);

/** Cleans a page, checks the result as the product does, and expects it to look the same without the marker. */
async function expectSameLook(dirty: Buffer, marker = MARK): Promise<Buffer> {
  expect(findMarkers(dirty, [marker]), 'planted').to.deep.equal([marker]);
  const { bytes } = await cleanHere(dirty);
  await verifyHere(bytes);
  expect(findMarkers(bytes, [marker]), 'left').to.deep.equal([]);
  const before = await drawn(dirty);
  expect(new Set(before).size, 'shades on the page').to.be.greaterThan(1);
  expect((await drawn(bytes)).equals(before), 'the same look').to.equal(true);
  return bytes;
}

describe('pictures in a PDF document', () => {
  const GRAY4 = '/Width 4 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8';
  const shades = Buffer.from([0, 40, 80, 120, 160, 200, 240, 255]);

  it('lose what stands behind their rows', async () => {
    await expectSameLook(pageWith(GRAY4, Buffer.concat([shades, Buffer.from(MARK)])));
    const flate = deflateSync(Buffer.concat([shades, Buffer.from(MARK)]));
    await expectSameLook(pageWith(`${GRAY4} /Filter /FlateDecode`, flate));
    const behind = Buffer.concat([deflateSync(shades), Buffer.from(MARK)]);
    await expectSameLook(pageWith(`${GRAY4} /Filter /FlateDecode`, behind));
  });

  it('keep their prediction, and lose what stands behind the predicted rows', async () => {
    const parms = '/DecodeParms <</Predictor 15 /Columns 4>>';
    const rows = Buffer.from([1, 0, 40, 40, 40, 2, 160, 160, 160, 135]);
    const data = deflateSync(Buffer.concat([rows, Buffer.from(MARK)]));
    await expectSameLook(pageWith(`${GRAY4} /Filter /FlateDecode ${parms}`, data));
  });

  for (const [name, filter, data] of [
    ['hexadecimal', '/ASCIIHexDecode', `${shades.toString('hex')}>${MARK}`],
    ['base 85', '/ASCII85Decode', `z:f8'X_Yp6~>${MARK}`],
    [
      'run-length',
      '/RunLengthDecode',
      Buffer.concat([Buffer.from([7]), shades, Buffer.from([128]), Buffer.from(MARK)]),
    ],
  ] as const) {
    it(`lose what stands behind ${name} data`, () =>
      expectSameLook(pageWith(`${GRAY4} /Filter ${filter}`, data)));
  }

  it('in a DCT stream behind another filter lose their metadata', async () => {
    const jpeg = await dirtyJpeg(() => MARK);
    const dict = '/Width 16 /Height 16 /ColorSpace /DeviceRGB /BitsPerComponent 8';
    const clean = await expectSameLook(
      pageWith(`${dict} /Filter [/ASCIIHexDecode /DCTDecode]`, `${jpeg.toString('hex')}>`),
    );
    expect(clean.includes('/DCTDecode'), 'not encoded again').to.equal(true);
    const flate = deflateSync(jpeg);
    await expectSameLook(pageWith(`${dict} /Filter [/FlateDecode /DCTDecode]`, flate));
  });

  it('in JPEG 2000 lose boxes and comments, and nothing else', async () => {
    const dict = '/Width 16 /Height 16 /Filter /JPXDecode';
    const file = Buffer.concat([
      JP2.subarray(0, 32),
      box('xml ', MARK),
      JP2.subarray(32),
      box('uuid', MARK),
    ]);
    const clean = await expectSameLook(pageWith(dict, file));
    expect(findMarkers(clean, ['OpenJPEG'])).to.deep.equal([]);
    const stream = JP2.subarray(JP2.indexOf('jp2c') + 4);
    await expectSameLook(
      pageWith(`${dict} /ColorSpace /DeviceRGB`, Buffer.concat([stream, Buffer.from(MARK)])),
    );
  });

  it('in fax and JBIG2 coding keep every dot and lose the comments', async () => {
    const dict = '/Width 24 /Height 16 /ColorSpace /DeviceGray /BitsPerComponent 1';
    const fax = '/Filter /CCITTFaxDecode /DecodeParms <</K -1 /Columns 24 /Rows 16>>';
    await expectSameLook(pageWith(`${dict} ${fax}`, Buffer.concat([GROUP4, Buffer.from(MARK)])));
    await expectSameLook(pageWith(`${dict} /Filter /JBIG2Decode`, jbig2(MARK)));
    const globals = '/Filter /JBIG2Decode /DecodeParms <</JBIG2Globals 6 0 R>>';
    const shared = { dict: `/${MARK} 1`, data: '' };
    await expectSameLook(pageWith(`${dict} ${globals}`, jbig2('x'), [shared]));
  });

  it('keep their masks without what the masks hide', async () => {
    const mask = {
      dict: `/Subtype /Image ${GRAY4} /SMask 7 0 R /Metadata 7 0 R`,
      data: Buffer.concat([shades, Buffer.from(MARK)]),
    };
    await expectSameLook(
      pageWith(`${GRAY4} /SMask 6 0 R`, shades, [mask, { dict: '', data: MARK }]),
    );
    const stencil = {
      dict: `/Subtype /Image /ImageMask true /Width 8 /Height 2 /${MARK} 1`,
      data: Buffer.from([0xaa, 0x55]),
    };
    await expectSameLook(pageWith(`${GRAY4} /Mask 6 0 R`, shades, [stencil]));
  });

  it('keep their colours, but not the name of the screen in a profile', async () => {
    const { icc } = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
      .withIccProfile('p3')
      .png()
      .toBuffer()
      .then((png) => sharp(png).metadata());
    const profile = Buffer.from(icc ?? []);
    const place = profile.indexOf('desc', 132) + 16;
    profile.write(MARK, place, 'latin1');
    const rgb = Buffer.from(Array.from({ length: 48 }, (_, i) => (i * 53) % 256));
    const dict = '/Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace [/ICCBased 6 0 R]';
    const clean = await expectSameLook(
      pageWith(dict, rgb, [{ dict: '/N 3 /Alternate /DeviceRGB', data: profile }]),
    );
    expect(clean.includes('/ICCBased'), 'the profile').to.equal(true);
  });

  it('between the operators of a page stay, whatever their filter, without keys of their own', async () => {
    const flate = deflateSync(shades).toString('latin1');
    const inline = (keys: string, data: string): string =>
      `q 40 0 0 40 10 10 cm BI ${keys} /${MARK} (${MARK}) ID ${data}\nEI Q\n`;
    const image = '/W 4 /H 2 /CS /G /BPC 8';
    const content = [
      inline(image, shades.toString('latin1')),
      'q 1 0 0 1 50 0 cm',
      inline(`${image} /F /Fl`, `${flate} ${MARK}`),
      inline(`${image} /F [/AHx /Fl]`, `${Buffer.from(flate, 'latin1').toString('hex')}>`),
      'Q q 1 0 0 1 0 50 cm',
      inline('/Width 16 /Height 1 /ImageMask true /Decode [1 0]', '\x55\xaa'),
      inline(
        '/W 24 /H 16 /BPC 1 /CS /G /F /CCF /DP <</K -1 /Columns 24>>',
        GROUP4.toString('latin1'),
      ),
      'Q q 1 0 0 1 50 50 cm',
      inline('/W 4 /H 2 /BPC 8 /CS [/I /RGB 1 <ff000000ff00>]', '\0\x01\0\x01\x01\0\x01\0'),
      'Q 1 0 0 rg 150 150 30 30 re f',
    ].join('\n');
    await expectSameLook(onePage(Buffer.from(content, 'latin1')));
  });

  it('between the operators of compressed content stay, and the text beside them stays text', async () => {
    const content =
      `BI /W 24 /H 16 /BPC 1 /CS /G /F /CCF /DP <</K -1 /Columns 24>> /${MARK} 1 ID ${GROUP4.toString('latin1')}\nEI ` +
      'BT /F 20 Tf 20 100 Td (Readable) Tj ET';
    const font = '/Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>';
    const stream = {
      dict: '/Filter /FlateDecode',
      data: deflateSync(Buffer.from(content, 'latin1')),
    };
    const page = onePage('', font, [stream], '/Contents 5 0 R');
    const dirty = Buffer.from(
      page.toString('latin1').replace('/Contents 4 0 R', '/Unused  4 0 R'),
      'latin1',
    );
    expect(await textOf(await expectSameLook(dirty))).to.include('Readable');
    expect((await cleanHere(dirty)).removed).to.deep.equal({});
  });

  it('of thirty thousand by thirty thousand dots are refused before anything is decoded', async () => {
    const dict =
      '/Width 30000 /Height 30000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode';
    const refusal = await cleanHere(pageWith(dict, deflateSync(Buffer.alloc(1 << 20)))).then(
      () => undefined,
      (error) => error.reason,
    );
    expect(refusal).to.equal('tooComplex');
  });

  it('are one object when they are equal, however often they come', async () => {
    const image: Body = { dict: `/Type /XObject /Subtype /Image ${GRAY4}`, data: shades };
    const page = onePage('/A Do /B Do /A Do', '/XObject <</A 5 0 R /B 6 0 R>>', [image, image]);
    const { bytes } = await cleanHere(page);
    const objects = (await qpdf(bytes, '--qdf')).toString('latin1');
    expect(objects.match(/\/Subtype \/Image/g)).to.have.length(1);
  });
});
