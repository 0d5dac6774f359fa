import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { promisify } from 'node:util';
import { newIdentity } from '../src/offline/identities.ts';
import { nodeTools } from '../src/offline/node-tools.ts';
import { zipStream } from '../src/offline/zip-out.ts';
import { BUNDLE_FORMAT, CASE_FILE, type CaseFile } from '../src/seal/case-bundle.ts';
import { measure } from '../src/seal/measure.ts';
import { FORMAT, type Manifest, PART } from '../src/seal/message.ts';
import type { Filler } from '../src/seal/padding.ts';
import {
  builtReader,
  expectText,
  type ReaderWindow,
  readerInChromium,
  readerInFirefox,
} from '../test/support/reader-window.ts';
import { command } from '../test/support/unit.ts';
import { figure, timed } from './figures.ts';
import { peakOfChildren } from './process-memory.ts';

const run = promisify(execFile);
const MEGABYTE = 1_000_000;
/** A browser is a dozen large processes, and to ask the kernel for the memory of each takes it milliseconds. */
const LOOK_MS = 300;

/** Opening one file of 1, 50 and 500 MB: in the reader (Chromium, Firefox), on the command line, and with plain age. */
export async function benchReader(): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'sluse-bench-reader-'));
  const { path } = await builtReader(work);
  try {
    for (const size of [1, 50, 500]) await benchSize(join(work, String(size)), path, size);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function benchSize(work: string, readerPath: string, size: number): Promise<void> {
  await mkdir(work);
  const { file, recipient } = await newIdentity('x25519');
  const key = join(work, 'unit.key');
  const bundle = join(work, 'case.zip');
  await writeFile(key, file);
  await pipeline(
    Readable.fromWeb(caseWithFile(recipient, size * MEGABYTE) as NodeStream),
    createWriteStream(bundle),
  );
  /** Time of `work`, and the most memory that it and what it starts had. */
  const say = async (what: string, task: () => Promise<unknown>) => {
    let ms = 0;
    const peak = await peakOfChildren(async () => {
      ms = await timed(task);
    }, LOOK_MS);
    const speed = `${Math.round((1000 * size) / ms)} MB/s, ${Math.round(peak)} MB of memory`;
    figure(`${size} MB, ${what}`, `${Math.round(ms)} ms`, speed);
  };

  await run('unzip', ['-q', bundle, '-d', work]);
  const sealed = join(work, 'messages/001-report/attachment-1.age');
  await say('plain age', () => run('age', ['-d', '-i', key, '-o', join(work, 'plain'), sealed]));
  const open = ['open', '--identity', key, '--out', join(work, 'opened'), bundle];
  await say('command line, from start to end', () => command('unit', ...open));
  await rm(join(work, 'opened'), { recursive: true });

  const windows = [
    { name: 'Chromium, to a chosen file', open: readerInChromium, toDisk: true },
    { name: 'Chromium, as a download', open: readerInChromium, toDisk: false },
    { name: 'Firefox, as a download', open: readerInFirefox, toDisk: false },
  ];
  for (const { name, open: openReader, toDisk } of windows) {
    const reader = await openReader(readerPath);
    try {
      await benchReading(reader, { name, toDisk, key, bundle }, say);
    } finally {
      await reader.close();
    }
  }
}

async function benchReading(
  reader: ReaderWindow,
  { name, toDisk, key, bundle }: { name: string; toDisk: boolean; key: string; bundle: string },
  say: (what: string, task: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const { page } = reader;
  page?.setDefaultTimeout(600_000);
  if (page) {
    // A save dialogue cannot be answered here; what stands for its file counts and forgets.
    const file =
      '{ createWritable: async () => ({ write: async (piece) => { globalThis.written += piece.length; }, close: async () => {}, abort: async () => {} }) }';
    await page.evaluate(
      toDisk
        ? `globalThis.written = 0; window.showSaveFilePicker = async () => (${file})`
        : 'delete window.showSaveFilePicker',
    );
    await page.evaluate(
      'globalThis.longest = 0; globalThis.last = performance.now(); setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; }, 10)',
    );
  }
  await reader.setFiles('#unlock input[type=file]', [key]);
  await reader.click('#unlock button[type=submit]');
  await reader.text('.keys');
  await say(`${name}: text on the page`, async () => {
    await reader.setFiles('#bundle input[type=file]', [bundle]);
    await reader.text('#message-1');
  });
  await say(`${name}: all files checked`, async () => {
    await reader.click('#verify button');
    await expectText(reader, '#verify [role=status]', /whole/);
  });
  await say(`${name}: file opened and saved`, async () => {
    if (!toDisk) return reader.saved('.files .buttons button');
    await reader.click('.files .buttons button');
    return expectText(reader, '.files [role=status]', /Done/);
  });
  if (page) {
    const longest = await page.evaluate<number>('longest');
    figure(`${name}: longest pause of the page`, `${Math.round(longest)} ms`);
  }
}

/** The bundle of a case with one file, made while it is read. */
function caseWithFile(recipient: string, bytes: number): ReadableStream<Uint8Array> {
  return zipStream(async (zip) => {
    const entries: Manifest['parts'] = [];
    const parts: CaseFile['messages'][number]['parts'] = [];
    const add = async (name: string, filler: Filler, content: Iterable<Uint8Array>) => {
      const plain = measure(content);
      const sealed = measure(nodeTools.seal([recipient], filler, plain.bytes));
      const file = `messages/001-report/${name}.age`;
      await zip.add(file, sealed.bytes);
      parts.push({ name, file, ...sealed.result() });
      const saved = name.startsWith('attachment') ? `${name}.bin` : name;
      entries.push({
        part: name,
        name: saved,
        type: 'application/octet-stream',
        ...plain.result(),
      });
    };
    await add(PART.text, 'text', [Buffer.from('One long film.')]);
    await add(PART.attachment(1), 'binary', film(bytes));
    const known = { case: '5f0c1a2b3c4d5e6f', day: '2026-11-22' };
    const manifest: Manifest = {
      format: FORMAT,
      ...known,
      message: '0011223344556677',
      kind: 'report',
      parts: [...entries],
      notSent: [],
    };
    await add(PART.manifest, 'json', [Buffer.from(JSON.stringify(manifest))]);
    const head: CaseFile = {
      format: BUNDLE_FORMAT,
      case: known.case,
      channel: 'bench',
      language: 'en',
      received: known.day,
      replyRecipient: null,
      messages: [{ id: manifest.message, number: 1, kind: 'report', day: known.day, parts }],
    };
    await zip.add(CASE_FILE, [Buffer.from(JSON.stringify(head))]);
  });
}

function* film(bytes: number): Generator<Uint8Array> {
  const piece = Buffer.alloc(65536, 'not very much of a film, but as long as one. ');
  for (let left = bytes; left > 0; left -= piece.length) {
    yield piece.subarray(0, Math.min(left, piece.length));
  }
}
