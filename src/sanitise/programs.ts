import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { FONT_SETTINGS, FONTS } from './fonts.ts';
import type { Program } from './program.ts';

const HERE = realpathSync(import.meta.dirname);
const APPLICATION = join(HERE, '../..');
/**
 * All the code a worker may read, and the fonts that drawings are drawn with. The application's folder as a whole may
 * hold configuration or data.
 */
const READS = [
  HERE,
  join(APPLICATION, 'node_modules'),
  join(APPLICATION, 'package.json'),
  ...FONTS,
  ...FONT_SETTINGS,
];

/**
 * One of our own entry files under Node. The permission model is a layer of its own: it stops honest JavaScript that
 * a hostile file has led astray, not native code.
 *
 * @param codeCache only for an isolation in which the disk is nothing but `reads`
 */
export function nodeProgram(
  entry: string,
  args: readonly string[],
  { permissions = true, codeCache }: { permissions?: boolean; codeCache?: string | undefined } = {},
): Program {
  return {
    file: realpathSync(process.execPath),
    args: [
      ...(permissions ? permitted(codeCache) : []),
      '--disable-proto=throw',
      // Many short jobs on few cores: helper threads and 48 MB for young objects cost more than they save. With room from
      // the start most jobs end before there is anything to collect, which took a third of the time of a document.
      '--single-threaded-gc',
      '--min-semi-space-size=2',
      '--max-semi-space-size=2',
      '--initial-heap-size=64',
      '--no-warnings',
      join(HERE, entry),
      ...args,
    ],
    reads: codeCache === undefined ? READS : [...READS, codeCache],
    env: codeCache === undefined ? {} : { NODE_COMPILE_CACHE: codeCache },
  };
}

function permitted(codeCache: string | undefined): string[] {
  const read = (path: string) => `--allow-fs-read=${path}`;
  return [
    '--permission',
    '--allow-addons',
    ...READS.map(read),
    ...(codeCache === undefined
      ? []
      : [
          read(codeCache),
          // Node uses the cache only where it may write, although it has nothing to write, and the disk is read-only.
          `--allow-fs-write=${codeCache}`,
          // It must be allowed to walk up to package.json, or it takes our modules for CommonJS first and starts twice
          // as slowly. There is nothing else to see on the way.
          read(APPLICATION),
        ]),
  ];
}

/**
 * `clean` and `verify` workers load ahead what most files need, and rehearse; the others are for workers that are started
 * with their file and load only what that needs.
 */
export type WorkerKind = 'clean' | 'clean-now' | 'verify' | 'verify-now';

export function workerProgram(kind: WorkerKind, codeCache: string | undefined): Program {
  return nodeProgram('worker.ts', [kind], { codeCache });
}
