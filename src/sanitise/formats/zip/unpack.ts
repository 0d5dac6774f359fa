import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { type Input, NotCleanable } from '../format.ts';

/** Where the data of a member stand and what they must become. */
export interface Packed {
  size: number;
  crc: number;
  deflated: boolean;
  from: number;
  to: number;
}

const PIECE = 64 * 1024;
/** Below this a member is unpacked in one go, which is several times faster. */
const SMALL = 512 * 1024;

/**
 * The content of a member in pieces. Done here and not with streams that pipe: a pipe touches `process.stdout`, which
 * makes the worker's output non-blocking.
 * @throws NotCleanable('damaged') when size or checksum are not the declared ones
 */
export async function* unpack(packed: Packed, input: Input): AsyncGenerator<Buffer> {
  let size = 0;
  let sum = 0;
  for await (const chunk of pieces(packed, input)) {
    size += chunk.length;
    if (size > packed.size) throw damaged('member larger than declared');
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (size !== packed.size || sum !== packed.crc) throw damaged('size or checksum of a member');
}

async function* pieces(packed: Packed, input: Input): AsyncGenerator<Buffer> {
  if (!packed.deflated) yield* raw(packed, input);
  else if (packed.size <= SMALL && packed.to - packed.from <= SMALL) {
    const bytes = await input.read(packed.from, packed.to - packed.from);
    yield inflateWithin(bytes, packed.size);
  } else yield* inflated(packed, input);
}

async function* raw({ from, to }: Packed, input: Input): AsyncGenerator<Buffer> {
  for (let at = from; at < to; ) {
    const piece = await input.read(at, Math.min(PIECE, to - at));
    if (piece.length === 0) throw damaged('member beyond the end');
    at += piece.length;
    yield piece;
  }
}

async function* inflated(packed: Packed, input: Input): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: PIECE });
  const ready: Buffer[] = [];
  let failed: Error | undefined;
  inflate.on('data', (chunk: Buffer) => ready.push(chunk)).on('error', (error) => (failed = error));
  try {
    for await (const piece of raw(packed, input)) {
      await new Promise<void>((done) => inflate.write(piece, () => done()));
      if (failed) throw failed;
      yield* ready.splice(0);
    }
    await new Promise<void>((done) => inflate.flush(constants.Z_SYNC_FLUSH, () => done()));
    if (failed) throw failed;
    yield* ready.splice(0);
  } finally {
    inflate.destroy();
  }
}

/** Node's error for too much output says nothing of the file being at fault. */
function inflateWithin(bytes: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw damaged('member does not unpack to its size');
  }
}

function damaged(message: string): NotCleanable {
  return new NotCleanable('damaged', message);
}
