import { aacScrub, bits, blankBits, programComment } from './aac-elements.ts';
import type { FrameScrub } from './frame-scrub.ts';

/** Object types whose frames are made of elements with ids (ISO 14496-3 § 4.4.2.1): Main, LC, SSR, LTP, SBR, PS. */
const ELEMENT_TYPES = new Set([1, 2, 3, 4, 5, 29]);
/** An AudioSpecificConfig of eight channels with a program config has fewer. */
export const MOST_CONFIG_BYTES = 128;

/**
 * AudioSpecificConfig (ISO 14496-3 § 1.6.2.1). Blanks, in place, the comment field a program config may end with
 * (FFmpeg signs there).
 * @returns the scrub for the frames, and whether a comment was found
 */
export function aacSetUp(config: Buffer): { scrub: FrameScrub | undefined; signed: boolean } {
  let at = 0;
  const read = (count: number) => {
    at += count;
    return bits(config, at - count, count);
  };
  const objectType = () => {
    const type = read(5);
    return type === 31 ? 32 + read(6) : type;
  };
  const rate = () => {
    if (read(4) === 15) read(24);
  };
  const type = objectType();
  rate();
  const channels = read(4);
  let core = type;
  if (type === 5 || type === 29) {
    rate();
    core = objectType();
  }
  if (!ELEMENT_TYPES.has(core)) return { scrub: undefined, signed: false };
  read(1); // frame length
  if (read(1)) read(14); // core coder delay
  read(1); // extension
  const comment = channels === 0 ? programComment(config, at) : undefined;
  const signed = comment !== undefined && blankBits(config, comment.from, comment.to);
  return { scrub: aacScrub, signed };
}
