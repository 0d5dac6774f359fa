import { expect } from 'chai';
import sharp from 'sharp';
import { expectClean, peakSignalToNoise } from '../expect-clean.ts';
import { useSanitiser } from '../judges.ts';
import { picture, pixelsOf, seenBy, tagged } from './pictures.ts';

const avif = () => picture().avif({ quality: 90, effort: 0, chromaSubsampling: '4:4:4' });

describe('an AVIF picture', () => {
  const clean = useSanitiser();

  it('becomes a JPEG that shows the same and says nothing', async () => {
    const dirty = await tagged(await avif().toBuffer(), 'avif', [
      '-EXIF:Artist=MARK-artist-a1',
      '-EXIF:GPSAreaInformation=MARK-area-a1',
      '-XMP-dc:Creator=MARK-xmp-a1',
    ]);
    const { bytes, removed } = await expectClean(clean, dirty, {
      markers: ['MARK-artist-a1', 'MARK-area-a1', 'MARK-xmp-a1'],
      type: 'jpeg',
      groups: ['File', 'JFIF', 'Composite'],
    });
    expect(removed).to.deep.equal([
      { kind: 'location', count: 1 },
      { kind: 'author', count: 2 },
    ]);
    expect(peakSignalToNoise(await seenBy(bytes, 'jpeg'), await pixelsOf(dirty))).above(40);
  });

  it('becomes a PNG when something shines through', async () => {
    const dirty = await sharp(await picture().ensureAlpha(0.5).png().toBuffer())
      .avif({ effort: 0 })
      .toBuffer();
    const { result, bytes } = await clean(dirty);
    expect(result).to.include({ clean: true, type: 'png' });
    const pixels = (file: Buffer) => sharp(file).raw().toBuffer();
    expect((await pixels(bytes)).equals(await pixels(dirty))).to.equal(true);
  });

  it('is refused when it is cut', async () => {
    const dirty = await avif().toBuffer();
    expect((await clean(dirty.subarray(0, -500))).result).to.deep.equal({
      clean: false,
      type: 'avif',
      reason: 'damaged',
    });
  });
});
