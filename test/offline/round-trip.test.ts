import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import type { AgeTools } from '../../src/offline/age-tools.ts';
import { newIdentity } from '../../src/offline/identities.ts';
import { nodeTools } from '../../src/offline/node-tools.ts';
import { openCase } from '../../src/offline/open-case.ts';
import { entryOf, isFile, readAll, readFilePart } from '../../src/offline/open-part.ts';
import { readMessage } from '../../src/offline/read-message.ts';
import { openBundleFile } from '../../src/offline/reader/zip-in.ts';
import { reseal } from '../../src/offline/reseal.ts';
import { sealReply } from '../../src/offline/seal-reply.ts';
import { openWeb, sealWeb } from '../../src/seal/age-web.ts';
import { REPLY_FILE, replyFileSchema } from '../../src/seal/reply-bundle.ts';
import { openSealedZip } from '../../src/seal/sealed-zip.ts';
import { portableSha256 } from '../../src/seal/sha256.ts';
import { filesBelow } from '../support/unit.ts';
import { madeCase } from './made-case.ts';

const run = promisify(execFile);

/** What a browser has, run here; the browsers themselves are in test/browser/reader.test.ts. */
const webTools: AgeTools = { open: openWeb, seal: sealWeb, sha256: portableSha256 };

const message = fc.record({
  text: fc.string({ unit: 'grapheme', maxLength: 6000 }),
  files: fc.array(fc.uint8Array({ maxLength: 70_000 }), { maxLength: 2 }),
});
const messages = fc.array(message, { minLength: 1, maxLength: 2 });

const expected = (made: readonly { text: string; files: Uint8Array[] }[]) =>
  made.map(({ text, files }) => ({ text, files: files.map((file) => Buffer.from(file)) }));

/** A bundle as the reader reads it. */
async function readInBrowser(bundle: Buffer, identity: string) {
  const source = await openBundleFile(new Blob([new Uint8Array(bundle)]));
  const reading = { tools: webTools, source, identities: [identity] };
  const read = [];
  for (const sealed of source.head.messages) {
    const { message: opened, problems } = await readMessage(reading, sealed, false);
    expect(problems).to.deep.equal([]);
    const files = [];
    for (const part of sealed.parts.filter(({ name }) => isFile(name))) {
      const content = readFilePart(reading, part, entryOf(opened.manifest, part.name));
      files.push(Buffer.from(await readAll(content)));
    }
    read.push({ text: opened.text, files });
  }
  return { read, source, reading };
}

describe('any case', function () {
  this.timeout(120_000);
  let work: string;
  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-round-'));
  });
  after(() => rm(work, { recursive: true }));

  for (const kind of ['hybrid', 'x25519'] as const) {
    it(`is the same to the reader and the command line, and handed over it still is (${kind})`, async () => {
      const first = await newIdentity(kind);
      const next = await newIdentity(kind);
      await fc.assert(
        fc.asyncProperty(messages, async (made) => {
          const bundle = await madeCase([first.recipient], made);
          const inBrowser = await readInBrowser(bundle, first.secret);
          expect(inBrowser.read).to.deep.equal(expected(made));

          const handedOver = await buffer(reseal(inBrowser.reading, [next.recipient], false));
          const path = join(work, 'handed-over.zip');
          await writeFile(path, handedOver);
          const out = await mkdtemp(join(work, 'opened-'));
          const opened = await openCase(path, [next.secret], out, true);
          expect(opened.problems).to.deep.equal([]);
          expect(opened.messages.map(({ text }) => text)).to.deep.equal(
            made.map(({ text }) => text),
          );
          const files = (await filesBelow(out)).filter(({ path }) => path.includes('attachment'));
          const contents = files
            .sort((a, b) => a.path.localeCompare(b.path))
            .map((file) => file.bytes);
          expect(contents).to.deep.equal(expected(made).flatMap((one) => one.files));
          expect((await readInBrowser(handedOver, next.secret)).read).to.deep.equal(expected(made));
        }),
        { numRuns: 8 },
      );
    });
  }

  it('is opened by age, and a reply that the reader made too', async () => {
    const unit = await newIdentity('x25519');
    const reporter = await newIdentity('x25519');
    await writeFile(join(work, 'reporter.key'), reporter.file);
    await writeFile(join(work, 'unit.key'), unit.file);
    const byAge = async (key: string, sealed: Buffer): Promise<Buffer> => {
      await writeFile(join(work, 'sealed.age'), sealed);
      await run('age', [
        '-d',
        '-i',
        join(work, key),
        '-o',
        join(work, 'plain'),
        join(work, 'sealed.age'),
      ]);
      return readFile(join(work, 'plain'));
    };
    await fc.assert(
      fc.asyncProperty(message, async (made) => {
        const bundle = await madeCase([unit.recipient], [made], reporter.recipient);
        const { source } = await readInBrowser(bundle, unit.secret);
        const [sealed] = source.head.messages;
        for (const part of sealed?.parts.filter(({ name }) => isFile(name)) ?? []) {
          const bytes = Buffer.from(await readAll(await source.sealed(part.file)));
          const plain = await byAge('unit.key', bytes);
          const original = made.files[Number(part.name.split('-')[1]) - 1] as Uint8Array;
          expect(plain.subarray(0, original.length).equals(original)).to.equal(true);
        }

        const reply = {
          kind: 'question' as const,
          text: made.text,
          files: made.files.map((file) => ({ name: 'a.PDF', content: () => [file] })),
          day: '2026-11-22',
        };
        const path = join(work, 'reply.zip');
        await writeFile(path, await buffer(sealReply(webTools, source.head, reply)));
        const zip = await openSealedZip(path, REPLY_FILE, replyFileSchema);
        try {
          for (const part of zip.head.parts) {
            const bytes = await buffer(await zip.sealed(part.file));
            expect(bytes.length).to.equal(part.bytes);
            const opened = await readAll(nodeTools.open([reporter.secret], [bytes]));
            expect((await byAge('reporter.key', bytes)).equals(opened)).to.equal(true);
            if (part.name === 'message.txt') {
              expect(Buffer.from(opened).toString().startsWith(made.text)).to.equal(true);
            }
          }
          expect(zip.head.parts).to.have.length(made.files.length + 2);
        } finally {
          zip.close();
        }
      }),
      { numRuns: 8 },
    );
  });
});
