import { createHash } from 'node:crypto';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { openSanitiser, type Sanitiser } from '../../src/sanitise/sanitiser.ts';
import { makeMedia } from '../sanitise/media/ffmpeg.ts';
import { dirtyDocx } from '../sanitise/office/dirty-docx.ts';
import { madePdf } from '../support/made-pdf.ts';
import { scratchFolder } from '../support/scratch.ts';
import type { Chance } from './chance.ts';

/** In everything that is sent: words, drafts, and what hides in files. */
export const MARKER = 'TORTURED-PLAINTEXT';

/** A real file that reporters attach, and what must come out of it. */
export interface TortureFile {
  name: string;
  content: Buffer<ArrayBuffer>;
  sha256: string;
  /** SHA-256 of the file when it was cleaned; null when nothing can clean it. */
  cleaned: string | null;
}

export interface AttachedFiles {
  files: readonly TortureFile[];
  /** What would be found on a disk if a file, as it came or cleaned, stood there readable. */
  traces: readonly Buffer[];
}

/** Long enough that no other file has it by chance. */
const TRACE = 24;
/** So many different bytes in a trace, that it is no table or padding that every file has. */
const VARIED = 18;
const TRACES_EACH = 3;

/** A photo, a PDF, a document, two films and a file of no known kind, each with the marker in it, cleaned once for comparison. */
export async function attachedFiles(chance: Chance): Promise<AttachedFiles> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
  const picture = { width: 1200, height: 900, channels: 3 as const, background: '#888', noise };
  const photo = await sharp({ create: picture })
    .jpeg()
    .withExif({ IFD0: { Make: 'Canon', Artist: MARKER, Copyright: MARKER } })
    .toBuffer();
  const png = () =>
    sharp({ create: { ...picture, width: 90, height: 90 } })
      .png()
      .toBuffer();
  const film = await makeMedia('mp4', [
    ...['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=25', '-f', 'lavfi', '-i', 'anoisesrc=a=0.2'],
    ...['-t', '2', '-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '8M', '-c:a', 'aac'],
    ...['-metadata', `artist=${MARKER}`, '-metadata', 'location=+55.6+012.5/'],
  ]);
  const known = [
    { name: 'photo.jpg', content: photo },
    { name: 'letter.pdf', content: madePdf([MARKER, 'paid twice', 'and nobody had ordered it']) },
    { name: 'memo.docx', content: (await dirtyDocx(png)).file },
    { name: 'film.mp4', content: film },
    { name: 'long.mp4', content: await again(film, 32) },
  ];
  const unknown = Buffer.concat([
    Buffer.from('\0\x01'),
    chance.bytes(200_000),
    Buffer.from(MARKER),
  ]);

  const sanitiser = await openSanitiser();
  try {
    const traces = [Buffer.from(MARKER), ...tracesOf(unknown, chance)];
    const files: TortureFile[] = [
      { name: 'what.bin', content: unknown, sha256: sha256(unknown), cleaned: null },
    ];
    for (const { name, content } of known) {
      const clean = await cleanOnce(sanitiser, name, content);
      traces.push(...tracesOf(content, chance), ...tracesOf(clean, chance));
      const bytes = Buffer.from(content);
      files.push({ name, content: bytes, sha256: sha256(bytes), cleaned: sha256(clean) });
    }
    return { files, traces };
  } finally {
    await sanitiser.close();
  }
}

/** The same film so many times, one after the other. */
async function again(film: Buffer, times: number): Promise<Buffer> {
  const loop = ['-stream_loop', String(times - 1), '-i', 'file:film.mp4', '-c', 'copy'];
  return makeMedia('mp4', [...loop, '-metadata', `comment=${MARKER}`], { 'film.mp4': film });
}

async function cleanOnce(sanitiser: Sanitiser, name: string, content: Buffer): Promise<Buffer> {
  const output = new PassThrough();
  const path = join(await scratchFolder('torture-file'), name);
  await writeFile(path, content);
  const source = {
    size: content.length,
    stream: () => Readable.from([content]),
    // The longest film goes to its cleaner in this way.
    open: () => open(path),
  };
  const [result, bytes] = await Promise.all([sanitiser.clean(source, output), buffer(output)]);
  if (!result.clean) throw new Error(`${name} was not cleaned: ${result.reason}`);
  return bytes;
}

function tracesOf(content: Buffer, chance: Chance): Buffer[] {
  const traces: Buffer[] = [];
  for (let tries = 0; tries < 10_000 && traces.length < TRACES_EACH; tries += 1) {
    const start = chance.whole(content.length - TRACE);
    const trace = content.subarray(start, start + TRACE);
    if (new Set(trace).size >= VARIED) traces.push(Buffer.from(trace));
  }
  if (traces.length < TRACES_EACH) throw new Error('a file has nothing by which to know it');
  return traces;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
