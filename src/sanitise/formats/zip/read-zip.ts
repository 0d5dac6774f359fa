import { Readable } from 'node:stream';
import {
  type Entry,
  fromBufferPromise,
  fromRandomAccessReaderPromise,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl';
import { type Input, NotCleanable } from '../format.ts';
import { ZIP_LIMITS } from './limits.ts';
import { unpack } from './unpack.ts';

/** One file inside an archive; folders are not listed. */
export interface Member {
  readonly name: string;
  /** Unpacked bytes, as declared; reading fails when it is a lie. */
  readonly size: number;
  /** It holds the path of another file, and nothing else. */
  readonly isLink: boolean;
  /** @throws NotCleanable('damaged') when size or checksum do not fit */
  chunks(): AsyncIterable<Buffer>;
  bytes(): Promise<Buffer>;
}

export interface Archive {
  readonly members: ReadonlyMap<string, Member>;
  /** Bytes that belong to no member: gaps and comments. */
  readonly strayBytes: number;
  /** Whether a member has a time of its own, and not the earliest one, which stands for none. */
  readonly timed: boolean;
}

class InputReader extends RandomAccessReader {
  readonly #input: Input;

  constructor(input: Input) {
    super();
    this.#input = input;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const input = this.#input;
    async function* pieces(): AsyncGenerator<Buffer> {
      for (let at = start; at < end; ) {
        const piece = await input.read(at, Math.min(256 * 1024, end - at));
        if (piece.length === 0) return;
        at += piece.length;
        yield piece;
      }
    }
    return Readable.from(pieces(), { objectMode: false });
  }
}

/**
 * Opens an archive and checks its table before anything is unpacked.
 * @throws NotCleanable for encrypted members ('encrypted'), contradictions ('damaged', 'ambiguous'), bombs ('tooComplex')
 */
export async function readZip(input: Input): Promise<Archive> {
  const options = { autoClose: false, lazyEntries: true, strictFileNames: true };
  const size = await endOfArchive(input);
  const zip = input.seekable
    ? await fromRandomAccessReaderPromise(new InputReader(input), size, options)
    : await fromBufferPromise((await input.whole()).subarray(0, size), options);
  if (zip.entryCount > ZIP_LIMITS.entries) throw tooComplex('too many members');
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  checkSizes(entries);
  const { places, strayBytes } = await checkLayout(zip, entries, size);
  return {
    members: membersByName(places, input),
    strayBytes: strayBytes + input.size - size,
    timed: entries.some(hasTime),
  };
}

/** Where the end record ends: what follows it belongs to no archive, though some programs put something there. */
async function endOfArchive(input: Input): Promise<number> {
  const from = Math.max(0, input.size - 0x10000 - 22);
  const tail = await input.read(from, input.size - from);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06054b50) continue;
    const end = at + 22 + tail.readUInt16LE(at + 20);
    if (end <= tail.length) return from + end;
  }
  throw new NotCleanable('damaged', 'an archive without its end');
}

function checkSizes(entries: readonly Entry[]): void {
  let total = 0;
  for (const entry of entries) {
    if (entry.isEncrypted()) throw new NotCleanable('encrypted', 'encrypted member');
    if (!entry.canDecodeFileData()) throw new NotCleanable('damaged', 'unknown compression');
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > ZIP_LIMITS.part) throw tooComplex('member too large');
    if (total > ZIP_LIMITS.total) throw tooComplex('archive too large');
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    if (entry.uncompressedSize > ZIP_LIMITS.ratioFrom && ratio > ZIP_LIMITS.ratio) {
      throw tooComplex('suspicious compression');
    }
  }
}

/** Where the data of an entry begin. */
interface Place {
  entry: Entry;
  dataStart: number;
}

/** Members must lie one after the other: overlapping ones are a bomb (42.zip's successor) and read differently by tools. */
async function checkLayout(
  zip: ZipFile,
  entries: readonly Entry[],
  size: number,
): Promise<{ places: Place[]; strayBytes: number }> {
  const places: Place[] = [];
  const spans: { from: number; to: number }[] = [];
  let stray = zip.comment.length;
  for (const entry of entries) {
    const local = await zip.readLocalFileHeaderPromise(entry);
    if (!local.fileName.equals(entry.fileNameRaw)) {
      throw new NotCleanable('damaged', 'the two names of a member differ');
    }
    stray += entry.fileCommentLength;
    places.push({ entry, dataStart: local.fileDataStart });
    spans.push({
      from: entry.relativeOffsetOfLocalHeader,
      to: local.fileDataStart + entry.compressedSize,
    });
  }
  spans.sort((a, b) => a.from - b.from);
  let end = 0;
  for (const { from, to } of spans) {
    if (from < end || to > size) throw tooComplex('overlapping members');
    // A gap of up to 24 bytes is the data descriptor that streaming writers leave after a member.
    if (end === 0 && from > 0) throw new NotCleanable('ambiguous', 'bytes before the archive');
    if (from - end > 24) stray += from - end;
    end = to;
  }
  return { places, strayBytes: stray };
}

/** The directory's own time, or an extra field that holds one: Info-ZIP's two kinds and NTFS's (APPNOTE 4.5). */
function hasTime(entry: Entry): boolean {
  const isSet = entry.lastModFileDate > 0x21 || entry.lastModFileTime !== 0;
  return isSet || entry.extraFields.some(({ id }) => [0x5455, 0x5855, 0x000a].includes(id));
}

/** The kind of file in the upper half of the attributes, as Info-ZIP and macOS write it (stat(2): S_IFLNK). */
function isLink(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000;
}

function membersByName(places: readonly Place[], input: Input): Map<string, Member> {
  const members = new Map<string, Member>();
  const folded = new Set<string>();
  for (const { entry, dataStart } of places) {
    if (entry.fileName.endsWith('/')) continue;
    // Two names that differ only in case are one file to Office and two to other readers.
    const key = entry.fileName.normalize('NFC').toLowerCase();
    if (folded.has(key)) throw new NotCleanable('damaged', 'two members of one name');
    folded.add(key);
    const packed = {
      size: entry.uncompressedSize,
      crc: entry.crc32,
      deflated: entry.compressionMethod === 8,
      from: dataStart,
      to: dataStart + entry.compressedSize,
    };
    members.set(entry.fileName, {
      name: entry.fileName,
      size: packed.size,
      isLink: isLink(entry),
      chunks: () => unpack(packed, input),
      async bytes() {
        const all: Buffer[] = [];
        for await (const chunk of unpack(packed, input)) all.push(chunk);
        return Buffer.concat(all);
      },
    });
  }
  return members;
}

function tooComplex(message: string): NotCleanable {
  return new NotCleanable('tooComplex', message);
}
