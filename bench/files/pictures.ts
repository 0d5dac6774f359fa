import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { craftHeic } from '../../test/sanitise/images/heif-craft.ts';
import { lines } from './words.ts';

const run = promisify(execFile);

/** Text on a screen, with a picture in full colour in one corner. */
function screen(width: number, height: number): Buffer {
  const text = lines(80, 24)
    .map((line, index) => `<text x="20" y="${18 * (index + 1)}" font-size="15">${line}</text>`)
    .join('');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop offset="0" stop-color="#08c"/><stop offset="1" stop-color="#f80"/></linearGradient></defs><rect width="${width}" height="${height}" fill="#fff"/><rect x="${width / 2}" y="40" width="${width / 2 - 40}" height="${height / 2}" fill="url(#g)"/>${text}</svg>`,
  );
}

/** A page of text as a camera sees it: letters, shade and noise. */
export async function photo(width: number, height: number): Promise<Buffer> {
  const size = Math.round(height / 60);
  const text = lines(50, 14)
    .map(
      (line, index) =>
        `<text x="${size}" y="${size * (index + 2)}" font-size="${size}">${line}</text>`,
    )
    .join('');
  const page = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${text}</svg>`,
  );
  const shade = await sharp({
    create: {
      width: 8,
      height: 6,
      channels: 3,
      background: '#d8d0c0',
      noise: { type: 'gaussian', mean: 190, sigma: 25 },
    },
  })
    .resize(width, height)
    .png()
    .toBuffer();
  const noise = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 9 },
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(shade)
    .composite([{ input: page }, { input: noise, blend: 'soft-light' }])
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
}

const CAMERA = [
  '-Make=Nokia',
  '-Model=X20',
  '-SerialNumber=123456',
  '-GPSLatitude=55.6',
  '-GPSLatitudeRef=N',
  '-Artist=A. Person',
  '-DateTimeOriginal=2026:03:04 05:06:07',
  '-XMP-dc:Creator=A. Person',
];

async function camera(path: string): Promise<void> {
  await run('/usr/bin/exiftool', ['-q', '-overwrite_original', ...CAMERA, path]);
}

/** Photos, a screen shot, a scan and a drawing, with what cameras and programs write into them. */
export async function makePictures(at: (name: string) => string): Promise<string[]> {
  const big = await photo(4000, 3000);
  await sharp(big).jpeg({ quality: 92 }).toFile(at('photo-12MP.jpg'));
  await sharp(screen(2560, 1440)).png().toFile(at('screen.png'));
  await sharp(await photo(1200, 900))
    .gif()
    .toFile(at('picture.gif'));
  await sharp(big).webp({ quality: 85, effort: 1 }).toFile(at('photo-12MP.webp'));
  await sharp(big).avif({ quality: 60, effort: 0 }).toFile(at('photo-12MP.avif'));
  await writeFile(
    at('photo-12MP.heic'),
    await craftHeic({ png: big, width: 4000, height: 3000, exact: false }),
  );
  await sharp(await photo(2480, 3508))
    .toColourspace('b-w')
    .tiff({ compression: 'lzw' })
    .toFile(at('scan-A4.tif'));
  await writeFile(at('drawing.svg'), screen(1600, 1000));
  await run('convert', [at('picture.gif'), at('picture.bmp')]);
  for (const name of ['photo-12MP.jpg', 'screen.png', 'scan-A4.tif']) await camera(at(name));
  return [
    'photo-12MP.jpg',
    'screen.png',
    'picture.gif',
    'photo-12MP.webp',
    'photo-12MP.avif',
    'photo-12MP.heic',
    'scan-A4.tif',
    'picture.bmp',
    'drawing.svg',
  ];
}
