import { expect } from 'chai';
import sharp from 'sharp';
import { bufferInput } from '../../../src/sanitise/input.ts';
import { verifyResult } from '../../../src/sanitise/verify-result.ts';
import { expectClean, peakSignalToNoise } from '../expect-clean.ts';
import { useSanitiser } from '../judges.ts';
import { erased, HEIGHT, picture, pixelsOf, tagged, underTransparency, WIDTH } from './pictures.ts';

// Debian's mat2 does not know WebP.
const EXPECTED = { type: 'webp', groups: ['File', 'RIFF', 'Composite'], mat2: 'unknown' } as const;

function chunk(name: string, data: string): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, Buffer.from(data), Buffer.alloc(data.length % 2)]);
}

async function dirtied(webp: Buffer): Promise<Buffer> {
  const file = await tagged(webp, 'webp', [
    '-EXIF:Artist=MARK-artist-w1',
    '-EXIF:GPSAreaInformation=MARK-area-w1',
    '-XMP-dc:Creator=MARK-xmp-w1',
  ]);
  const body = Buffer.concat([file, chunk('PRVT', 'MARK-private-w1')]);
  body.writeUInt32LE(body.length - 8, 4);
  return Buffer.concat([body, Buffer.from('MARK-trailer-w1!')]);
}

const MARKERS = 'artist area xmp private trailer'.split(' ').map((name) => `MARK-${name}-w1`);
const raw = (webp: Buffer) => sharp(webp, { animated: true }).raw().toBuffer();

describe('a WebP picture', () => {
  const clean = useSanitiser();

  for (const [what, options] of Object.entries({ lossy: {}, lossless: { lossless: true } })) {
    it(`keeps its pixels bit by bit and nothing else, ${what}`, async () => {
      const dirty = await dirtied(await picture().webp(options).toBuffer());
      const { bytes, removed } = await expectClean(clean, dirty, { ...EXPECTED, markers: MARKERS });
      expect(removed.map(({ kind }) => kind)).to.include.members([
        'location',
        'author',
        'trailingData',
        'other',
      ]);
      expect((await raw(bytes)).equals(await raw(dirty))).to.equal(true);
    });
  }

  it('loses what was erased to transparency', async () => {
    const dirty = await (await erased()).webp({ lossless: true, exact: true }).toBuffer();
    expect((await underTransparency(dirty)).size, 'erased').above(1);
    const { bytes, removed } = await expectClean(clean, dirty, { ...EXPECTED, markers: [] });
    expect(removed).to.deep.equal([{ kind: 'hiddenContent', count: 1 }]);
    expect((await underTransparency(bytes)).size).to.equal(1);
  });

  it('keeps transparency and animation', async () => {
    const frames = [
      await picture(64, 48).png().toBuffer(),
      await picture(64, 48).negate().png().toBuffer(),
    ];
    const animation = await sharp(frames, { join: { animated: true } })
      .webp({ delay: [100, 200], loop: 3 })
      .toBuffer();
    for (const webp of [animation, await picture().ensureAlpha(0.5).webp().toBuffer()]) {
      const { bytes } = await expectClean(clean, await dirtied(webp), {
        ...EXPECTED,
        markers: MARKERS,
      });
      expect((await raw(bytes)).equals(await raw(webp))).to.equal(true);
    }
  });

  it('stands upright when its tag says so', async () => {
    const dirty = await tagged(await picture().webp().toBuffer(), 'webp', ['-EXIF:Orientation#=6']);
    const { bytes } = await expectClean(clean, dirty, { ...EXPECTED, markers: [] });
    expect(await sharp(bytes).metadata()).to.include({ width: HEIGHT, height: WIDTH });
  });

  it('keeps its colours without a wide-gamut profile', async () => {
    const dirty = await picture().withIccProfile('p3').webp({ lossless: true }).toBuffer();
    const { bytes } = await expectClean(clean, dirty, { ...EXPECTED, markers: [] });
    expect(peakSignalToNoise(await pixelsOf(bytes), await pixelsOf(dirty))).above(45);
  });

  it('is refused when it is cut or its pixels are broken', async () => {
    const webp = await picture().webp({ lossless: true }).toBuffer();
    const broken = Buffer.from(webp).fill(0xff, 40, 400);
    for (const file of [webp.subarray(0, -100), broken]) {
      expect((await clean(file)).result).to.deep.equal({
        clean: false,
        type: 'webp',
        reason: 'damaged',
      });
    }
  });

  it('is the same when it is cleaned again', async () => {
    const first = await clean(await dirtied(await picture().webp().toBuffer()));
    const second = await clean(first.bytes);
    expect(second.result).to.deep.include({ clean: true, removed: [] });
    expect(second.bytes.equals(first.bytes)).to.equal(true);
  });

  it('does not pass the check with anything the cleaner would have removed', async () => {
    const dirty = await dirtied(await picture().webp().toBuffer());
    const error = await verifyResult(bufferInput(dirty), 'webp').catch((reason: unknown) => reason);
    expect(error).to.have.property('reason', 'residue');
  });
});
