import { expect } from 'chai';
import fc from 'fast-check';
import sharp from 'sharp';
import { exifToolTags, findMarkers, mat2Show, useSanitiser } from './judges.ts';
import { dirtyDocx } from './office/dirty-docx.ts';
import { dirtyZip, planter } from './office/dirty-zip.ts';
import { partsOf } from './office/read-parts.ts';
import { bombs } from './office/zip-bombs.ts';

const SQUARE = { width: 16, height: 16, channels: 3, background: '#3060a0' } as const;

async function photo(artist: string): Promise<Buffer> {
  return await sharp({ create: SQUARE })
    .withExif({ IFD0: { Artist: artist } })
    .jpeg()
    .toBuffer();
}
async function png(artist: string): Promise<Buffer> {
  return await sharp({ create: SQUARE })
    .withExif({ IFD0: { Artist: artist } })
    .png()
    .toBuffer();
}

describe('cleaning a ZIP archive', () => {
  const clean = useSanitiser();

  it('cleans each member, in archives inside it too, and leaves none of its names', async () => {
    const { plant: p, planted } = planter();
    const document = await dirtyDocx(png);
    const inner = await dirtyZip({ [`${p('innerName')}.jpg`]: await photo(p('innerArtist')) });
    const file = await dirtyZip(
      {
        [`${p('folder')}/${p('photoName')}.jpg`]: await photo(p('artist')),
        [`${p('folder2')}/report.docx`]: document.file,
        'z/inner.zip': inner,
        [`__MACOSX/._${p('forkName')}`]: p('resourceFork'),
        'Thumbs.db': p('thumbs'),
        '.DS_Store': p('store'),
      },
      {
        comment: p('comment'),
        memberComment: p('memberComment'),
        links: { [p('linkName')]: `/home/${p('linkTarget')}/report.docx` },
      },
    );
    const markers = [...planted, ...document.planted];
    const { result, bytes } = await clean(file);
    expect(result).to.include({ clean: true, type: 'zip' });
    expect(findMarkers(file, planted)).to.deep.equal(planted);
    expect(findMarkers(bytes, markers)).to.deep.equal([]);
    const names = [...partsOf(bytes).keys()];
    expect(names.map((name) => name.slice(0, 7))).to.deep.equal(['file-1.', 'file-2.', 'file-3.']);
    expect(names.map((name) => name.slice(7)).sort()).to.deep.equal(['docx', 'jpg', 'zip']);
    if (!result.clean) return;
    const counts = Object.fromEntries(result.removed.map(({ kind, count }) => [kind, count]));
    expect(counts).to.include({ fileName: 4, comment: 1 });
    expect(counts).to.have.property('path');
    expect(await mat2Show(bytes, 'zip')).to.deep.equal([]);
    const tags = Object.keys(await exifToolTags(bytes, 'zip'));
    expect(tags.filter((tag) => !/^(File|ZIP):/.test(tag))).to.deep.equal([]);
    const again = await clean(bytes);
    expect(again.result).to.deep.include({ clean: true, removed: [] });
    expect(again.bytes.equals(bytes)).to.equal(true);
  });

  it('keeps the order of the names, not that of packing', async () => {
    const pages = await Promise.all(
      [1, 2, 10].map((n) =>
        sharp({ create: { ...SQUARE, width: n } })
          .png()
          .toBuffer(),
      ),
    );
    const [one = Buffer.alloc(0), two = Buffer.alloc(0), ten = Buffer.alloc(0)] = pages;
    const { bytes } = await clean(
      await dirtyZip({ 'scan 10.png': ten, 'scan 2.png': two, 'scan 1.png': one }),
    );
    const widths = [...partsOf(bytes).values()].map((page) => page.readUInt32BE(16));
    expect(widths).to.deep.equal([1, 2, 10]);
  });

  it('cuts off what follows the end', async () => {
    const file = Buffer.concat([
      await dirtyZip({ 'a.jpg': await photo('x') }),
      Buffer.from('trailingMarker'),
    ]);
    const { result, bytes } = await clean(file);
    expect(result).to.include({ clean: true });
    expect(findMarkers(bytes, ['trailingMarker'])).to.deep.equal([]);
    const kinds = result.clean ? result.removed.map(({ kind }) => kind) : [];
    expect(kinds).to.include('trailingData');
  });

  it('refuses the whole when one member cannot be cleaned', async () => {
    const { result } = await clean(
      await dirtyZip({ 'a.jpg': await photo('x'), 'b.bin': Buffer.from([1, 2, 3, 0, 255]) }),
    );
    expect(result).to.deep.equal({ clean: false, type: 'zip', reason: 'unsupported' });
  });

  for (const [name, make, reasons] of bombs) {
    it(`stops at ${name}`, async () => {
      const { result } = await clean(make());
      expect(result.clean).to.equal(false);
      expect(reasons).to.include(result.clean ? '' : result.reason);
    });
  }

  it('never passes with a planted word inside, however it is broken', async () => {
    const { plant: p, planted } = planter();
    const file = await dirtyZip(
      { [`${p('name')}.jpg`]: await photo(p('artist')), 'b.png': await png(p('other')) },
      { comment: p('comment') },
    );
    const flips = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(7)), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(flips, fc.nat(file.length), async (flipped, cut) => {
        const broken = Buffer.from(file.subarray(0, cut % 3 === 0 ? cut : file.length));
        for (const [at, bit] of flipped) {
          if (at < broken.length) broken[at] = (broken[at] ?? 0) ^ (1 << bit);
        }
        const { result, bytes } = await clean(broken);
        if (result.clean) expect(findMarkers(bytes, planted)).to.deep.equal([]);
      }),
      { numRuns: 12 },
    );
  });
});
