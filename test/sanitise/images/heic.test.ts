import { expect } from 'chai';
import sharp from 'sharp';
import { expectClean, peakSignalToNoise } from '../expect-clean.ts';
import { useSanitiser } from '../judges.ts';
import { craftHeic } from './heif-craft.ts';
import { HEIGHT, picture, pixelsOf, seenBy, tagged, WIDTH } from './pictures.ts';

const EXPECTED = { type: 'jpeg', groups: ['File', 'JFIF', 'Composite'] } as const;

/** The Exif block of a JPEG that ExifTool has written. */
async function exifOf(args: string[]): Promise<Buffer> {
  const { exif } = await sharp(
    await tagged(await picture(8, 8).jpeg().toBuffer(), 'jpeg', args),
  ).metadata();
  return exif?.subarray(6) ?? Buffer.alloc(0);
}

describe('a HEIC photo', () => {
  const clean = useSanitiser();

  it('becomes a JPEG that shows the same and says nothing', async () => {
    const png = await picture().png().toBuffer();
    const dirty = await craftHeic({
      png,
      width: WIDTH,
      height: HEIGHT,
      exif: await exifOf([
        '-Make=MARK-make-h1',
        '-GPSAreaInformation=MARK-area-h1',
        '-DateTimeOriginal=2021:03:04 05:06:07',
      ]),
      xmp: Buffer.from('<x:xmpmeta><rdf:Description xmp:CreatorTool="MARK-xmp-h1"/></x:xmpmeta>'),
    });
    const { bytes, removed } = await expectClean(clean, dirty, {
      ...EXPECTED,
      markers: ['MARK-make-h1', 'MARK-area-h1', 'MARK-xmp-h1'],
    });
    expect(removed).to.deep.equal([
      { kind: 'location', count: 1 },
      { kind: 'device', count: 1 },
      { kind: 'time', count: 1 },
      { kind: 'software', count: 1 },
    ]);
    expect(peakSignalToNoise(await seenBy(bytes, 'jpeg'), await pixelsOf(png))).above(35);
  });

  it('stands upright', async () => {
    const png = await picture().png().toBuffer();
    const dirty = await craftHeic({ png, width: WIDTH, height: HEIGHT, turns: 1 });
    const { bytes } = await expectClean(clean, dirty, { ...EXPECTED, markers: [] });
    const turned = await sharp(png).rotate(-90).raw().toBuffer();
    expect(peakSignalToNoise(await seenBy(bytes, 'jpeg'), turned)).above(35);
  });

  it('keeps the colours of its wide-gamut profile', async () => {
    const wide = await picture().withIccProfile('p3').png().toBuffer();
    const profile = (await sharp(wide).metadata()).icc;
    if (!profile) throw new Error('no profile');
    const unmanaged = await sharp(wide, { ignoreIcc: true }).png().toBuffer();
    const dirty = await craftHeic({ png: unmanaged, width: WIDTH, height: HEIGHT, profile });
    const { bytes, removed } = await expectClean(clean, dirty, { ...EXPECTED, markers: [] });
    expect(removed).to.deep.equal([{ kind: 'colourProfile', count: 1 }]);
    const seen = await seenBy(bytes, 'jpeg');
    expect(peakSignalToNoise(seen, await pixelsOf(wide))).above(35);
    expect(peakSignalToNoise(seen, await pixelsOf(unmanaged))).below(33);
  });

  it('is refused when it is cut', async () => {
    const dirty = await craftHeic({
      png: await picture().png().toBuffer(),
      width: WIDTH,
      height: HEIGHT,
    });
    for (const length of [200, dirty.length - 500]) {
      expect((await clean(dirty.subarray(0, length))).result).to.include({
        clean: false,
        reason: 'damaged',
      });
    }
  });
});
