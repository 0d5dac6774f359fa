import type { Output } from '../format.ts';

const BATCH = 1 << 18;

/** Gathers small pieces, so that frames and pages do not cost a write each. */
export function batched(output: Output): {
  write(bytes: Uint8Array): Promise<void>;
  flush(): Promise<void>;
} {
  let pieces: Uint8Array[] = [];
  let size = 0;
  async function flush(): Promise<void> {
    if (size === 0) return;
    const bytes = Buffer.concat(pieces, size);
    pieces = [];
    size = 0;
    await output(bytes);
  }
  return {
    async write(bytes) {
      pieces.push(bytes);
      size += bytes.length;
      if (size >= BATCH) await flush();
    },
    flush,
  };
}
