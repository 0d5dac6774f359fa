import { NotCleanable } from '../format.ts';

/** A chunk of a WebP file (RFC 9649 § 2.3). */
export interface WebpChunk {
  readonly name: string;
  readonly data: Buffer;
}

/** The chunks of a RIFF body, without the padding byte of odd ones. @throws NotCleanable `damaged` */
export function* readWebpChunks(body: Buffer): Generator<WebpChunk> {
  for (let at = 0; at < body.length; ) {
    if (at + 8 > body.length) throw new NotCleanable('damaged', 'WebP: cut');
    const size = body.readUInt32LE(at + 4);
    const end = at + 8 + size;
    if (end > body.length) throw new NotCleanable('damaged', 'WebP: a chunk is cut');
    yield { name: body.toString('latin1', at, at + 4), data: body.subarray(at + 8, end) };
    at = end + (size % 2);
  }
}

export function writeWebpChunk({ name, data }: WebpChunk): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

export function writeWebp(chunks: readonly WebpChunk[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks.map(writeWebpChunk)]);
  return writeWebpChunk({ name: 'RIFF', data: body });
}
