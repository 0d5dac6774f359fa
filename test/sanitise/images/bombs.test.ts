import { expect } from 'chai';
import sharp from 'sharp';
import { useSanitiser } from '../judges.ts';
import { picture } from './pictures.ts';
import { hollowPng } from './png-craft.ts';

/** One colour, so many pixels that no camera makes, in a few kilobytes. */
function plain(side: number) {
  return sharp({
    create: { width: side, height: side, channels: 3, background: '#fff' },
    limitInputPixels: false,
  });
}

/** A file whose header says that it is larger than it is. */
async function inflated(type: 'jpeg' | 'gif' | 'bmp' | 'tiff', side: number): Promise<Buffer> {
  if (type === 'bmp') {
    const bmp = Buffer.alloc(100);
    bmp.write('BM');
    bmp.writeUInt32LE(54, 10);
    bmp.writeUInt32LE(40, 14);
    bmp.writeInt32LE(side, 18);
    bmp.writeInt32LE(side, 22);
    bmp.writeUInt16LE(24, 28);
    return bmp;
  }
  const file = Buffer.from(await picture(64, 48).toFormat(type).toBuffer());
  if (type === 'gif') {
    file.writeUInt16LE(side, 6);
    file.writeUInt16LE(side, 8);
  } else if (type === 'jpeg') {
    const frame = file.indexOf(Buffer.from([0xff, 0xc0]));
    file.writeUInt16BE(side, frame + 5);
    file.writeUInt16BE(side, frame + 7);
  } else {
    const directory = file.readUInt32LE(4);
    for (let entry = 0; entry < file.readUInt16LE(directory); entry++) {
      const at = directory + 2 + 12 * entry;
      if ([256, 257].includes(file.readUInt16LE(at))) {
        file.writeUInt16LE(4, at + 2);
        file.writeUInt32LE(side, at + 8);
      }
    }
  }
  return file;
}

describe('a picture that would fill the memory', () => {
  const clean = useSanitiser();
  const SIDE = 30_000;

  it('is refused as a PNG', async () => {
    expect((await clean(hollowPng(SIDE, SIDE))).result).to.deep.equal({
      clean: false,
      type: 'png',
      reason: 'tooComplex',
    });
  });

  for (const type of ['jpeg', 'gif', 'bmp', 'tiff'] as const) {
    it(`is refused as ${type}`, async () => {
      expect((await clean(await inflated(type, SIDE))).result).to.deep.equal({
        clean: false,
        type,
        reason: 'tooComplex',
      });
    });
  }

  it('is refused as WebP', async () => {
    const webp = Buffer.from(await picture(64, 48).webp({ lossless: true }).toBuffer());
    // Width and height less one, 14 bits each, behind the signature of the lossless stream.
    const sizes = webp.indexOf('VP8L') + 9;
    webp.writeUInt32LE(15_999 * (2 ** 14 + 1), sizes);
    expect((await clean(webp)).result).to.deep.equal({
      clean: false,
      type: 'webp',
      reason: 'tooComplex',
    });
  });

  it('is refused as a drawing', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><rect width="9" height="9"/></svg>`;
    expect((await clean(Buffer.from(svg))).result).to.deep.equal({
      clean: false,
      type: 'svg',
      reason: 'tooComplex',
    });
  });

  it('leaves room for a photo of fifty megapixels', async () => {
    const photo = await plain(7_070).jpeg({ quality: 60 }).toBuffer();
    expect((await clean(photo)).result).to.include({ clean: true, type: 'jpeg' });
  });
});
