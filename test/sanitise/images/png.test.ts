import { deflateSync, inflateSync } from 'node:zlib';
import { expect } from 'chai';
import sharp from 'sharp';
import { bufferInput } from '../../../src/sanitise/input.ts';
import { verifyResult } from '../../../src/sanitise/verify-result.ts';
import { expectClean, peakSignalToNoise } from '../expect-clean.ts';
import { useSanitiser } from '../judges.ts';
import {
  erased,
  HEIGHT,
  picture,
  pixelsOf,
  seenBy,
  tagged,
  underTransparency,
  WIDTH,
} from './pictures.ts';
import { pngChunk, pngChunks, withChunks } from './png-craft.ts';

const GROUPS = ['File', 'PNG', 'Composite'];

async function dirtyPng(): Promise<Buffer> {
  const tags = await tagged(await picture().png().toBuffer(), 'png', [
    '-PNG:Author=MARK-author-p1',
    '-PNG:Software=MARK-software-p1',
    '-PNG:CreationTime=2021:03:04 05:06:07',
    '-XMP-dc:Creator=MARK-xmp-p1',
    '-EXIF:Make=MARK-make-p1',
    '-EXIF:GPSAreaInformation=MARK-area-p1',
  ]);
  const compressed = deflateSync('MARK-ztxt-p1');
  return Buffer.concat([
    withChunks(
      tags,
      [
        pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), compressed])),
        pngChunk(
          'iTXt',
          Buffer.concat([Buffer.from('Title\0\x01\0\0\0'), deflateSync('MARK-itxt-p1')]),
        ),
        pngChunk('prVt', 'MARK-private-p1'),
        pngChunk('tIME', Buffer.from([7, 0xe5, 3, 4, 5, 6, 7])),
        pngChunk('pHYs', Buffer.from('00002e2300002e2301', 'hex')),
        pngChunk('sPLT', 'MARK-palette-p1\0\x08'),
        // A palette that a picture in full colour does not use.
        pngChunk('PLTE', 'MARK-unused-p1.'),
      ],
      [pngChunk('tEXt', 'Source\0MARK-late-p1')],
    ),
    Buffer.from('MARK-trailer-p1'),
  ]);
}

const MARKERS = 'author software xmp make area ztxt itxt private palette unused late trailer'
  .split(' ')
  .map((name) => `MARK-${name}-p1`);

