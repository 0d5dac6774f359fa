import { NotCleanable } from '../format.ts';
import type { Window } from './window.ts';

/** One chunk of a RIFF or IFF file: four letters, a size, the content, a pad byte behind an odd size. */
export interface Chunk {
  id: string;
  /** Where the content begins. */
  at: number;
  size: number;
}

const HEAD = 8;
const MOST_CHUNKS = 100_000;
/** Writers that stream do not know the size and leave this. */
const OPEN_ENDED = 0xffff_ffff;

/**
 * The chunks from `at` on. A last chunk may be open-ended when `isOpen` says so; any other that does not fit is cut.
 * Ends silently at bytes that are no chunk; the caller sees them as rest.
 */
export async function* chunksIn(
  window: Window,
  at: number,
  end: number,
  order: 'LE' | 'BE',
  isOpen: (id: string) => boolean = () => false,
): AsyncGenerator<Chunk> {
  let place = at;
  for (let count = 0; end - place >= HEAD; count++) {
    if (count > MOST_CHUNKS) throw new NotCleanable('tooComplex', 'too many chunks');
    const head = await window.bytes(place, HEAD);
    const id = head.toString('latin1', 0, 4);
    if (!/^[ -~]{4}$/.test(id)) return;
    let size = order === 'LE' ? head.readUInt32LE(4) : head.readUInt32BE(4);
    if (size === OPEN_ENDED && isOpen(id)) size = end - place - HEAD;
    if (size > end - place - HEAD) throw new NotCleanable('damaged', `the file ends inside ${id}`);
    yield { id, at: place + HEAD, size };
    place += HEAD + size + (size % 2);
  }
}

/**
 * Chunks fill their form, or the file when a writer counted otherwise; a wrong size would take a chunk of text for sound.
 * @param at behind the last chunk with its padding, which some writers leave out
 */
export function mustFill(at: number, formEnd: number, fileEnd: number): void {
  if (![formEnd, formEnd + 1, fileEnd, fileEnd + 1].includes(at)) {
    throw new NotCleanable('damaged', 'chunks that do not fill their form');
  }
}

/** A chunk of its own, padded. */
export function chunk(id: string, content: Uint8Array, order: 'LE' | 'BE'): Buffer {
  return Buffer.concat([chunkHead(id, content.length, order), content, padding(content.length)]);
}

export function chunkHead(id: string, size: number, order: 'LE' | 'BE'): Buffer {
  const head = Buffer.alloc(HEAD);
  head.write(id, 'latin1');
  if (order === 'LE') head.writeUInt32LE(size, 4);
  else head.writeUInt32BE(size, 4);
  return head;
}

export function padding(size: number): Buffer {
  return Buffer.alloc(size % 2);
}
