import { constants, inflateSync } from 'node:zlib';
import { expect, residue } from './residue.ts';

const MOST = 400 << 20;

/** Undoes Flate and tells how many bytes belonged to it. */
export function inflatePart(data: Buffer): { data: Buffer; used: number } {
  try {
    const options = { maxOutputLength: MOST, finishFlush: constants.Z_FINISH, info: true };
    const { buffer, engine } = inflateSync(data, options) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { data: buffer, used: engine.bytesWritten };
  } catch {
    throw residue('compressed data that cannot be read');
  }
}

/** Undoes Flate and demands that no byte is left over. */
export function inflateExactly(data: Buffer): Buffer {
  const { data: plain, used } = inflatePart(data);
  expect(used === data.length, 'bytes after compressed data');
  return plain;
}
