import type { RemovalKind } from '../../outcome.ts';
import type { FrameScrub } from '../codecs/frame-scrub.ts';
import { NotCleanable, type Output } from '../format.ts';
import type { Window } from './window.ts';

/** A stretch of the input that goes into the result, a whole frame when there is something to neutralise in it. */
export interface Part {
  at: number;
  length: number;
  scrub?: FrameScrub | undefined;
  note?: ((kind: RemovalKind) => void) | undefined;
}

/** Parts that follow each other are read and written together up to this size; it bounds the memory in use. */
const RUN = 1 << 20;
/** A frame is handled in one piece. Lossless 8K frames stay below. */
const LARGEST_FRAME = 128 << 20;

/** Copies parts in the order given. */
export async function copyParts(
  window: Window,
  parts: Iterable<Part>,
  output: Output,
): Promise<void> {
  let run: Part[] = [];
  let start = 0;
  let end = 0;

  async function flush(): Promise<void> {
    if (run.length === 0) return;
    const bytes = await window.copy(start, end - start);
    for (const { at, length, scrub, note } of run) {
      if (scrub) scrub(bytes.subarray(at - start, at - start + length), note ?? (() => {}));
    }
    run = [];
    await output(bytes);
  }

  for (const part of slices(parts)) {
    if (part.at !== end || part.at + part.length - start > RUN) {
      await flush();
      start = part.at;
    }
    end = part.at + part.length;
    run.push(part);
  }
  await flush();
}

/** Parts without a scrub may be cut anywhere. */
function* slices(parts: Iterable<Part>): Generator<Part> {
  for (const part of parts) {
    if (part.length > LARGEST_FRAME && part.scrub) {
      throw new NotCleanable('tooComplex', 'a frame is too large');
    }
    if (part.scrub || part.length <= RUN) {
      if (part.length > 0) yield part;
      continue;
    }
    for (let at = 0; at < part.length; at += RUN) {
      yield { at: part.at + at, length: Math.min(RUN, part.length - at) };
    }
  }
}
