import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Sanitised } from '../src/sanitise/outcome.ts';
import { openSanitiser, type Sanitiser } from '../src/sanitise/sanitiser.ts';
import { median, timed } from './figures.ts';
import type { BenchFile } from './files/all-files.ts';
import { memoryOfChildren, peakOfNewChildren } from './process-memory.ts';

const run = promisify(execFile);
const ROUNDS = 5;
const MAT2_ROUNDS = 3;
/** Long enough for the next processes to have started: people do not send files in the same moment. */
const PAUSE_MS = 800;

/**
 * Milliseconds and peak memory of every format, beside mat2's on the same file in the same run. Ours: from the call to
 * the last clean byte that two judges have passed, in the sandbox, its processes waiting as they do on a server; those
 * of the job count in the memory, those that go on waiting are told once. mat2's: its command, as one would call it.
 */
export async function benchSanitise(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sluse-bench-'));
  const sanitiser = await openSanitiser();
  try {
    const maker = join(import.meta.dirname, 'files/make.ts');
    const { stdout } = await run(process.execPath, [maker, folder]);
    const files: BenchFile[] = JSON.parse(stdout);
    console.log(`isolation: ${sanitiser.isolation.level}`);
    print(['file', 'MB', 'ms', 'ms in a row', 'peak MB', 'mat2 ms', 'mat2 MB', 'faster']);
    await wait(PAUSE_MS);
    print(['(processes that wait)', '', '', '', mb(await memoryOfChildren()), '', '', '']);
    for (const file of files) print(await measure(sanitiser, file, folder));
  } finally {
    await sanitiser.close();
    await rm(folder, { recursive: true });
  }
}

async function measure(
  sanitiser: Sanitiser,
  { name, path }: BenchFile,
  folder: string,
): Promise<string[]> {
  const size = (await stat(path)).size;
  // As for mat2: a round of its own, which also brings the file and the programs into memory.
  const peak = await peakOfNewChildren(() => cleaned(sanitiser, path));
  await wait(PAUSE_MS);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(await timed(() => cleaned(sanitiser, path)));
    await wait(PAUSE_MS);
  }
  const inARow = await timed(async () => {
    for (let round = 0; round < ROUNDS; round++) await cleaned(sanitiser, path);
  });
  await wait(PAUSE_MS);
  const ours = median(times);
  const anchor = await measureMat2(path, folder);
  return [
    name,
    (size / 1e6).toFixed(1),
    ours.toFixed(0),
    (inARow / ROUNDS).toFixed(0),
    mb(peak),
    anchor ? anchor.ms.toFixed(0) : 'cannot',
    anchor ? mb(anchor.peak) : '',
    anchor ? `${(anchor.ms / ours).toFixed(1)} ×` : '',
  ];
}

async function cleaned(sanitiser: Sanitiser, path: string): Promise<Sanitised> {
  const handle = await open(path);
  try {
    const result = await sanitiser.clean(
      {
        size: (await handle.stat()).size,
        open: () => open(path),
        stream: () => handle.createReadStream({ autoClose: false, highWaterMark: 1 << 18 }),
      },
      new Writable({ write: (_piece, _encoding, done) => done() }),
    );
    if (!result.clean) throw new Error(`${path}: ${result.reason}`);
    return result;
  } finally {
    await handle.close();
  }
}

/** `undefined` for a file it cannot clean. */
async function measureMat2(path: string, folder: string) {
  const copy = join(folder, `copy${extname(path)}`);
  const times: number[] = [];
  let peak = 0;
  try {
    for (let round = 0; round <= MAT2_ROUNDS; round++) {
      await copyFile(path, copy);
      const work = () => run('mat2', ['--inplace', copy]);
      // The memory is taken in a round of its own, because looking for it takes time.
      if (round === 0) peak = await peakOfNewChildren(work);
      else times.push(await timed(work));
    }
  } catch {
    return undefined;
  } finally {
    await rm(copy, { force: true });
  }
  return { ms: median(times), peak };
}

function mb(value: number): string {
  return value.toFixed(0);
}

function print([first = '', ...rest]: string[]): void {
  console.log(first.padEnd(22) + rest.map((cell) => cell.padStart(12)).join(''));
}
