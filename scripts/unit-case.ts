import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { parseArgs } from 'node:util';
import { isLanguage, LANGUAGE_CODES } from '../src/languages/language.ts';
import { archive } from '../src/offline/archive.ts';
import { openBundle } from '../src/offline/bundle-reader.ts';
import { nodeTools } from '../src/offline/node-tools.ts';
import { reseal } from '../src/offline/reseal.ts';
import { fingerprint } from '../src/seal/recipients.ts';
import { loadIdentities } from './unit-identities.ts';
import { UsageError } from './usage-error.ts';

/** What the unit makes of a whole case: a bundle for others, a copy for the archive. */

const COMMON = {
  identity: { type: 'string', multiple: true },
  out: { type: 'string' },
  contact: { type: 'boolean' },
  'passphrase-file': { type: 'string' },
} as const;

export async function resealCase(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...COMMON, to: { type: 'string', multiple: true } },
  });
  const [path] = positionals;
  const { identity, out, to, contact = false } = values;
  if (!identity || !out || !to || path === undefined || positionals.length > 1) {
    throw new UsageError('reseal needs --identity FILE, --to FILE, --out BUNDLE and one bundle.');
  }
  const recipients = (await Promise.all(to.map(recipientsIn))).flat();
  const identities = await loadIdentities(identity, values['passphrase-file']);
  const source = await openBundle(path);
  try {
    const reading = { tools: nodeTools, source, identities };
    await writeNew(out, reseal(reading, recipients, contact));
  } finally {
    source.close();
  }
  console.log(`${out}: sealed to ${recipients.length} ${recipients.length === 1 ? 'key' : 'keys'}`);
  for (const recipient of recipients) console.error(`  ${fingerprint(recipient)}`);
}

export async function archiveCase(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...COMMON,
      'no-files': { type: 'boolean' },
      originals: { type: 'boolean' },
      mask: { type: 'string' },
      language: { type: 'string' },
    },
  });
  const [path] = positionals;
  const { identity, out } = values;
  if (!identity || !out || path === undefined || positionals.length > 1) {
    throw new UsageError('archive needs --identity FILE, --out COPY.zip and one bundle.');
  }
  const masks = values.mask ? (await readFile(values.mask, 'utf8')).split(/\r?\n/) : [];
  const { language } = values;
  if (language !== undefined && !isLanguage(language)) {
    throw new UsageError(`There are these languages: ${LANGUAGE_CODES.join(', ')}.`);
  }
  const choice = {
    contact: values.contact ?? false,
    files: !values['no-files'],
    originals: values.originals ?? false,
    masks: masks.filter((line) => line.trim() !== ''),
  };
  const identities = await loadIdentities(identity, values['passphrase-file']);
  const source = await openBundle(path);
  let leftOut = 0;
  try {
    const ofCase = isLanguage(source.head.language) ? source.head.language : 'en';
    const wanted = { ...choice, language: language ?? ofCase };
    const copy = archive({ tools: nodeTools, source, identities }, wanted, (count) => {
      leftOut = count;
    });
    await writeNew(out, copy);
  } finally {
    source.close();
  }
  console.log(`${out}: not sealed; ${leftOut} passages left out`);
}

/** One recipient a line, as keygen writes them; comments after #. */
async function recipientsIn(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8'))
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Never over what is there, and never a half of it. */
async function writeNew(path: string, content: ReadableStream<Uint8Array>): Promise<void> {
  const file = createWriteStream(path, { mode: 0o600, flags: 'wx' });
  try {
    await pipeline(Readable.fromWeb(content as NodeStream), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(path, { force: true });
    throw error;
  }
}
