import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { caseBundle } from '../src/cases/bundle.ts';
import { openStore } from '../src/store/store.ts';
import { UsageError } from '../src/usage-error.ts';
import { runCommand } from './run-command.ts';
import { startedService } from './service.ts';

/** Writes one sealed bundle a case. Works while the server runs, and reads nothing but ciphertext. */

const USAGE =
  'Usage: npm run --silent export -- --config FILE | --data DIR --out DIR [--case ID …]';

async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      config: { type: 'string' },
      out: { type: 'string' },
      case: { type: 'string', multiple: true },
    },
  });
  if (values.out === undefined) throw new UsageError(USAGE);
  const { data } = await startedService(values, USAGE);
  await mkdir(values.out, { recursive: true, mode: 0o700 });

  const store = await openStore(data);
  try {
    const all = await store.allCases();
    const unknown = (values.case ?? []).filter((id) => !all.some((row) => row.id === id));
    if (unknown.length > 0) throw new UsageError(`There is no case ${unknown.join(', ')}.`);
    const chosen = values.case ? all.filter(({ id }) => values.case?.includes(id)) : all;
    for (const row of chosen) {
      const path = join(values.out, `case-${row.id}.zip`);
      await writeWhole(path, await caseBundle(store, row));
      console.log(path);
      for (const { day, unreadable } of await store.messages(row.id)) {
        if (unreadable) {
          console.error(
            `Case ${row.id}: the reporter could not open the reply of ${day}. Make it again from this bundle.`,
          );
        }
      }
    }
    console.error(
      `${chosen.length} ${chosen.length === 1 ? 'case' : 'cases'} exported to ${values.out}.`,
    );
  } finally {
    await store.close();
  }
}

/** A bundle appears under its name only when it is whole. */
async function writeWhole(path: string, bundle: NodeJS.ReadableStream): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    await pipeline(bundle, createWriteStream(unfinished, { mode: 0o600 }));
    await using file = await open(unfinished, 'r');
    await file.sync();
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await rename(unfinished, path);
}

process.umask(0o077);
await runCommand(USAGE, run);
