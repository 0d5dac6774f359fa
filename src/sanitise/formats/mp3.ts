import { type Mp3Header, mp3Header } from './codecs/mp3-frame.ts';
import { type Format, type Input, type Job, NotCleanable, type Output } from './format.ts';
import { batched } from './media/batched.ts';
import { id3At, noteId3, type Range, withoutTags } from './media/tags.ts';
import { openWindow, type Window } from './media/window.ts';
import { rebuildInfoFrame } from './mp3/info-frame.ts';
import { openReservoir } from './mp3/reservoir.ts';
import { verifyMp3 } from './mp3/verify.ts';

const LARGEST_FRAME = 2881;
/** Bytes that are no frame: more than this in one place is another kind of file. */
const MOST_JUNK = 1 << 20;

/**
 * MP3: the frames and nothing else. Tags in front, behind and between go; so do the encoder's names in the info frame and in the
 * bits no frame claims.
 */
export const mp3: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    const window = openWindow(input);
    const range = await withoutTags(window, (kind) => job.removed(kind));
    const out = batched(output);
    let signed = false;
    const reservoir = openReservoir(() => {
      signed = true;
    });
    let frames = 0;
    let announced = 0;
    for await (const { at, header } of framesIn(window, range, job)) {
      const frame = await window.copy(at, header.size);
      const info = frames === 0 && announced === 0 ? rebuildInfoFrame(frame, header) : undefined;
      if (info) {
        announced = info.frames ?? 0;
        if (info.signed) job.removed('software');
        await out.write(info.clean);
        continue;
      }
      frames++;
      for (const ready of reservoir.push(frame, header)) await out.write(ready);
    }
    for (const ready of reservoir.end()) await out.write(ready);
    await out.flush();
    if (signed) job.removed('software');
    if (frames === 0 || frames < announced) throw new NotCleanable('damaged', 'frames are missing');
  },
  verify: verifyMp3,
};

interface Place {
  at: number;
  header: Mp3Header;
}

/** The whole frames of one stream; what lies between them is counted and left out. */
async function* framesIn(window: Window, { start, end }: Range, job: Job): AsyncGenerator<Place> {
  let stream: number | undefined;
  for (let at = start; at < end; ) {
    const header = mp3Header(await window.bytes(at, Math.min(4, end - at)));
    const isNext =
      header &&
      (stream === undefined ? await followed(window, at, end, header) : header.stream === stream);
    if (header && isNext && at + header.size <= end) {
      stream = header.stream;
      yield { at, header };
      at += header.size;
      continue;
    }
    const next = await nextFrame(window, at, end, stream);
    const tag = await id3At(window, at, end);
    if (tag > 0)
      noteId3(await window.bytes(at, Math.min(tag, MOST_JUNK)), (kind) => job.removed(kind));
    else job.removed('trailingData');
    at = next;
  }
}

/** Whether another frame of the same stream follows: four bytes alone may look like a header by chance. */
async function followed(
  window: Window,
  at: number,
  end: number,
  header: Mp3Header,
): Promise<boolean> {
  const next = at + header.size;
  if (next + 4 > end) return next === end;
  return mp3Header(await window.bytes(next, 4))?.stream === header.stream;
}

/** Where the stream goes on behind bytes that are no frame; the end when it does not. */
async function nextFrame(
  window: Window,
  from: number,
  end: number,
  stream: number | undefined,
): Promise<number> {
  const tag = await id3At(window, from, end);
  const start = Math.max(from + 1, from + tag);
  const most = Math.min(end, start + MOST_JUNK);
  for (let block = start; block < most; block += LARGEST_FRAME * 16) {
    const bytes = await window.bytes(block, Math.min(LARGEST_FRAME * 16 + 4, end - block));
    for (let index = bytes.indexOf(0xff); index !== -1; index = bytes.indexOf(0xff, index + 1)) {
      const header = mp3Header(bytes, index);
      if (!header || (stream !== undefined && header.stream !== stream)) continue;
      if (await followed(window, block + index, end, header)) return block + index;
    }
  }
  if (most < end) throw new NotCleanable('damaged', 'more than frames');
  return end;
}
