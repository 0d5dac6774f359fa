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
import { builtReader, readerInChromium } from '../test/support/reader-window.ts';
import { command } from '../test/support/unit.ts';
import { figure, timed } from './figures.ts';

const run = promisify(execFile);
const MEGABYTE = 1_000_000;

/** Opening one file of 1, 50 and 500 MB: in the reader (Chromium), on the command line, and with plain age. */
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
  const say = (what: string, ms: number) =>
    figure(`${size} MB, ${what}`, `${Math.round(ms)} ms`, `${Math.round((1000 * size) / ms)} MB/s`);

  await run('unzip', ['-q', bundle, '-d', work]);
  const sealed = join(work, 'messages/001-report/attachment-1.age');
  say(
    'plain age',
    await timed(() => run('age', ['-d', '-i', key, '-o', join(work, 'plain'), sealed])),
  );
  const open = ['open', '--identity', key, '--out', join(work, 'opened'), bundle];
  say('command line, from start to end', await timed(() => command('unit', ...open)));

  const reader = await readerInChromium(readerPath);
  try {
    const { page } = reader;
    if (page === null) throw new Error('the bench needs Chromium');
    page.setDefaultTimeout(600_000);
    // A save dialogue cannot be answered here, so the file goes the way of browsers that have none.
    await page.evaluate('delete window.showSaveFilePicker');
    await page.evaluate(
      'globalThis.longest = 0; globalThis.last = performance.now(); setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; }, 10)',
    );
    await reader.setFiles('#unlock input[type=file]', [key]);
    await reader.click('#unlock button[type=submit]');
    await reader.text('.keys');
    const shown = await timed(async () => {
      await reader.setFiles('#bundle input[type=file]', [bundle]);
      await reader.text('#message-1');
    });
    figure(`${size} MB, reader: text on the page`, `${Math.round(shown)} ms`);
    say('reader: file opened and saved', await timed(() => reader.saved('.files .buttons button')));
    const longest = await page.evaluate<number>('longest');
    figure(`${size} MB, reader: longest pause of the page`, `${Math.round(longest)} ms`);
  } finally {
    await reader.close();
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
