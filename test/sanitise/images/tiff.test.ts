import { expect } from 'chai';
import sharp from 'sharp';
import { bufferInput } from '../../../src/sanitise/input.ts';
import { verifyResult } from '../../../src/sanitise/verify-result.ts';
import { expectClean, peakSignalToNoise } from '../expect-clean.ts';
import { exifToolTags, useSanitiser } from '../judges.ts';
import { erased, picture, pixelsOf, seenBy, tagged, underTransparency } from './pictures.ts';
import { craftTiff, type TiffPage } from './tiff-craft.ts';

const EXPECTED = {
  type: 'tiff',
  groups: ['File', 'IFD', 'Composite'],
  // Structure that mat2 does not have on its list.
  mat2: /^(ExtraSamples|SampleFormat|SubfileType|PageNumber):/,
} as const;
const [SOFTWARE, ARTIST, HOST, MODEL, PAGE_NAME] = [305, 315, 316, 272, 285];

async function page(
  width: number,
  height: number,
  more: Partial<TiffPage> = {},
): Promise<TiffPage> {
  const pixels = await picture(width, height).toColourspace('b-w').raw().toBuffer();
  return { width, height, pixels, ...more };
}

describe('a TIFF scan', () => {
  const clean = useSanitiser();

  it('keeps the pixels of all pages, whatever their sizes, and nothing else', async () => {
    const pages = [
      await page(200, 150, {
        texts: { [SOFTWARE]: 'MARK-software-t1', [ARTIST]: 'MARK-artist-t1' },
      }),
      await page(100, 300, { texts: { [MODEL]: 'MARK-model-t1', [HOST]: 'MARK-host-t1' } }),
      {
        width: 64,
        height: 16,
        bits: 1,
        pixels: Buffer.alloc(128, 0xa5),
        texts: { [PAGE_NAME]: 'MARK-page-t1' },
      },
    ] as const;
    const dirty = Buffer.concat([craftTiff(pages), Buffer.from('MARK-trailer-t1')]);
    const markers = 'software artist model host page trailer'
      .split(' ')
      .map((name) => `MARK-${name}-t1`);
    const { bytes, removed } = await expectClean(clean, dirty, { ...EXPECTED, markers });
    expect(Object.fromEntries(removed.map(({ kind, count }) => [kind, count]))).to.include({
      software: 1,
      author: 1,
      device: 2,
    });
    for (const index of pages.keys()) {
      const pixels = (file: Buffer) =>
        sharp(file, { page: index }).toColourspace('b-w').raw().toBuffer();
      expect((await pixels(bytes)).equals(await pixels(dirty)), `page ${index}`).to.equal(true);
    }
    expect(await exifToolTags(bytes, 'tiff')).to.include({
      'IFD1:ImageWidth': '100',
      'IFD2:ImageWidth': '64',
    });
  });

  it('loses Exif, GPS, XMP, IPTC and Photoshop blocks', async () => {
    const dirty = await tagged(await picture().tiff({ compression: 'lzw' }).toBuffer(), 'tiff', [
      '-ExifIFD:SerialNumber=MARK-serial-t2',
      '-GPSAreaInformation=MARK-area-t2',
      '-XMP-dc:Creator=MARK-xmp-t2',
      '-IPTC:By-line=MARK-iptc-t2',
      '-Photoshop:CopyrightFlag=1',
    ]);
    const markers = 'serial area xmp iptc'.split(' ').map((name) => `MARK-${name}-t2`);
    const { bytes, removed } = await expectClean(clean, dirty, { ...EXPECTED, markers });
    expect(removed.map(({ kind }) => kind)).to.include.members(['location', 'device', 'author']);
    expect((await seenBy(bytes, 'tiff')).equals(await seenBy(dirty, 'tiff'))).to.equal(true);
  });

  it('keeps 16 bits, transparency, and colours without a profile', async () => {
    const deep = await picture().toColourspace('rgb16').tiff().toBuffer();
    const clear = await picture().ensureAlpha(0.5).tiff().toBuffer();
    for (const dirty of [deep, clear]) {
      const { bytes } = await expectClean(clean, dirty, { ...EXPECTED, markers: [] });
      const pixels = (file: Buffer) =>
        sharp(file).toColourspace('rgb16').raw({ depth: 'ushort' }).toBuffer();
      expect((await pixels(bytes)).equals(await pixels(dirty))).to.equal(true);
    }
    const wide = await picture().withIccProfile('p3').tiff().toBuffer();
    const { bytes } = await expectClean(clean, wide, { ...EXPECTED, markers: [] });
    expect(peakSignalToNoise(await seenBy(bytes, 'tiff'), await pixelsOf(wide))).above(45);
  });

  it('loses what was erased to transparency, in 8 and 16 bits', async () => {
    for (const space of ['srgb', 'rgb16']) {
      const dirty = await (await erased())
        .toColourspace(space)
        .tiff({ compression: 'deflate' })
        .toBuffer();
      expect((await underTransparency(dirty)).size, 'erased').above(1);
      const { bytes, removed } = await expectClean(clean, dirty, { ...EXPECTED, markers: [] });
      expect(removed).to.deep.include({ kind: 'hiddenContent', count: 1 });
      expect((await underTransparency(bytes)).size).to.equal(1);
    }
  });

  it('loses a small version of a page', async () => {
    const dirty = craftTiff([
      await page(200, 150),
      await page(20, 15, { subfile: 1, texts: { [ARTIST]: 'MARK-small-t3' } }),
    ]);
    const { bytes, removed } = await expectClean(clean, dirty, {
      ...EXPECTED,
      markers: ['MARK-small-t3'],
    });
    expect(removed).to.deep.include({ kind: 'thumbnail', count: 1 });
    expect((await sharp(bytes).metadata()).pages ?? 1).to.equal(1);
  });

  it('is refused as a raw photo when only a preview would be shown', async () => {
    const raw = craftTiff([await page(20, 15, { subfile: 1 })]);
    expect((await clean(raw)).result).to.deep.equal({
      clean: false,
      type: 'tiff',
      reason: 'unsupported',
    });
  });

  it('is refused when it is cut or its pages go in circles', async () => {
    const tiff = craftTiff([await page(200, 150)]);
    const circle = Buffer.from(tiff);
    circle.writeUInt32BE(8, 8 + 2 + 12 * 10);
    for (const broken of [tiff.subarray(0, 5000), circle]) {
      expect((await clean(broken)).result).to.deep.equal({
        clean: false,
        type: 'tiff',
        reason: 'damaged',
      });
    }
  });

  it('is the same when it is cleaned again', async () => {
    const first = await clean(craftTiff([await page(200, 150), await page(30, 40)]));
    const second = await clean(first.bytes);
    expect(second.result).to.deep.include({ clean: true, removed: [] });
    expect(second.bytes.equals(first.bytes)).to.equal(true);
  });

  it('does not pass the check with anything the cleaner would have removed', async () => {
    const error = await verifyResult(bufferInput(craftTiff([await page(20, 15)])), 'tiff').catch(
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('reason', 'residue');
  });
});
