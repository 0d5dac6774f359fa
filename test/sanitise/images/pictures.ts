import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { FILE_TYPES, type FileType } from '../../../src/sanitise/file-types.ts';
import { inTemporaryFile } from '../judges.ts';

const run = promisify(execFile);

export const WIDTH = 320;
export const HEIGHT = 240;

/** A picture with edges, gradients and colours, so that every change shows. */
export function picture(width = WIDTH, height = HEIGHT): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      const dark = (x >> 5) % 2 === (y >> 5) % 2;
      pixels[at] = dark ? 40 : (255 * x) / width;
      pixels[at + 1] = (255 * y) / height;
      pixels[at + 2] = dark ? 200 : 90;
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** The same with its right half erased to transparency by a program that leaves the colours. */
export async function erased(): Promise<Sharp> {
  const { data, info } = await picture().ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  for (let at = 0; at < data.length; at += 4) {
    if ((at / 4) % info.width >= info.width / 2) data[at + 3] = 0;
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } });
}

/** The colours of wholly transparent pixels. */
export async function underTransparency(file: Buffer): Promise<Set<string>> {
  const { data, info } = await sharp(file)
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const [pixels, colours] = [
    new Uint16Array(data.buffer, data.byteOffset, data.length / 2),
    info.channels - 1,
  ];
  const found = new Set<string>();
  for (let at = 0; at < pixels.length; at += info.channels) {
    if (pixels[at + colours] === 0) found.add(pixels.slice(at, at + colours).join());
  }
  return found;
}

/** Writes tags with Debian's ExifTool, which knows more of them than we would like to spell out. */
export function tagged(file: Buffer, type: FileType, args: readonly string[]): Promise<Buffer> {
  return inTemporaryFile(file, FILE_TYPES[type].extension, async (path) => {
    await run('/usr/bin/exiftool', ['-q', '-m', '-overwrite_original', ...args, path]);
    return readFile(path);
  });
}

/** What another decoder than ours sees in a file: red, green and blue, row by row. */
export function seenBy(file: Buffer, type: FileType): Promise<Buffer> {
  return inTemporaryFile(file, FILE_TYPES[type].extension, async (path) => {
    const { stdout } = await run(
      'ffmpeg',
      [
        '-v',
        'error',
        '-xerror',
        '-i',
        path,
        '-frames:v',
        '1',
        '-f',
        'rawvideo',
        '-pix_fmt',
        'rgb24',
        '-',
      ],
      { encoding: 'buffer', maxBuffer: 1 << 28 },
    );
    return stdout;
  });
}

/** What sharp sees, as a reference for files that other decoders read without profile or orientation. */
export function pixelsOf(file: Buffer): Promise<Buffer> {
  return sharp(file).autoOrient().removeAlpha().toColourspace('srgb').raw().toBuffer();
}
