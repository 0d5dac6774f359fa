import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MOST_OUTPUT = 1 << 24;

/** Inputs of one second for `ffmpeg`. */
export const PICTURE = ['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=25:duration=1'];
export const TONE = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=1:sample_rate=48000'];

/** What every muxer of FFmpeg can write, each with a marker of its own. */
export const TAGS = {
  markers: ['mkQtitle', 'mkQartist', 'mkQcomment', 'mkQalbum'],
  args: 'title=mkQtitle artist=mkQartist comment=mkQcomment album=mkQalbum date=2019-05-04'
    .split(' ')
    .flatMap((tag) => ['-metadata', tag]),
};

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sluse-media-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Makes a file with Debian's FFmpeg. Arguments that begin with `file:` name one of `files`, which are written beside the result.
 */
export function makeMedia(
  extension: string,
  args: readonly string[],
  files: Record<string, string | Buffer> = {},
): Promise<Buffer> {
  return inFolder(async (folder) => {
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, name), content);
    const named = args.map((arg) => (arg.startsWith('file:') ? join(folder, arg.slice(5)) : arg));
    const result = join(folder, `result.${extension}`);
    await run('ffmpeg', ['-v', 'error', '-y', ...named, result]);
    return readFile(result);
  });
}

/** MD5 of every decoded stream of picture and sound, a line each. */
export function decodedHashes(file: Buffer, extension: string): Promise<string> {
  return inFolder(async (folder) => {
    const path = join(folder, `file.${extension}`);
    await writeFile(path, file);
    const maps = ['-map', '0:V?', '-map', '0:a?'];
    const { stdout } = await run(
      'ffmpeg',
      ['-v', 'error', '-i', path, ...maps, '-f', 'streamhash', '-hash', 'md5', '-'],
      { maxBuffer: MOST_OUTPUT },
    );
    return stdout;
  });
}

export interface Probe {
  streams: {
    codec_type: string;
    codec_name: string;
    duration?: string;
    tags?: Record<string, string>;
    side_data_list?: { rotation?: number }[];
    disposition: Record<string, number>;
  }[];
  chapters: unknown[];
  format: { duration?: string; tags?: Record<string, string> };
}

export function probe(file: Buffer, extension: string): Promise<Probe> {
  return inFolder(async (folder) => {
    const path = join(folder, `file.${extension}`);
    await writeFile(path, file);
    const show = ['-show_streams', '-show_format', '-show_chapters'];
    const { stdout } = await run('ffprobe', ['-v', 'error', '-of', 'json', ...show, path]);
    return JSON.parse(stdout) as Probe;
  });
}

/** Writes tags with Debian's ExifTool. */
export function tagged(file: Buffer, extension: string, tags: readonly string[]): Promise<Buffer> {
  return inFolder(async (folder) => {
    const path = join(folder, `file.${extension}`);
    await writeFile(path, file);
    await run('/usr/bin/exiftool', ['-q', '-q', '-m', '-overwrite_original', ...tags, path]);
    return readFile(path);
  });
}
