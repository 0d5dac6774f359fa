import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';
import type { AgeTools } from '../../src/offline/age-tools.ts';
import { newIdentity } from '../../src/offline/identities.ts';
import { nodeTools } from '../../src/offline/node-tools.ts';
import { openCase } from '../../src/offline/open-case.ts';
import { entryOf, isFile, readAll, readFilePart, strangers } from '../../src/offline/open-part.ts';
import type { OpenedMessage } from '../../src/offline/opened-case.ts';
import { readMessage } from '../../src/offline/read-message.ts';
import { openBundleFile } from '../../src/offline/reader/zip-in.ts';
import { textsOf } from '../../src/offline/texts.ts';
import { verifyFiles } from '../../src/offline/verify-files.ts';
import { zipStream } from '../../src/offline/zip-out.ts';
import { openWeb, sealWeb } from '../../src/seal/age-web.ts';
import { BundleError } from '../../src/seal/bundle-error.ts';
import { CASE_FILE, type CaseFile } from '../../src/seal/case-bundle.ts';
import { portableSha256 } from '../../src/seal/sha256.ts';
import { filesBelow } from '../support/unit.ts';
import { madeCase } from './made-case.ts';

const webTools: AgeTools = { open: openWeb, seal: sealWeb, sha256: portableSha256 };

const STORIES = ['The first story.', 'What happened then.'];
const FILES = [Buffer.from('first-file'), Buffer.from('second-file'), Buffer.alloc(70_000, 'x')];

/** A bundle taken apart, so that it can be put together wrongly. */
interface Pieces {
  head: CaseFile;
  parts: Map<string, Uint8Array>;
}

