import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { tooComplex } from './limits.ts';

export interface Inflated {
  data: Buffer;
  /** Bytes of the input that belong to the compressed data. */
  used: number;
  /** False when the data was cut or its check sum is wrong. */
  complete: boolean;
}

interface WithInfo {
  buffer: Buffer;
  engine: { bytesWritten: number };
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/**
 * Undoes Flate. Cut streams and wrong check sums give what could be read, as viewers do; undefined when nothing can be.
 * @throws NotCleanable('tooComplex') above `limit` bytes
 */
export function inflate(raw: Buffer, limit: number): Inflated | undefined {
  const attempt = (
    run: typeof inflateSync,
    input: Buffer,
    finishFlush: number,
  ): { data: Buffer; used: number } | undefined => {
    try {
      // `info` is documented; its type is not declared. It tells where the compressed data ended.
      const options = { maxOutputLength: limit, finishFlush, info: true };
      const { buffer, engine } = run(input, options) as unknown as WithInfo;
      return { data: buffer, used: engine.bytesWritten };
    } catch (error) {
      if (isTooLarge(error)) throw tooComplex('a stream expands beyond its limit');
      return undefined;
    }
  };
  const whole = attempt(inflateSync, raw, constants.Z_FINISH);
  if (whole) return { ...whole, complete: true };
  const cut = attempt(inflateSync, raw, constants.Z_SYNC_FLUSH);
  if (cut) return { ...cut, complete: false };
  const headless = attempt(inflateRawSync, raw.subarray(2), constants.Z_SYNC_FLUSH);
  return headless && { data: headless.data, used: headless.used + 2, complete: false };
}
