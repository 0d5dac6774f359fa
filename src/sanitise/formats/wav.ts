import type { RemovalKind } from '../outcome.ts';
import { type Format, type Input, type Job, NotCleanable, type Output } from './format.ts';
import { type Chunk, chunk, chunkHead, chunksIn, mustFill, padding } from './media/chunks.ts';
import { copyParts } from './media/copy-parts.ts';
import { openCursor } from './media/cursor.ts';
import { must } from './media/residue.ts';
import { noteChunk } from './media/riff-kinds.ts';
import { withoutTags } from './media/tags.ts';
import { openWindow, type Window } from './media/window.ts';

const OPEN_ENDED = 0xffff_ffff;
/** Sizes in a WAV file have 32 bits. */
const LARGEST = 0xffff_ff00;
/** Registered wave formats whose data hold nothing but sound, with the bytes their set-up adds (mmreg.h). */
const ADDED_BYTES: Record<number, (added: Buffer) => number> = {
  1: () => 0, // PCM
  2: (added) => 4 + 4 * added.readUInt16LE(2), // Microsoft ADPCM: its coefficients
  3: () => 0, // float
  6: () => 0, // A-law
  7: () => 0, // µ-law
  17: () => 2, // IMA ADPCM
  49: () => 2, // GSM
  65534: () => 22, // extensible
};
const EXTENSIBLE = 65534;
/** The end of the sub-format's GUID that stands for a registered format. */
const REGISTERED = '000000001000800000aa00389b71';

/** WAV (RIFF, RF64, BW64): the format, the sound and the count of compressed samples. */
export const wav: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    const window = openWindow(input);
    const found = (kind: RemovalKind) => job.removed(kind);
    const { chunks, rest } = await readChunks(window, found);
    if (rest) found('trailingData');
    const one = (id: string) => {
      const same = chunks.filter((candidate) => candidate.id === id);
      if (same.length > 1) throw new NotCleanable('damaged', `two ${id} chunks`);
      return same[0];
    };
    const fmt = one('fmt ');
    const data = one('data');
    const fact = one('fact');
    if (!fmt || !data || data.size === 0)
      throw new NotCleanable('damaged', 'no format or no sound');
    if (data.size > LARGEST) throw new NotCleanable('tooComplex', 'more than 4 GiB of sound');
    for (const other of chunks) {
      if (!['fmt ', 'data', 'fact', 'ds64'].includes(other.id))
        await noteChunk(window, other, found);
    }
    const head = [
      chunk('fmt ', rebuildFormat(await window.bytes(fmt.at, Math.min(fmt.size, 512))), 'LE'),
    ];
    if (fact && fact.size >= 4) head.push(chunk('fact', await window.bytes(fact.at, 4), 'LE'));
    const size = head.reduce((sum, part) => sum + part.length, 4 + 8 + data.size + (data.size % 2));
    await output(
      Buffer.concat([
        chunkHead('RIFF', size, 'LE'),
        Buffer.from('WAVE'),
        ...head,
        chunkHead('data', data.size, 'LE'),
      ]),
    );
    await copyParts(window, [{ at: data.at, length: data.size }], output, job.keep);
    if (data.size % 2) await output(padding(1));
  },
  verify: verifyWav,
};

