import type { RemovalKind } from '../outcome.ts';
import { cleanIndex } from './avi/indexes.ts';
import { type AviStream, cleanStreamFormat, cleanStreamHeader, streamKind } from './avi/streams.ts';
import { verifyAvi } from './avi/verify.ts';
import { oncePerKind } from './codecs/frame-scrub.ts';
import { type Format, type Input, type Job, NotCleanable, type Output } from './format.ts';
import { batched } from './media/batched.ts';
import { type Chunk, chunkHead, chunksIn } from './media/chunks.ts';
import { noteChunk } from './media/riff-kinds.ts';
import { openWindow, type Window } from './media/window.ts';

type Found = (kind: RemovalKind) => void;

interface Work {
  window: Window;
  out: ReturnType<typeof batched>;
  found: Found;
  note: Found;
  /** By stream number; `undefined` for a stream that is left out. */
  streams: (AviStream | undefined)[];
  /** Streams that the main header counts. */
  announced: number;
  frames: number;
}

const LARGEST_FRAME = 128 << 20;
const LARGEST_HEADER = 1 << 20;
const LARGEST_INDEX = 64 << 20;
const ZEROS = Buffer.alloc(1 << 16);

/**
 * AVI, scrubbed in place: every index counts bytes from somewhere, so chunks that have to go become JUNK of zeros and nothing
 * moves. Only data behind the end are cut off.
 */
export const avi: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    const window = openWindow(input);
    const found = (kind: RemovalKind) => job.removed(kind);
    const out = batched(output);
    const work: Work = {
      window,
      out,
      found,
      note: oncePerKind(found),
      streams: [],
      announced: 0,
      frames: 0,
    };
    let at = 0;
    for await (const riff of chunksIn(window, 0, window.size, 'LE')) {
      const form = riff.id === 'RIFF' ? (await window.bytes(riff.at, 4)).toString('latin1') : '';
      if (form !== (at === 0 ? 'AVI ' : 'AVIX')) break;
      await out.write(await window.copy(riff.at - 8, 12));
      await copyForm(work, riff.at + 4, riff.at + riff.size, form);
      at = riff.at + riff.size + (riff.size % 2);
      if (riff.size % 2) await out.write(Buffer.alloc(1));
    }
    if (at === 0 || work.frames === 0)
      throw new NotCleanable('damaged', 'no AVI form or no frames');
    if (at < window.size) found('trailingData');
    await out.flush();
  },
  verify: verifyAvi,
};

/** Writes the chunks of one list or form, each in the room it had. */
async function copyForm(work: Work, from: number, to: number, form: string): Promise<void> {
  const { window, out } = work;
  let at = from;
  for await (const chunk of chunksIn(window, from, to, 'LE')) {
    const list = chunk.id === 'LIST' ? (await window.bytes(chunk.at, 4)).toString('latin1') : '';
    if (LISTS[form]?.includes(list) && !(list === 'strl' && !(await startStream(work, chunk)))) {
      await out.write(await window.copy(chunk.at - 8, 12));
      await copyForm(work, chunk.at + 4, chunk.at + chunk.size, list);
    } else if (!(await copyChunk(work, chunk, form))) {
      await noteChunk(window, chunk, work.found);
      await blank(work, chunk);
    }
    if (chunk.size % 2) await out.write(Buffer.alloc(1));
    at = chunk.at + chunk.size + (chunk.size % 2);
  }
  // Padding in front of the end is all that may be no chunk; else a size before it was wrong.
  const rest = await window.bytes(Math.min(at, to), Math.max(0, to - at));
  if (rest.some((byte) => byte !== 0)) throw new NotCleanable('damaged', 'bytes between chunks');
  await out.write(Buffer.alloc(rest.length));
}

/** Lists that are walked into, by the form or list they stand in. */
const LISTS: Record<string, string[]> = {
  'AVI ': ['hdrl', 'movi'],
  AVIX: ['movi'],
  hdrl: ['strl', 'odml'],
  movi: ['rec '],
};

