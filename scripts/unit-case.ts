import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { parseArgs } from 'node:util';
import { isLanguage } from '../src/languages/language.ts';
import { archive } from '../src/offline/archive.ts';
import { openBundle } from '../src/offline/bundle-reader.ts';
import { nodeTools } from '../src/offline/node-tools.ts';
import { type CaseReading, strangers } from '../src/offline/open-part.ts';
import type { OpenedMessage } from '../src/offline/opened-case.ts';
import { readMessage } from '../src/offline/read-message.ts';
import { reseal } from '../src/offline/reseal.ts';
import { verifyFiles } from '../src/offline/verify-files.ts';
import { fingerprint } from '../src/seal/recipients.ts';
import { UsageError } from '../src/usage-error.ts';
import { loadIdentities, recipientsIn } from './unit-identities.ts';
import { languageOf } from './unit-reply.ts';

/** What the unit makes of a whole case: a bundle for others, a copy for the archive. */

/** Some parts of a case could not be opened. */
export const SOME_FAILED = 2;

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
  const recipients = (
    await Promise.all(to.map(async (file) => recipientsIn(await readFile(file, 'utf8'))))
  ).flat();
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
  const language = values.language === undefined ? undefined : languageOf(values.language);
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

/** Opens everything, compares it, and keeps nothing. */
export async function verifyCase(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      identity: { type: 'string', multiple: true },
      'passphrase-file': { type: 'string' },
    },
  });
  if (!values.identity || positionals.length === 0) {
    throw new UsageError('verify needs --identity FILE and at least one bundle.');
  }
  const identities = await loadIdentities(values.identity, values['passphrase-file']);
  for (const path of positionals) {
    const source = await openBundle(path);
    try {
      const { files, problems } = await verify({ tools: nodeTools, source, identities });
      for (const { part, why } of problems) console.error(`  ${part}: ${why}`);
      const result = problems.length === 0 ? 'whole' : `${problems.length} parts are not good`;
      console.log(`${path}: ${source.head.messages.length} messages, ${files} files: ${result}`);
      if (problems.length > 0) process.exitCode = SOME_FAILED;
    } finally {
      source.close();
    }
  }
}

/** Everything that is wrong with a case. */
async function verify(reading: CaseReading) {
  const opened = new Map<number, OpenedMessage>();
  const problems = strangers(reading.source);
  for (const sealed of reading.source.head.messages) {
    const read = await readMessage(reading, sealed, true);
    opened.set(sealed.number, read.message);
    problems.push(...read.problems);
  }
  const files = await verifyFiles(reading, opened);
  return { files: files.files, problems: [...problems, ...files.problems] };
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