describe('a damaged or foreign case file', () => {
  let secret: string;
  let recipient: string;
  let whole: Buffer;
  let pieces: Pieces;

  before(async () => {
    ({ secret, recipient } = await newIdentity('x25519'));
    const [first, second, third] = FILES as [Buffer, Buffer, Buffer];
    whole = await madeCase(
      [recipient],
      [
        { text: STORIES[0] as string, files: [first, second], name: 'Inger Marie' },
        { text: STORIES[1] as string, files: [third] },
      ],
    );
    const source = await openBundleFile(new Blob([new Uint8Array(whole)]));
    pieces = { head: source.head, parts: new Map() };
    for (const file of source.files.filter((name) => name !== CASE_FILE)) {
      pieces.parts.set(file, await readAll(await source.sealed(file)));
    }
  });

  const zipped = ({ head, parts }: Pieces) =>
    buffer(
      zipStream(async (zip) => {
        for (const [file, bytes] of parts) await zip.add(file, [bytes]);
        await zip.add(CASE_FILE, [Buffer.from(JSON.stringify(head))]);
      }),
    );

  /** Reads everything as the reader does; what it would show as good must be what was sent. */
  async function look(bundle: Uint8Array, tools: AgeTools = webTools) {
    const source = await openBundleFile(new Blob([new Uint8Array(bundle)]));
    const reading = { tools, source, identities: [secret] };
    const problems = strangers(source);
    const opened = new Map<number, OpenedMessage>();
    let good = 0;
    for (const sealed of source.head.messages) {
      const read = await readMessage(reading, sealed, true);
      problems.push(...read.problems);
      opened.set(sealed.number, read.message);
      const { text, checked, manifest } = read.message;
      const at = Number(sealed.id) - 1;
      if (text !== null && checked) {
        expect(text).to.equal(STORIES[at]);
        good += 1;
      }
      for (const part of sealed.parts.filter(({ name }) => isFile(name))) {
        const content = readFilePart(reading, part, entryOf(manifest, part.name));
        const bytes = await readAll(content).catch(() => null);
        if (bytes === null) continue;
        const original = FILES[at * 2 + Number(part.name.split('-')[1]) - 1] as Buffer;
        expect(original.equals(bytes), `${at} ${part.name}`).to.equal(true);
        good += 1;
      }
    }
    const files = await verifyFiles(reading, opened);
    return { good, problems: [...problems, ...files.problems] };
  }
  const ALL = STORIES.length + FILES.length;

  it('is good as it was made', async () => {
    expect(await look(whole)).to.deep.equal({ good: ALL, problems: [] });
    expect(await look(await zipped(pieces))).to.deep.equal({ good: ALL, problems: [] });
  });

  it('never passes for good, wherever its bytes were changed or it was cut off', async () => {
    const flip = fc.record({ at: fc.nat(whole.length - 1), by: fc.integer({ min: 1, max: 255 }) });
    const damage = fc.oneof(
      fc.array(flip, { minLength: 1, maxLength: 4 }).map((flips) => (bytes: Buffer) => {
        for (const { at, by } of flips) bytes[at] = (bytes[at] as number) ^ by;
        return bytes;
      }),
      fc.nat(whole.length - 1).map((length) => (bytes: Buffer) => bytes.subarray(0, length)),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (change) => {
        try {
          const { good, problems } = await look(change(Buffer.from(whole)));
          // A ZIP says some things twice, and nobody reads both.
          if (good < ALL) expect(problems).not.to.deep.equal([]);
        } catch (error) {
          expect(error).to.be.instanceOf(BundleError);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('never passes for good when its parts are moved, lost, sealed anew, doubled or renamed', async () => {
    const names = [...pieces.parts.keys()];
    const name = fc.constantFrom(...names);
    type Change = (made: Pieces) => Promise<void> | void;
    const partOf = ({ head }: Pieces, file: string) =>
      head.messages.flatMap(({ parts }) => parts).find((part) => part.file === file);
    const changes: fc.Arbitrary<Change>[] = [
      fc.tuple(name, name).map(([one, other]) => ({ parts }) => {
        const [first, second] = [parts.get(one), parts.get(other)];
        // One may have been taken away before.
        if (!first || !second) return;
        parts.set(one, second);
        parts.set(other, first);
      }),
      name.map(
        (one) =>
          ({ parts }) =>
            void parts.delete(one),
      ),
      // Anybody who knows the recipient can do this.
      fc.tuple(name, fc.uint8Array()).map(([one, content]) => async ({ parts }) => {
        parts.set(one, await buffer(nodeTools.seal([recipient], 'text', [content])));
      }),
      fc.tuple(name, fc.string()).map(([one, to]) => (made) => {
        const part = partOf(made, one);
        if (part) part.name = to;
      }),
      fc.tuple(name, name).map(([one, other]) => (made) => {
        const part = partOf(made, one);
        if (part) part.file = other;
      }),
      name.map((one) => (made) => {
        for (const { parts } of made.head.messages) {
          const at = parts.findIndex(({ file }) => file === one);
          if (at >= 0) parts.splice(at, 1);
        }
      }),
      name.map((one) => (made) => {
        const part = partOf(made, one);
        if (part) made.head.messages[0]?.parts.push({ ...part });
      }),
      fc.string({ minLength: 1 }).map((extra) => ({ parts }) => {
        parts.set(`x${extra}`, Buffer.from('stranger'));
      }),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(...changes), { minLength: 1, maxLength: 3 }),
        async (all) => {
          const made = { head: structuredClone(pieces.head), parts: new Map(pieces.parts) };
          for (const change of all) await change(made);
          try {
            const { good, problems } = await look(await zipped(made));
            if (good < ALL) expect(problems).not.to.deep.equal([]);
          } catch (error) {
            // Names that lead out of a folder, say: such a ZIP is not read at all.
            expect(error).to.be.instanceOf(BundleError);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is no case file of ours when its list says what no list of ours can', async () => {
    for (const change of [
      { received: '2026-02-30' },
      { format: 'sluse-case-2' },
      { messages: 1 },
    ]) {
      const made = { ...pieces, head: { ...pieces.head, ...change } as CaseFile };
      const error = await look(await zipped(made)).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(BundleError);
      expect((error as BundleError).problem).to.equal('other-version');
    }
  });

  it('says which part is sealed to another key, and opens nothing', async () => {
    const other = await newIdentity('x25519');
    const foreign = await madeCase([other.recipient], [{ text: 'Secret.', files: [] }]);
    const { good, problems } = await look(foreign);
    expect(good).to.equal(0);
    expect(new Set(problems.map(({ kind }) => kind))).to.deep.equal(new Set(['other-key']));
    expect(problems.map(({ part }) => part)).to.include('001-report/message.txt');
  });

  it('does not unpack for ever what somebody packed to do so', async () => {
    for (const [claimed, problem] of [
      [60_000_000, 'too-large'],
      [100, 'damaged-on-the-way'],
    ] as const) {
      const bomb = packed(CASE_FILE, Buffer.alloc(60_000_000, ' '), claimed);
      const error = await look(bomb).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(BundleError);
      expect((error as BundleError).problem).to.equal(problem);
    }
  });

  it('is written to a folder only as far as it is good, and the rest is named', async () => {
    const out = await mkdtemp(join(tmpdir(), 'sluse-damage-'));
    try {
      const made = { head: structuredClone(pieces.head), parts: new Map(pieces.parts) };
      const forged = await buffer(nodeTools.seal([recipient], 'text', [Buffer.from('A lie.')]));
      made.parts.set('messages/001-report/message.txt.age', forged);
      made.parts.delete('messages/002-follow-up/manifest.json.age');
      made.parts.set('stranger\u001b[2J', Buffer.from('x'));
      await writeFile(join(out, 'case.zip'), await zipped(made));
      const { problems } = await openCase(join(out, 'case.zip'), [secret], join(out, 'o'), true);
      expect(problems.map(({ part, kind }) => `${part}: ${kind}`)).to.include.members([
        '001-report/message.txt: differs',
        '002-follow-up/manifest.json: part-missing',
        '002-follow-up/attachment-1: not-in-manifest',
        'stranger?[2J: not-listed',
      ]);
      const files = await filesBelow(join(out, 'o'));
      expect(files.map(({ path }) => path.split('/').slice(-2).join('/')).sort()).to.deep.equal([
        '001-report/attachment-1.bin',
        '001-report/attachment-2.bin',
        '001-report/manifest.json',
        '002-follow-up/message.txt',
        'case-5f0c1a2b3c4d5e6f/case.txt',
      ]);
      const text = files.find(({ path }) => path.endsWith('case.txt'))?.bytes.toString();
      expect(text).not.to.include('A lie.');
      expect(text).to.match(/NOT COMPARED[^\n]*\n\nWhat happened then/);
    } finally {
      await rm(out, { recursive: true });
    }
  });

  it('is explained in every language, for each thing that can be wrong', () => {
    const kinds = Object.keys(textsOf('en').problems) as (keyof ReturnType<
      typeof textsOf
    >['problems'])[];
    for (const kind of kinds) {
      const said = LANGUAGE_CODES.map((language) => textsOf(language).problems[kind]);
      // Danish and Norwegian sometimes say the same.
      expect(new Set(said).size, kind).to.be.at.least(LANGUAGE_CODES.length - 1);
    }
  });
});

/** A ZIP of one deflated entry (PKWARE APPNOTE 4.3), as small as it can be. */
function packed(name: string, content: Buffer, claimed: number): Buffer {
  const data = deflateRawSync(content, { level: 9 });
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(crc32(content), 10);
  head.writeUInt32LE(data.length, 14);
  head.writeUInt32LE(claimed, 18);
  head.writeUInt16LE(name.length, 22);
  const signature = (bytes: string) => Buffer.from(bytes, 'hex');
  const local = Buffer.concat([signature('504b0304'), head, Buffer.from(name), data]);
  const central = Buffer.concat([
    signature('504b01021400'),
    head,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  signature('504b0506').copy(end);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
