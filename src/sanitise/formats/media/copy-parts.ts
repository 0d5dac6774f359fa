import type { RemovalKind } from '../../outcome.ts';
import type { FrameScrub } from '../codecs/frame-scrub.ts';
import { type Job, NotCleanable, type Output } from '../format.ts';
import type { Window } from './window.ts';

/** A stretch of the input that goes into the result, a whole frame when there is something to neutralise in it. */
export interface Part {
  at: number;
  length: number;
  scrub?: FrameScrub | undefined;
  note?: ((kind: RemovalKind) => void) | undefined;
}

/** Parts that follow each other are read and looked through together up to this size: what fits in the processor's memory. */
const RUN = 1 << 18;
/** A frame is handled in one piece. Lossless 8K frames stay below. */
const LARGEST_FRAME = 128 << 20;
/** What a scrub writes is short and far between: a few hundred bytes in a picture of as many thousand. */
const BLOCK = 1 << 12;

/** Copies parts in the order given. What no scrub changes is kept, where that can be, without being sent or even read. */
export async function copyParts(
  window: Window,
  parts: Iterable<Part>,
  output: Output,
  keep: Job['keep'],
): Promise<void> {
  const [now, before] = [openRoom(), openRoom()];
  let run: Part[] = [];
  let start = 0;
  let end = 0;

  async function flush(): Promise<void> {
    if (run.length === 0) return;
    const scrubbed = run.filter(({ scrub }) => scrub !== undefined);
    run = [];
    window.mustHold(start, end - start);
    if (keep && scrubbed.length === 0) return keep(start, end - start);
    const bytes = now.of(end - start);
    await window.fill(bytes, start);
    let changed = false;
    for (const { at, length, scrub, note } of scrubbed) {
      const frame = bytes.subarray(at - start, at - start + length);
      if (scrub?.(frame, note ?? (() => {}))) changed = true;
    }
    if (!keep) return output(bytes);
    if (!changed) return keep(start, bytes.length);
    const old = before.of(bytes.length);
    await window.fill(old, start);
    for (let at = 0; at < bytes.length; at += BLOCK) {
      const block = bytes.subarray(at, at + BLOCK);
      if (block.equals(old.subarray(at, at + BLOCK))) await keep(start + at, block.length);
      else await output(block);
    }
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

/** One buffer that is used again and again: fresh ones cost more than what is read into them. */
function openRoom() {
  let room = Buffer.alloc(0);
  return {
    of(length: number): Buffer {
      if (room.length < length) room = Buffer.allocUnsafeSlow(Math.max(length, RUN));
      return room.subarray(0, length);
    },
  };
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
