import { execFile } from 'node:child_process';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { craftHeic } from '../test/sanitise/images/heif-craft.ts';

const run = promisify(execFile);

export interface BenchFile {
  name: string;
  path: string;
}

const WORDS =
  'the invoice from March was paid twice although nobody had ordered anything and I was told to be silent'.split(
    ' ',
  );

function lines(count: number, length: number): string[] {
  return Array.from({ length: count }, (_, line) =>
    Array.from({ length }, (_unused, word) => WORDS[(line * 7 + word * 3) % WORDS.length]).join(
      ' ',
    ),
  );
}

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
async function photo(width: number, height: number): Promise<Buffer> {
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

async function office(folder: string, from: string, to: string, filter = to): Promise<void> {
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  await run('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', folder, from], {
    cwd: folder,
  });
  if (!(await stat(from.replace(/\.\w+$/, `.${to}`))).isFile()) throw new Error(`no ${to}`);
}

/** Makes one file of each kind that people send, in the sizes they have. */
export async function makeBenchFiles(folder: string): Promise<BenchFile[]> {
  await mkdir(folder, { recursive: true });
  const at = (name: string) => join(folder, name);
  const big = await photo(4000, 3000);
  const small = await photo(1200, 900);
  await sharp(big).jpeg({ quality: 92 }).toFile(at('photo-12MP.jpg'));
  await sharp(screen(2560, 1440)).png().toFile(at('screen.png'));
  await sharp(await photo(4000, 3000))
    .webp({ quality: 85, effort: 1 })
    .toFile(at('photo-12MP.webp'));
  await sharp(await photo(2480, 3508))
    .toColourspace('b-w')
    .tiff({ compression: 'lzw' })
    .toFile(at('scan-A4.tif'));
  await sharp(small).gif().toFile(at('picture.gif'));
  await sharp(big).avif({ quality: 60, effort: 0 }).toFile(at('photo-12MP.avif'));
  for (const name of ['photo-12MP.jpg', 'screen.png', 'scan-A4.tif']) await camera(at(name));
  await writeFile(
    at('photo-12MP.heic'),
    await craftHeic({ png: big, width: 4000, height: 3000, exact: false }),
  );

  // Inside the page, because LibreOffice only links to pictures beside it, and each another, because it keeps the same
  // one once.
  const pictures: string[] = [];
  for (let index = 0; index < 6; index++) {
    const tinted = sharp(small)
      .modulate({ hue: 30 * index })
      .jpeg({ quality: 90 });
    pictures.push((await tinted.toBuffer()).toString('base64'));
  }
  const html = (pages: number) =>
    Array.from({ length: pages }, (_, index) => {
      const image =
        index % 4 === 0
          ? `<img src="data:image/jpeg;base64,${pictures[(index / 4) % 6]}" width="500">`
          : '';
      return `<h1>Page ${index}</h1>${image}<p>${lines(index % 4 === 0 ? 8 : 40, 14).join(' ')}</p><p style="page-break-before:always"></p>`;
    }).join('');
  await writeFile(
    at('report.html'),
    `<meta charset="utf-8"><meta name="author" content="A. Person">${html(100)}`,
  );
  await writeFile(
    at('memo.html'),
    `<meta charset="utf-8"><meta name="author" content="A. Person">${html(20)}`,
  );
  await office(folder, at('report.html'), 'odt');
  await office(folder, at('report.odt'), 'pdf');
  await office(folder, at('memo.html'), 'odt');
  await office(folder, at('memo.odt'), 'docx', 'docx:MS Word 2007 XML');
  const rows = Array.from(
    { length: 20_000 },
    (_, row) => `${row},${WORDS[row % 19]},${row * 1.25},2026-03-${(row % 28) + 1}`,
  );
  await writeFile(at('table.csv'), rows.join('\n'));
  await office(folder, at('table.csv'), 'xlsx');

  const film = ['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=25', '-f', 'lavfi', '-i', 'sine=440'];
  const quiet = ['-v', 'error', '-y'];
  const tags = ['-metadata', 'artist=A. Person', '-metadata', 'location=+55.6+012.5/'];
  await run('ffmpeg', [
    ...quiet,
    ...film,
    '-t',
    '5',
    '-c:v',
    'libx264',
    '-preset',
    'fast',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    ...tags,
    at('short.mp4'),
  ]);
  await run('ffmpeg', [
    ...quiet,
    ...film,
    '-t',
    '10',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-b:v',
    '40M',
    '-minrate',
    '40M',
    '-maxrate',
    '40M',
    '-bufsize',
    '40M',
    '-x264-params',
    'nal-hrd=cbr',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    at('part.mp4'),
  ]);
  await run('ffmpeg', [
    ...quiet,
    '-stream_loop',
    '3',
    '-i',
    at('part.mp4'),
    '-c',
    'copy',
    ...tags,
    at('long-200MB.mp4'),
  ]);
  await run('ffmpeg', [
    ...quiet,
    '-f',
    'lavfi',
    '-i',
    'anoisesrc=d=180:a=0.1',
    '-c:a',
    'libmp3lame',
    '-b:a',
    '192k',
    ...tags,
    at('talk.mp3'),
  ]);
  await run('ffmpeg', [
    ...quiet,
    '-f',
    'lavfi',
    '-i',
    'anoisesrc=d=120:a=0.1',
    '-ac',
    '2',
    ...tags,
    at('talk.wav'),
  ]);
  await rename(at('memo.odt'), at('letter.odt'));
  return [
    ...[
      'photo-12MP.jpg',
      'screen.png',
      'picture.gif',
      'photo-12MP.webp',
      'photo-12MP.avif',
      'photo-12MP.heic',
    ],
    ...[
      'scan-A4.tif',
      'report.pdf',
      'memo.docx',
      'table.xlsx',
      'letter.odt',
      'talk.mp3',
      'talk.wav',
    ],
    ...['short.mp4', 'long-200MB.mp4'],
  ].map((name) => ({ name, path: at(name) }));
}
