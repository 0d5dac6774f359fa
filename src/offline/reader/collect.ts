import { type Bytes, piecesOf } from '../../seal/byte-streams.ts';
import type { Target } from './calls.ts';

/** Blobs of this size are what a browser can put away on its own; many small ones would fill the memory. */
const LUMP = 8_000_000;

/** Writes bytes to a file as they come, or collects them; gives a Blob, empty if they went to a file. */
export async function collect(
  source: Bytes | ReadableStream<Uint8Array>,
  target: Target,
  progress: (bytes: number) => void,
  type = 'application/octet-stream',
): Promise<Blob> {
  const pieces = source instanceof ReadableStream ? piecesOf(source) : source;
  const out = target === null ? collector(type) : await fileWriter(target);
  try {
    for await (const piece of pieces) {
      await out.write(piece);
      progress(piece.length);
    }
    return await out.close();
  } catch (error) {
    await out.abort();
    throw error;
  }
}

function collector(type: string) {
  const lumps: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  const lump = () => {
    lumps.push(new Blob(pieces));
    pieces = [];
    held = 0;
  };
  return {
    write: async (piece: Uint8Array) => {
      pieces.push(new Uint8Array(piece));
      held += piece.length;
      if (held >= LUMP) lump();
    },
    close: async () => {
      lump();
      return new Blob(lumps, { type });
    },
    abort: async () => undefined,
  };
}

/** The browser writes beside the file and puts it in its place only when it is closed. */
async function fileWriter(target: FileSystemFileHandle) {
  const file = await target.createWritable();
  return {
    write: (piece: Uint8Array) => file.write(new Uint8Array(piece)),
    close: async () => {
      await file.close();
      return new Blob([]);
    },
    abort: () => file.abort().catch(() => undefined),
  };
}
