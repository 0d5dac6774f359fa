import { sealedTo } from './age-stanzas.ts';
import { paddedLength } from './padding.ts';

/** What can be told of a sealed file without its key. */

/** It is no age file; it is sealed to other kinds of keys, or another number; it does not end where it should. */
export type UnfitBecause = 'not-sealed' | 'other-keys' | 'cut-off';

export class UnfitSeal extends Error {
  override name = 'UnfitSeal';
  readonly because: UnfitBecause;

  constructor(because: UnfitBecause) {
    super(because);
    this.because = because;
  }
}

/** Bytes of the nonce before the first piece, of a piece, and of the tag at the end of each (C2SP age.md, "Payload"). */
const NONCE = 16;
const PIECE = 65_536;
const TAG = 16;

/**
 * Lets the bytes of an age file pass, if it is sealed as it has to be: with these kinds of stanzas, and with a payload of so
 * many bytes, or of any content that was padded as ours is, so that a file that was cut off is found out.
 * @throws UnfitSeal before the first byte, but for `cut-off`, which is found at the end
 */
export async function* sealedAs(
  source: AsyncIterable<Buffer>,
  wanted: { stanzas: readonly string[]; payload: number | 'padded' | 'any' },
): AsyncGenerator<Buffer> {
  let head = Buffer.alloc(0);
  let header: number | null = null;
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    if (header !== null) {
      yield piece;
      continue;
    }
    head = Buffer.concat([head, piece]);
    const found = sealedTo(head);
    if (found === null) continue;
    if (found === 'not-age') throw new UnfitSeal('not-sealed');
    if (found.stanzas.join() !== wanted.stanzas.join()) throw new UnfitSeal('other-keys');
    header = found.length;
    yield head;
  }
  if (header === null) throw new UnfitSeal('not-sealed');
  const payload = bytes - header;
  const whole =
    wanted.payload === 'any' ||
    (wanted.payload === 'padded' ? isPadded(payload) : payload === wanted.payload);
  if (!whole) throw new UnfitSeal('cut-off');
}

function isPadded(payload: number): boolean {
  const sealed = payload - NONCE;
  const content = sealed - TAG * Math.ceil(sealed / (PIECE + TAG));
  return content > 0 && paddedLength(content) === content;
}
