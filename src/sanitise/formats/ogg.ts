import type { RemovalKind } from '../outcome.ts';
import { type Format, type Input, type Job, NotCleanable, type Output } from './format.ts';
import { batched } from './media/batched.ts';
import { withoutTags } from './media/tags.ts';
import { openWindow } from './media/window.ts';
import { type OggCodec, oggCodec } from './ogg/codecs.ts';
import { LARGEST_PAGE, type Page, pagesOf, readPage, writePage } from './ogg/pages.ts';
import { verifyOgg } from './ogg/verify.ts';

/** Comments with several cover pictures; beyond it is a bomb. */
const LARGEST_HEADERS = 64 << 20;
const MOST_STREAMS = 10_000;

/** One logical stream of the file being read. */
interface Stream {
  codec: OggCodec | undefined;
  /** In the result. */
  serial: number;
  sequence: number;
  /** The next page the input must have. */
  expected: number;
  /** Header packets still to come, and what is there of them. */
  missing: number;
  packets: Buffer[];
  open: Buffer[];
  headerBytes: number;
}

/** Ogg with Vorbis, Opus, FLAC or Speex: header packets rebuilt, sound packets as they are, pages numbered afresh. */
export const ogg: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    const window = openWindow(input);
    const found = (kind: RemovalKind) => job.removed(kind);
    const { start, end } = await withoutTags(window, found);
    const out = batched(output);
    const streams = new Map<number, Stream>();
    let kept = 0;
    let sound = 0;
    let seen = 0;
    let at = start;
    while (at < end) {
      const bytes = await window.bytes(at, Math.min(LARGEST_PAGE, end - at));
      if (bytes.toString('latin1', 0, 4) !== 'OggS') break;
      const { page, size } = readPage(bytes);
      at += size;
      if (page.first) {
        if (++seen > MOST_STREAMS) throw new NotCleanable('tooComplex', 'too many streams');
        const stream = openStream(page, kept + 1, found);
        streams.set(page.serial, stream);
        if (stream.codec) {
          kept++;
          for (const one of pagesOf([stream.codec.first], stream)) {
            await out.write(writePage({ ...one, first: true }));
          }
        }
        continue;
      }
      const stream = streams.get(page.serial);
      if (!stream) throw new NotCleanable('damaged', 'a page of no stream');
      if (page.sequence !== stream.expected++)
        throw new NotCleanable('damaged', 'pages are missing');
      if (!stream.codec) continue;
      if (stream.missing > 0) {
        gather(stream, page);
        if (stream.missing === 0) {
          const headers = stream.codec.rest(stream.packets, found);
          stream.packets = [];
          for (const one of pagesOf(headers, stream)) await out.write(writePage(one));
        }
        continue;
      }
      sound++;
      await out.write(writePage({ ...page, serial: stream.serial, sequence: stream.sequence++ }));
    }
    if (at < end) found('trailingData');
    if (sound === 0) throw new NotCleanable('damaged', 'no sound');
    await out.flush();
  },
  verify: verifyOgg,
};

function openStream(page: Page, serial: number, found: (kind: RemovalKind) => void): Stream {
  const codec = oggCodec(page.body);
  if (typeof codec === 'string') found(codec);
  const kept = typeof codec === 'string' ? undefined : codec;
  return {
    codec: kept,
    serial,
    sequence: 0,
    expected: page.sequence + 1,
    missing: kept?.headers ?? 0,
    packets: [],
    open: [],
    headerBytes: 0,
  };
}

/** Adds a page's part of the header packets; the last of them ends its page. */
function gather(stream: Stream, page: Page): void {
  stream.headerBytes += page.body.length;
  if (stream.headerBytes > LARGEST_HEADERS) throw new NotCleanable('tooComplex', 'endless headers');
  let at = 0;
  let from = 0;
  for (const value of page.lacing) {
    at += value;
    if (value === 255) continue;
    if (stream.missing === 0) throw new NotCleanable('damaged', 'sound on a header page');
    // A copy, so that the block of the file it lies in is not kept.
    stream.packets.push(Buffer.concat([...stream.open, page.body.subarray(from, at)]));
    stream.open = [];
    stream.missing--;
    from = at;
  }
  if (from < at) {
    if (stream.missing === 0) throw new NotCleanable('damaged', 'sound on a header page');
    stream.open.push(Buffer.from(page.body.subarray(from, at)));
  }
}
