import { createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { caseBundle } from '../src/cases/bundle.ts';
import { ConfigError } from '../src/config/config-error.ts';
import { loadConfig } from '../src/config/load.ts';
import { openStore } from '../src/store/store.ts';

/** Writes one sealed bundle a case. Works while the server runs, and reads nothing but ciphertext. */

const USAGE =
  'Usage: npm run --silent export -- --config FILE | --data DIR --out DIR [--case ID …]';

class UsageError extends Error {
  override name = 'UsageError';
}

async function run(): Promise<void> {
  let values: { data?: string; config?: string; out?: string; case?: string[] };
  try {
    ({ values } = parseArgs({
      options: {
        data: { type: 'string' },
        config: { type: 'string' },
        out: { type: 'string' },
        case: { type: 'string', multiple: true },
      },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
  if (values.out === undefined) throw new UsageError(USAGE);
  const configured =
    values.config === undefined ? undefined : (await loadConfig(values.config)).data;
  const data = values.data ?? configured;
  if (data === undefined) throw new UsageError(USAGE);
  await access(join(data, 'sluse.db')).catch(() => {
    throw new UsageError(`${data} is no data folder of Sluse: there is no sluse.db in it.`);
  });
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
try {
  await run();
} catch (error) {
  const { message, code, path } = error as NodeJS.ErrnoException;
  const known =
    error instanceof UsageError || error instanceof ConfigError
      ? message
      : code
        ? `${path ?? 'A file'} cannot be used (${code}).`
        : null;
  console.error(known ?? (error as Error).stack);
  process.exitCode = 1;
}
