import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import sharp from 'sharp';
import { expectClean, peakSignalToNoise } from '../expect-clean.ts';
import { inTemporaryFile, useSanitiser } from '../judges.ts';
import { picture } from './pictures.ts';

const run = promisify(execFile);
const EXPECTED = {
  type: 'png',
  groups: ['File', 'PNG', 'Composite'],
  mat2: /^(Palette|Transparency):/,
} as const;

/** Another program's bitmap. */
async function bitmap(pixelFormat: string): Promise<Buffer> {
  return inTemporaryFile(await picture(321, 77).png().toBuffer(), 'png', async (path) => {
    const { stdout } = await run(
      'ffmpeg',
      ['-v', 'error', '-i', path, '-pix_fmt', pixelFormat, '-c:v', 'bmp', '-f', 'image2pipe', '-'],
      { encoding: 'buffer', maxBuffer: 1 << 26 },
    );
    return stdout;
  });
}

/** What ffmpeg sees in a file. */
function seen(file: Buffer, extension: string): Promise<Buffer> {
  return inTemporaryFile(file, extension, async (path) => {
    const { stdout } = await run(
      'ffmpeg',
      ['-v', 'error', '-i', path, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
      { encoding: 'buffer', maxBuffer: 1 << 26 },
    );
    return stdout;
  });
}

/** A header of 40 bytes, a palette of three colours, and data. */
function paletteBitmap(
  width: number,
  height: number,
  bits: number,
  coding: number,
  data: Buffer,
): Buffer {
  const head = Buffer.alloc(54 + 16);
  head.write('BM');
  head.writeUInt32LE(head.length + data.length, 2);
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  head.writeUInt32LE(coding, 30);
  head.writeUInt32LE(3, 46);
  // Blue, green, red.
  head.write('ff000000' + '00ff0000' + '0000ff00', 54, 'hex');
  return Buffer.concat([head, data]);
}

const [B, G, R] = [
  [0, 0, 255],
  [0, 255, 0],
  [255, 0, 0],
] as const;

describe('a BMP picture', () => {
  const clean = useSanitiser();

  for (const format of ['bgr24', 'bgra', 'rgb565le', 'rgb555le', 'rgb8', 'pal8', 'gray', 'monob']) {
    it(`becomes a PNG with the same pixels, from ${format}`, async () => {
      const dirty = Buffer.concat([await bitmap(format), Buffer.from('MARK-trailer-b1')]);
      const { bytes, removed } = await expectClean(clean, dirty, {
        ...EXPECTED,
        markers: ['MARK-trailer-b1'],
      });
      expect(removed).to.deep.equal([{ kind: 'trailingData', count: 1 }]);
      // How five bits become eight is a matter of rounding.
      const least = /5[56]5/.test(format) ? 50 : Infinity;
      expect(peakSignalToNoise(await seen(bytes, 'png'), await seen(dirty, 'bmp'))).at.least(least);
    });
  }

  it('is drawn from runs of 8 bits', async () => {
    // Rows from below: two red; one green and one blue as they are; then the end.
    const data = Buffer.from('02020000' + '00030100010000' + '00' + '0001', 'hex');
    const { bytes } = await clean(
      paletteBitmap(3, 2, 8, 1, Buffer.concat([data, Buffer.alloc(4)])),
    );
    const pixels = await sharp(bytes).removeAlpha().raw().toBuffer();
    expect([...pixels]).to.deep.equal([...[G, B, G], ...[R, R, B]].flat());
  });

  it('is drawn from runs of 4 bits', async () => {
    const data = Buffer.from('03210000' + '0003' + '1020' + '0000' + '0001', 'hex');
    const { bytes } = await clean(
      paletteBitmap(3, 2, 4, 2, Buffer.concat([data, Buffer.alloc(4)])),
    );
    const pixels = await sharp(bytes).removeAlpha().raw().toBuffer();
    expect([...pixels]).to.deep.equal([...[G, B, R], ...[R, G, R]].flat());
  });

  it('is refused when it is cut, or a JPEG for a printer', async () => {
    expect((await clean((await bitmap('bgr24')).subarray(0, -500))).result).to.include({
      reason: 'damaged',
    });
    expect((await clean(paletteBitmap(3, 2, 24, 4, Buffer.alloc(50)))).result).to.include({
      reason: 'unsupported',
    });
  });
});
