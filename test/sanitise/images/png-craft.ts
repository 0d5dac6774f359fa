import { crc32, deflateSync } from 'node:zlib';

export function pngChunk(type: string, data: Buffer | string = ''): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** The chunks of a file, by type, each whole. */
export function pngChunks(png: Buffer): { type: string; data: Buffer; whole: Buffer }[] {
  const chunks = [];
  for (let at = 8; at < png.length; ) {
    const end = at + 12 + png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, end - 4),
      whole: png.subarray(at, end),
    });
    at = end;
  }
  return chunks;
}

/** A file with more chunks behind the header, and others behind the pixels. */
export function withChunks(png: Buffer, early: Buffer[], late: Buffer[] = []): Buffer {
  const [header, ...rest] = pngChunks(png).map(({ whole }) => whole);
  const end = rest.pop();
  return Buffer.concat([png.subarray(0, 8), header ?? png, ...early, ...rest, ...late, end ?? png]);
}

/** A header that promises so many pixels, and as good as none of them. */
export function hollowPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1000))),
    pngChunk('IEND'),
  ]);
}
