import type { RemovalKind } from '../outcome.ts';
import { type Format, type Input, type Job, NotCleanable, type Output } from './format.ts';
import { type Chunk, chunk, chunkHead, chunksIn, mustFill, padding } from './media/chunks.ts';
import { copyParts } from './media/copy-parts.ts';
import { openCursor } from './media/cursor.ts';
import { must } from './media/residue.ts';
import { noteId3 } from './media/tags.ts';
import { openWindow } from './media/window.ts';

const COMMON_SIZE = 18;
/** Compression types of AIFF-C with the bytes of a sample; 0 where the sound is in packets. */
const TYPES: Record<string, number> = {
  NONE: Number.NaN,
  twos: Number.NaN,
  sowt: Number.NaN,
  'raw ': 1,
  in24: 3,
  in32: 4,
  fl32: 4,
  FL32: 4,
  fl64: 8,
  FL64: 8,
  ulaw: 1,
  ULAW: 1,
  alaw: 1,
  ALAW: 1,
  ima4: 0,
  MAC3: 0,
  MAC6: 0,
};
const KINDS: Record<string, RemovalKind> = {
  NAME: 'description',
  AUTH: 'author',
  '(c) ': 'description',
  ANNO: 'comment',
  COMT: 'comment',
  MARK: 'chapter',
  APPL: 'software',
  AESD: 'device',
  SAXL: 'software',
};

/** AIFF and AIFF-C: the common chunk, the sound, and the version AIFF-C asks for. */
export const aiff: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    const window = openWindow(input);
    const found = (kind: RemovalKind) => job.removed(kind);
    const head = await window.bytes(0, 12);
    const form = head.toString('latin1', 8, 12);
    if (head.toString('latin1', 0, 4) !== 'FORM' || !['AIFF', 'AIFC'].includes(form)) {
      throw new NotCleanable('damaged', 'no AIFF form');
    }
    const kept = new Map<string, Chunk>();
    let at = 12;
    const formEnd = 8 + head.readUInt32BE(4);
    for await (const one of chunksIn(window, at, Math.min(window.size, formEnd), 'BE')) {
      at = one.at + one.size + (one.size % 2);
      if (['COMM', 'SSND', 'FVER'].includes(one.id)) {
        if (kept.has(one.id)) throw new NotCleanable('damaged', `two ${one.id} chunks`);
        kept.set(one.id, one);
      } else if (one.id === 'ID3 ') {
        noteId3(await window.bytes(one.at, Math.min(one.size, 1 << 20)), found);
      } else found(KINDS[one.id] ?? 'other');
    }
    mustFill(at, formEnd, window.size);
    if (at < window.size) found('trailingData');
    const comm = kept.get('COMM');
    const ssnd = kept.get('SSND');
    if (!comm || !ssnd || comm.size > 512 || ssnd.size < 8) {
      throw new NotCleanable('damaged', 'no description or no sound');
    }
    const common = await window.bytes(comm.at, comm.size);
    const type = form === 'AIFC' ? common.toString('latin1', COMMON_SIZE, COMMON_SIZE + 4) : 'NONE';
    const sound = await soundRange(ssnd, common, type, await window.bytes(ssnd.at, 8));
    const parts = [chunk('COMM', rebuildCommon(common, form), 'BE')];
    // The one version there is (AIFF-C draft, § 4).
    if (form === 'AIFC') parts.unshift(chunk('FVER', Buffer.from('a2805140', 'hex'), 'BE'));
    const size = parts.reduce(
      (sum, part) => sum + part.length,
      4 + 16 + sound.length + (sound.length % 2),
    );
    await output(
      Buffer.concat([
        chunkHead('FORM', size, 'BE'),
        Buffer.from(form),
        ...parts,
        chunkHead('SSND', sound.length + 8, 'BE'),
        Buffer.alloc(8),
      ]),
    );
    await copyParts(window, [sound], output, job.keep);
    if (sound.length % 2) await output(padding(1));
  },
  verify: verifyAiff,
};

/** The samples the common chunk counts, behind the alignment bytes. */
async function soundRange(
  ssnd: Chunk,
  common: Buffer,
  type: string,
  head: Buffer,
): Promise<{ at: number; length: number }> {
  const bytes = TYPES[type];
  if (bytes === undefined) throw new NotCleanable('unsupported', `AIFF-C type ${type}`);
  const width = Number.isNaN(bytes) ? Math.ceil(common.readUInt16BE(6) / 8) : bytes;
  const there = ssnd.size - 8 - head.readUInt32BE(0);
  const counted = common.readUInt32BE(2) * common.readUInt16BE(0) * width;
  if (there <= 0 || counted > there) throw new NotCleanable('damaged', 'samples are missing');
  return { at: ssnd.at + 8 + head.readUInt32BE(0), length: width === 0 ? there : counted };
}

/** Channels, frames, size, rate; the type without its name in words. */
function rebuildCommon(common: Buffer, form: string): Buffer {
  const size = form === 'AIFC' ? COMMON_SIZE + 4 : COMMON_SIZE;
  if (common.length < size) throw new NotCleanable('damaged', 'the description is cut');
  const words = Buffer.alloc(form === 'AIFC' ? 2 : 0);
  return Buffer.concat([common.subarray(0, size), words]);
}

async function verifyAiff(result: Input): Promise<void> {
  const cursor = openCursor(result);
  const form = await cursor.take(12);
  const type = form.toString('latin1', 8);
  const formSize = form.readUInt32BE(4);
  must(form.toString('latin1', 0, 4) === 'FORM', 'no form');
  const order: string[] = [];
  while (!(await cursor.ended())) {
    const head = await cursor.take(8);
    const id = head.toString('latin1', 0, 4);
    const length = head.readUInt32BE(4);
    order.push(id);
    if (id === 'FVER')
      must((await cursor.take(length)).toString('hex') === 'a2805140', 'a version');
    if (id === 'COMM') {
      const common = await cursor.take(length);
      must(
        type === 'AIFF' ? length === 18 : length === 24 && common.readUInt16BE(22) === 0,
        'words',
      );
    }
    if (id === 'SSND') {
      must(
        (await cursor.take(8)).every((byte) => byte === 0),
        'alignment',
      );
      await cursor.skip(length - 8);
    }
    if (length % 2) must((await cursor.take(1))[0] === 0, 'a pad byte that says something');
  }
  const expected = type === 'AIFF' ? 'COMM,SSND' : 'FVER,COMM,SSND';
  must(order.join(',') === expected, 'other chunks');
  must(formSize === cursor.position - 8, 'bytes behind the form');
}
