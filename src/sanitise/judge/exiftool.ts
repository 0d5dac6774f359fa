import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { exiftoolPath } from 'exiftool-vendored';
import type { FileType } from '../file-types.ts';
import { startIsolated } from '../isolated-process.ts';
import { findTool, type Isolation } from '../isolation.ts';
import type { Program } from '../program.ts';
import type { AllowedTags, PerlModule } from './allowed-tags.ts';
import { ALLOWED_TAGS } from './index.ts';

const run = promisify(execFile);
const MODULES: readonly PerlModule[] = ['Compress::Zlib', 'Archive::Zip', 'IO::String'];
/** Parts of ExifTool for what people mostly send. Those for a JPEG are loaded anyway. */
const part = (name: string) => `Image::ExifTool::${name}`;
/** It looks for these in what is neither a photo nor a drawing. */
const SOUNDS = ['RIFF', 'WavPack', 'APE'].map(part);
const AHEAD: Record<Search, readonly string[]> = {
  // `-M` takes a line of Perl (perlrun), and the part that follows the samples is no module.
  head: [...SOUNDS, `${part('QuickTime')};require "Image/ExifTool/QuickTimeStream.pl";`],
  whole: [...SOUNDS, ...['PNG', 'ZIP', 'OOXML', 'PDF'].map(part)],
};
/** The tag list of a clean file is short; one that is not is not clean. */
const LONGEST_LIST = 1 << 20;

/** Says that Perl is not there: nothing can be called clean then. */
export class NoPerl extends Error {
  override name = 'NoPerl';
}

export interface ExifTool {
  program(search: Search): Program;
  /** Modules Perl lacks here. Debian has them in `perl` and `libarchive-zip-perl`, `libio-string-perl`. */
  readonly lacks: readonly PerlModule[];
}

/** @throws NoPerl */
export async function findExifTool(): Promise<ExifTool> {
  const perl = await findTool('perl');
  if (perl === undefined) throw new NoPerl('perl is not installed');
  const [script, { stdout: found }] = await Promise.all([
    exiftoolPath(),
    run(perl, ['-e', PERL_QUESTIONS, ...MODULES], { env: {} }),
  ]);
  const [folders = '', lacks = ''] = found.split('\n');
  const present = await Promise.all(
    folders.split('\0').map(async (path) => ((await isFolder(path)) ? [path] : [])),
  );
  const lacking = lacks.split('\0');
  const installed = MODULES.filter((name) => !lacking.includes(name));
  return {
    lacks: MODULES.filter((name) => lacking.includes(name)),
    program: (search) => ({
      file: perl,
      // The modules that most files need are loaded while the process waits: it takes longer than the list.
      // No configuration file, every tag even when twice, groups that tell where a tag stands, and the file from
      // stdin only: an argument that is never a name cannot be mistaken for an option or a command.
      args: [
        `-I${join(dirname(script), 'lib')}`,
        ...[...AHEAD[search], ...(search === 'whole' ? installed : [])].map((name) => `-M${name}`),
        script,
        '-config',
        '',
        '-j',
        '-a',
        '-G1:4',
        '-s',
        '-ee',
        '-u',
        ...(search === 'head' ? ['-fast2'] : []),
        '-',
      ],
      reads: [dirname(script), ...present.flat()],
      env: {},
    }),
  };
}

/**
 * How far ExifTool looks. In the pixels of a photo it would search for trailers of known programs, and read all of a film
 * to get behind it, both slower than the cleaning. Our photos and films have everything that tells something in front,
 * and the structural check already proves that nothing follows.
 */
export type Search = 'head' | 'whole';

export function searchOf(type: FileType): Search {
  return ['jpeg', 'mp4', 'mov', 'm4a'].includes(type) ? 'head' : 'whole';
}

/** Where Perl finds its modules, then which of the arguments it does not have. */
const PERL_QUESTIONS =
  'print join("\\0", @INC), "\\n", join("\\0", grep { !eval "require $_; 1" } @ARGV), "\\n"';

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** One run of ExifTool that waits for the bytes of one file. */
export interface Listing {
  readonly stdin: Writable;
  readonly alive: boolean;
  readonly exited: Promise<unknown>;
  /** The tags it listed, or `undefined` when it did not end as it should. */
  tags(): Promise<ReadonlyMap<string, string> | undefined>;
  kill(): void;
}

export function startListing(isolation: Isolation, tool: ExifTool, search: Search): Listing {
  const process = startIsolated(isolation, tool.program(search), { channel: false });
  return {
    stdin: process.stdin,
    exited: process.exited,
    get alive() {
      return process.alive;
    },
    async tags() {
      const text = await readList(process.stdout);
      return text === undefined ? undefined : parseTags(text);
    },
    kill: process.kill,
  };
}

/** A whole list in JSON; the walls around the process take a while longer to fall than it took to write it. */
const END_OF_LIST = '}]\n';

async function readList(stream: Readable): Promise<string | undefined> {
  let text = '';
  try {
    for await (const piece of stream.setEncoding('utf8')) {
      text += piece;
      if (text.length > LONGEST_LIST) return undefined;
      if (text.endsWith(END_OF_LIST)) return text;
    }
  } catch {
    // Killed, or broken off: what was not finished is no list.
  }
  return undefined;
}

function parseTags(text: string): ReadonlyMap<string, string> | undefined {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list) || list.length !== 1 || typeof list[0] !== 'object') return undefined;
    return new Map(Object.entries({ ...list[0] }).map(([name, value]) => [name, String(value)]));
  } catch {
    return undefined;
  }
}

/** What ExifTool says of every file, of itself and of the stream. */
const ALWAYS = new Set([
  'SourceFile',
  'ExifTool:ExifToolVersion',
  'File:FileTypeExtension',
  'File:MIMEType',
  // Of the pipe, not of the file.
  'System:FileSize',
  'System:FileModifyDate',
  'System:FileAccessDate',
  'System:FileInodeChangeDate',
  'System:FilePermissions',
]);

/** The names of the tags that a clean file of this type must not have; empty when ExifTool finds it clean. */
export function unexpectedTags(
  type: FileType,
  tags: ReadonlyMap<string, string>,
  lacks: readonly PerlModule[],
): string[] {
  const allowed = ALLOWED_TAGS[type];
  if (!allowed) return ['no list of allowed tags'];
  const blind = allowed.needs?.some((name) => lacks.includes(name)) ?? false;
  return [...tags]
    .filter(([name, value]) => !isAllowed(allowed, name, value, blind))
    .map(([name]) => name);
}

/**
 * @param copy the name as ExifTool gives it: with a number when the tag is there more than once, without which JSON would
 *   show only one of them
 */
function isAllowed(allowed: AllowedTags, copy: string, value: string, blind: boolean): boolean {
  const name = copy.replace(/:Copy\d+:/, ':').replace(/^IFD\d+:/, 'IFD:');
  if (name === 'File:FileType') return allowed.fileTypes.includes(value);
  if (ALWAYS.has(name)) return true;
  if (blind && /^ExifTool:(Warning|Error)$/.test(name))
    return /^Install |Archive::Zip|Compress::Zlib/.test(value);
  if (!allowed.tags.includes(name) && !allowed.tags.includes(name.replace(/:.*/, ':*')))
    return false;
  return allowed.values?.[name]?.test(value) ?? true;
}