describe('a PNG picture', () => {
  const clean = useSanitiser();

  it('keeps every pixel bit by bit and nothing else', async () => {
    const dirty = await dirtyPng();
    const { bytes, removed } = await expectClean(clean, dirty, {
      markers: MARKERS,
      type: 'png',
      groups: GROUPS,
    });
    const kinds = Object.fromEntries(removed.map(({ kind, count }) => [kind, count]));
    expect(kinds).to.include({ location: 1, trailingData: 1, software: 1, description: 1 });
    expect(kinds).to.include.keys('author', 'device', 'time', 'other');
    const seen = await seenBy(await picture().png().toBuffer(), 'png');
    expect((await seenBy(bytes, 'png')).equals(seen)).to.equal(true);
  });

  it('loses what hides behind the end of the compressed pixels', async () => {
    const png = await picture().png().toBuffer();
    const chunks = pngChunks(png);
    const pixels = Buffer.concat(
      chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data),
    );
    const others = (data: Buffer) =>
      Buffer.concat([
        png.subarray(0, 8),
        ...chunks.filter(({ type }) => type === 'IHDR').map(({ whole }) => whole),
        pngChunk('IDAT', data),
        pngChunk('IEND'),
      ]);
    const behindStream = others(Buffer.concat([pixels, Buffer.from('MARK-behind-p2')]));
    const behindRows = others(
      deflateSync(Buffer.concat([inflateSync(pixels), Buffer.from('MARK-rows-p2')])),
    );
    for (const [dirty, marker] of [
      [behindStream, 'MARK-behind-p2'],
      [behindRows, 'MARK-rows-p2'],
    ] as const) {
      const { bytes, removed } = await expectClean(clean, dirty, {
        markers: [marker],
        type: 'png',
        groups: GROUPS,
      });
      expect(removed).to.deep.equal([{ kind: 'trailingData', count: 1 }]);
      expect(await seenBy(bytes, 'png')).to.deep.equal(await seenBy(png, 'png'));
    }
  });

  it('keeps transparency, palettes, 16 bits and interlacing as they are', async () => {
    for (const png of [
      await picture().png({ palette: true }).toBuffer(),
      await picture().ensureAlpha(0.5).png().toBuffer(),
      await picture().png({ progressive: true }).toBuffer(),
      await picture().toColourspace('rgb16').png().toBuffer(),
      await picture().toColourspace('b-w').png().toBuffer(),
    ]) {
      const { bytes } = await expectClean(clean, png, {
        markers: [],
        type: 'png',
        groups: GROUPS,
        mat2: /^(Palette|Transparency):/,
      });
      expect(await sharp(bytes).raw().toBuffer()).to.deep.equal(await sharp(png).raw().toBuffer());
    }
  });

  for (const [what, options] of [
    ['', {}],
    [' in 16 bits', { deep: true }],
    [' in shades of grey', { grey: true }],
    [' in an interlaced picture', { progressive: true }],
  ] as const) {
    it(`loses what was erased to transparency${what}, and not a pixel more`, async () => {
      const { deep, grey, ...png } = { deep: false, grey: false, ...options };
      const dirty = await (await erased())
        .toColourspace(deep ? 'rgb16' : grey ? 'b-w' : 'srgb')
        .png(png)
        .toBuffer();
      expect((await underTransparency(dirty)).size, 'erased').above(1);
      const { bytes, removed } = await expectClean(clean, dirty, {
        markers: [],
        type: 'png',
        groups: GROUPS,
      });
      expect(removed).to.deep.equal([{ kind: 'hiddenContent', count: 1 }]);
      expect((await underTransparency(bytes)).size).to.equal(1);
      const onWhite = (file: Buffer) =>
        sharp(file).flatten({ background: 'white' }).raw().toBuffer();
      expect((await onWhite(bytes)).equals(await onWhite(dirty))).to.equal(true);
      const check = verifyResult(bufferInput(dirty), 'png').catch((error: unknown) => error);
      expect(await check).to.have.property('reason', 'residue');
    });
  }

  it('loses what several transparent colours of a table draw', async () => {
    const header = Buffer.from('00000004000000020803000000', 'hex');
    const colours = Buffer.from('ff0000 00ff00 0000ff'.replaceAll(' ', ''), 'hex');
    const rows = Buffer.from([0, 0, 1, 2, 1, 0, 2, 0, 1, 0]);
    const dirty = Buffer.concat([
      (await picture().png().toBuffer()).subarray(0, 8),
      pngChunk('IHDR', header),
      pngChunk('PLTE', colours),
      pngChunk('tRNS', Buffer.from([255, 0, 0])),
      pngChunk('IDAT', deflateSync(rows)),
      pngChunk('IEND'),
    ]);
    expect((await underTransparency(dirty)).size, 'erased').to.equal(2);
    const { bytes } = await expectClean(clean, dirty, { markers: [], type: 'png', groups: GROUPS });
    expect((await underTransparency(bytes)).size).to.equal(1);
    expect((await seenBy(bytes, 'png')).subarray(0, 3).toString('hex')).to.equal('ff0000');
  });

  it('stands upright when its tag says so', async () => {
    const dirty = await tagged(await picture().png().toBuffer(), 'png', ['-EXIF:Orientation#=6']);
    const { bytes } = await expectClean(clean, dirty, { markers: [], type: 'png', groups: GROUPS });
    expect(await sharp(bytes).metadata()).to.include({ width: HEIGHT, height: WIDTH });
  });

  it('keeps its colours without a wide-gamut profile', async () => {
    const dirty = await picture().withIccProfile('p3').png().toBuffer();
    const { bytes } = await expectClean(clean, dirty, { markers: [], type: 'png', groups: GROUPS });
    expect(peakSignalToNoise(await seenBy(bytes, 'png'), await pixelsOf(dirty))).above(45);
  });

  it('has nothing to remove the second time, and is the same', async () => {
    const first = await clean(await dirtyPng());
    const second = await clean(first.bytes);
    expect(second.result).to.deep.equal({
      clean: true,
      type: 'png',
      removed: [],
      bytes: first.bytes.length,
    });
    expect(second.bytes.equals(first.bytes)).to.equal(true);
  });

  it('is refused when it is cut or a checksum is wrong', async () => {
    const png = await picture().png().toBuffer();
    const flipped = Buffer.from(png);
    flipped[png.length >> 1] = (flipped[png.length >> 1] ?? 0) ^ 1;
    for (const broken of [png.subarray(0, -30), flipped]) {
      expect((await clean(broken)).result).to.deep.equal({
        clean: false,
        type: 'png',
        reason: 'damaged',
      });
    }
  });

  it('does not pass the check with anything the cleaner would have removed', async () => {
    const error = await verifyResult(bufferInput(await dirtyPng()), 'png').catch(
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('reason', 'residue');
  });
});
