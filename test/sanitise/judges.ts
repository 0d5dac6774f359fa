import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { FILE_TYPES, type FileType } from '../../src/sanitise/file-types.ts';
import type { Sanitised } from '../../src/sanitise/outcome.ts';
import {
  openSanitiser,
  type Sanitiser,
  type SanitiserOptions,
} from '../../src/sanitise/sanitiser.ts';
import type { Source } from '../../src/sanitise/source.ts';

export { findMarkers } from './marker-hunter.ts';

const run = promisify(execFile);

/** A result, and the bytes that came with it; they count only when it is clean. */
export interface Cleaned {
  result: Sanitised;
  bytes: Buffer;
}

/** Opens the real sanitiser for the tests of one `describe` and closes it after them. */
export function useSanitiser(options?: SanitiserOptions): (file: Buffer) => Promise<Cleaned> {
  let sanitiser: Sanitiser | undefined;
  before(async () => {
    sanitiser = await openSanitiser(options);
  });
  after(() => sanitiser?.close());
  return (file) => {
    if (!sanitiser) throw new Error('not open yet');
    return cleanBytes(sanitiser, file);
  };
}

export async function cleanBytes(sanitiser: Sanitiser, file: Buffer): Promise<Cleaned> {
  const pieces: Buffer[] = [];
  const output = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
  });
  const result = await sanitiser.clean(sourceOf(file), output);
  return { result, bytes: Buffer.concat(pieces) };
}

/** A file that exists in memory only, save while a descriptor of it is needed. */
export function sourceOf(file: Buffer): Source {
  return {
    size: file.length,
    stream: () => Readable.from(piecesOf(file)),
    open: () => inTemporaryFile(file, 'bin', (path) => open(path, 'r')),
  };
}

function* piecesOf(file: Buffer): Generator<Buffer> {
  for (let at = 0; at < file.length; at += 1 << 16) yield file.subarray(at, at + (1 << 16));
}

/** Writes a file that exists as long as `use` runs; it may have been unlinked while still open. */
export async function inTemporaryFile<T>(
  file: Buffer,
  extension: string,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sluse-judge-'));
  try {
    const path = join(folder, `file.${extension}`);
    await writeFile(path, file);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What `mat2 --show` finds, a line each; empty when it finds nothing. Throws when mat2 cannot read the type. */
export function mat2Show(file: Buffer, type: FileType): Promise<string[]> {
  return inTemporaryFile(file, FILE_TYPES[type].extension, async (path) => {
    const { stdout } = await run('mat2', ['--show', path]);
    if (/is not supported|not a valid file|is not a file/.test(stdout)) throw new Error(stdout);
    return stdout
      .split('\n')
      .filter((line) => /^ {4,}\S/.test(line))
      .map((line) => line.trim());
  });
}

/** What Debian's own ExifTool, another version than ours, lists, as `Group:Tag`, without what it says of the file on disk. */
export function exifToolTags(file: Buffer, type: FileType): Promise<Record<string, string>> {
  return inTemporaryFile(file, FILE_TYPES[type].extension, async (path) => {
    const { stdout } = await run('/usr/bin/exiftool', ['-j', '-a', '-G1', '-s', '-ee', '-u', path]);
    const [tags] = JSON.parse(stdout);
    const shown = Object.entries(tags).filter(
      ([name]) => !/^(SourceFile|System:|ExifTool:ExifToolV)/.test(name),
    );
    return Object.fromEntries(shown.map(([name, value]) => [name, String(value)]));
  });
}