/** @returns whether the chunk belongs to the result and was written */
async function copyChunk(work: Work, chunk: Chunk, form: string): Promise<boolean> {
  const { window, out } = work;
  const most = form === 'movi' || form === 'rec ' ? LARGEST_FRAME : LARGEST_INDEX;
  const name = nameOf(chunk, form, work.streams);
  if (!name) return false;
  if (chunk.size > most) throw new NotCleanable('tooComplex', `${chunk.id} is too large`);
  const content = await window.copy(chunk.at, chunk.size);
  if (!cleanContent(work, name, chunk, content)) return false;
  await out.write(chunkHead(chunk.id, chunk.size, 'LE'));
  await out.write(content);
  return true;
}

function nameOf({ id }: Chunk, form: string, streams: Work['streams']): string | undefined {
  if (form === 'hdrl') return id === 'avih' ? id : undefined;
  if (form === 'strl') return ['strh', 'strf', 'indx', 'vprp'].includes(id) ? id : undefined;
  if (form === 'odml') return id === 'dmlh' ? id : undefined;
  if (form === 'AVI ' && id === 'idx1') return id;
  if (form !== 'movi' && form !== 'rec ') return undefined;
  if (/^ix\d\d$/.test(id)) return streams[Number(id.slice(2))] ? 'ix' : undefined;
  return isFrame(id, streams) ? 'frame' : undefined;
}

/** @throws NotCleanable('damaged') for a frame of no stream or of one of another kind: it would be lost, or not looked into */
function isFrame(id: string, streams: Work['streams']): boolean {
  const [, number = '', sort = ''] = /^(\d\d)(d[bc]|wb|pc)$/.exec(id) ?? [];
  if (sort === '') return false;
  const index = Number(number);
  const stream = streams[index];
  const isOfKind = stream === undefined || (stream.kind === 'auds') === (sort === 'wb');
  if (index >= streams.length || !isOfKind) {
    throw new NotCleanable('damaged', 'a frame of no stream');
  }
  return stream !== undefined;
}

/** Changes the content in place. @returns false when it cannot be what it should be and is left out */
function cleanContent(work: Work, name: string, chunk: Chunk, content: Buffer): boolean {
  const signed = () => work.note('software');
  switch (name) {
    case 'avih':
      if (content.length >= 28) work.announced = content.readUInt32LE(24);
      content.fill(0, 40); // reserved, behind the height
      return content.length >= 40;
    case 'dmlh':
      content.fill(0, 4); // frames, then nothing
      return content.length >= 4;
    case 'strh':
      cleanStreamHeader(content);
      return true;
    case 'strf': {
      const stream = work.streams.at(-1);
      if (!stream || content.length > LARGEST_HEADER) return false;
      work.streams[work.streams.length - 1] = cleanStreamFormat(stream.kind, content, signed);
      return true;
    }
    case 'vprp':
      content.fill(0, 36 + 32 * (content.length < 36 ? 0 : Math.min(content.readUInt32LE(32), 2)));
      return content.length >= 36;
    case 'frame': {
      work.frames++;
      if (!chunk.id.endsWith('pc'))
        work.streams[Number(chunk.id.slice(0, 2))]?.scrub?.(content, work.note);
      return true;
    }
    default:
      return cleanIndex(name, content, work.streams);
  }
}

/** Registers a stream. @returns whether it is kept; streams are known by their number, so only the last ones can go */
async function startStream(work: Work, list: Chunk): Promise<boolean> {
  const header = { at: 0, size: 0 };
  for await (const chunk of chunksIn(work.window, list.at + 4, list.at + list.size, 'LE')) {
    if (chunk.id === 'strh') Object.assign(header, chunk);
  }
  if (header.size < 48) throw new NotCleanable('damaged', 'a stream header is cut');
  const kind = streamKind(await work.window.bytes(header.at, 4));
  if (kind && work.streams.includes(undefined)) {
    throw new NotCleanable('unsupported', 'picture or sound behind another stream');
  }
  work.streams.push(kind && { kind, scrub: undefined });
  if (!kind) work.found('hiddenContent');
  return kind !== undefined;
}

async function blank({ window, out }: Work, chunk: Chunk): Promise<void> {
  if (chunk.at + chunk.size > window.size) throw new NotCleanable('damaged', 'a chunk is cut');
  await out.write(chunkHead('JUNK', chunk.size, 'LE'));
  for (let left = chunk.size; left > 0; left -= ZEROS.length) {
    await out.write(ZEROS.subarray(0, Math.min(left, ZEROS.length)));
  }
}