async function readChunks(
  window: Window,
  found: (kind: RemovalKind) => void,
): Promise<{ chunks: Chunk[]; rest: boolean }> {
  const head = await window.bytes(0, 12);
  const form = head.toString('latin1', 0, 4);
  if (!['RIFF', 'RF64', 'BW64'].includes(form) || head.toString('latin1', 8, 12) !== 'WAVE') {
    throw new NotCleanable('damaged', 'no WAVE form');
  }
  const claimed = head.readUInt32LE(4);
  const isStreamed = claimed === OPEN_ENDED || claimed === 0;
  // Sound without a stated end would take a tag behind it for samples.
  const end = isStreamed ? (await withoutTags(window, found)).end : window.size;
  let formEnd = isStreamed ? end : 8 + claimed;
  const chunks: Chunk[] = [];
  let wide = 0;
  let at = 12;
  for await (const one of chunksIn(
    window,
    at,
    Math.min(formEnd, end),
    'LE',
    (id) => id === 'data',
  )) {
    if (one.id === 'ds64' && form !== 'RIFF' && one.size >= 28) {
      const sizes = await window.bytes(one.at, 28);
      formEnd = 8 + Number(sizes.readBigUInt64LE(0));
      wide = Number(sizes.readBigUInt64LE(8));
    }
    // FFmpeg leaves 0 or all ones when it could not go back to write the size.
    if (one.id === 'data' && one.size === 0 && isStreamed) one.size = end - one.at;
    if (one.id === 'data' && wide > 0) {
      if (one.at + wide > end) throw new NotCleanable('damaged', 'the file ends inside data');
      one.size = wide;
    }
    chunks.push(one);
    at = one.at + one.size + (one.size % 2);
    if (one.id === 'data' && (wide > 0 || at >= end)) break;
  }
  if (wide > 0) {
    for await (const one of chunksIn(window, at, Math.min(formEnd, end), 'LE')) {
      chunks.push(one);
      at = one.at + one.size + (one.size % 2);
    }
  }
  if (!isStreamed || wide > 0) mustFill(at, formEnd, end);
  return { chunks, rest: at < end };
}

function rebuildFormat(fmt: Buffer): Buffer {
  if (fmt.length < 14) throw new NotCleanable('damaged', 'the format is cut');
  const tag = fmt.readUInt16LE(0);
  const size = ADDED_BYTES[tag];
  if (!size) throw new NotCleanable('unsupported', `wave format ${tag}`);
  const head = Buffer.alloc(16);
  fmt.copy(head, 0, 0, 16);
  const added = fmt.subarray(18, 18 + (fmt.length < 18 ? 0 : fmt.readUInt16LE(16)));
  const length = size(added);
  if (added.length < length) throw new NotCleanable('damaged', 'the format is cut');
  if (tag === EXTENSIBLE) {
    const sub = added.readUInt16LE(6);
    if (!isPlain(sub) || added.toString('hex', 8, 22) !== REGISTERED) {
      throw new NotCleanable('unsupported', `wave format ${sub} in an extension`);
    }
  }
  if (tag === 1) return head;
  const count = Buffer.alloc(2);
  count.writeUInt16LE(length);
  return Buffer.concat([head, count, added.subarray(0, length)]);
}

function isPlain(tag: number): boolean {
  return [1, 3, 6, 7].includes(tag);
}

/** A form of exactly a format, at most a sample count, and the sound, to the last byte. */
async function verifyWav(result: Input): Promise<void> {
  const cursor = openCursor(result);
  const form = await cursor.take(12);
  const formSize = form.readUInt32LE(4);
  must(form.toString('latin1', 0, 4) + form.toString('latin1', 8) === 'RIFFWAVE', 'no WAVE form');
  const order: string[] = [];
  while (!(await cursor.ended())) {
    const head = await cursor.take(8);
    const id = head.toString('latin1', 0, 4);
    const size = head.readUInt32LE(4);
    order.push(id);
    if (id === 'fmt ') mustBeFormat(await cursor.take(size));
    else {
      must(id !== 'fact' || size === 4, 'a longer count');
      await cursor.skip(size);
    }
    if (size % 2) must((await cursor.take(1))[0] === 0, 'a pad byte that says something');
  }
  must(/^fmt ,(?:fact,)?data$/.test(order.join(',')), 'other chunks');
  must(formSize === cursor.position - 8, 'bytes behind the form');
}

function mustBeFormat(fmt: Buffer): void {
  const tag = fmt.readUInt16LE(0);
  const added = fmt.length > 16 ? fmt.readUInt16LE(16) : 0;
  must(tag === 1 ? fmt.length === 16 : fmt.length === 18 + added, 'a longer format');
  const most: Record<number, number> = { 2: 4 + 4 * 255, 17: 2, 49: 2, 65534: 22 };
  must(added <= (most[tag] ?? 0), 'a longer format');
  if (tag === 65534) must(fmt.toString('hex', 26, 40) === REGISTERED, 'a sub-format of its own');
}
