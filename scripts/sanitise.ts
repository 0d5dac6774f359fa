import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FILE_TYPES } from '../src/sanitise/file-types.ts';
import { NoIsolation } from '../src/sanitise/isolation.ts';
import { NoPerl } from '../src/sanitise/judge/exiftool.ts';
import { openSanitiser, type Sanitiser } from '../src/sanitise/sanitiser.ts';
import { UsageError } from '../src/usage-error.ts';
import { runCommand } from './run-command.ts';

const USAGE =
  'Usage: npm run --silent sanitise -- FILE… --out DIR (ends with 0 when all are clean, 2 when some are not)';

/** Some files could not be cleaned. */
const SOME_HELD = 2;

await runCommand(USAGE, run, { plain: [NoIsolation, NoPerl] });

/** Prints one line of JSON for each file, in the order given. */
async function run(args: string[]): Promise<void> {
  const { files, folder } = readArguments(args);
  for (const file of files) {
    if (!(await stat(file)).isFile()) throw new UsageError(`${file} is not a file.`);
  }
  await mkdir(folder, { recursive: true });
  const sanitiser = await openSanitiser({ concurrency: 1 });
  let allClean = true;
  try {
    for (const [index, file] of files.entries()) {
      const line = await cleanInto(sanitiser, file, folder, index + 1);
      allClean &&= line.clean;
      console.log(JSON.stringify(line));
    }
  } finally {
    await sanitiser.close();
  }
  if (!allClean) process.exitCode = SOME_HELD;
}

function readArguments(args: string[]): { files: string[]; folder: string } {
  const { values, positionals } = parseArgs({
    args,
    options: { out: { type: 'string' } },
    allowPositionals: true,
  });
  if (!values.out || positionals.length === 0) throw new UsageError(USAGE);
  return { files: positionals, folder: values.out };
}

/** The clean file gets a neutral name: what the file was called tells about it, too. */
async function cleanInto(sanitiser: Sanitiser, file: string, folder: string, number: number) {
  const started = performance.now();
  const bytesIn = (await stat(file)).size;
  const staged = join(folder, `attachment-${number}.part`);
  const [input, output] = [await open(file), await open(staged, 'w', 0o600)];
  try {
    const result = await sanitiser.clean(
      {
        size: bytesIn,
        open: () => open(file),
        stream: () => input.createReadStream({ autoClose: false, start: 0 }),
      },
      output.createWriteStream(),
    );
    const name = `attachment-${number}.${FILE_TYPES[result.type].extension}`;
    if (result.clean) await rename(staged, join(folder, name));
    return {
      file,
      type: result.type,
      clean: result.clean,
      reason: result.clean ? null : result.reason,
      removed: result.clean ? result.removed : [],
      bytesIn,
      bytesOut: result.clean ? result.bytes : 0,
      ms: Math.round(performance.now() - started),
      out: result.clean ? join(folder, name) : null,
    };
  } finally {
    await input.close();
    await rm(staged, { force: true });
  }
}
