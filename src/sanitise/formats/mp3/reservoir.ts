import { blankBits } from '../codecs/aac-elements.ts';
import { type Mp3Header, mainData } from '../codecs/mp3-frame.ts';

/** Main data may begin at most this far before its frame (nine bits). */
const FARTHEST = 511;

interface Held {
  frame: Buffer;
  head: number;
  /** Where the frame's room begins in the stream of all main data. */
  at: number;
}

/**
 * Blanks what no frame claims of the stream of main data: padding that LAME fills with its name, and ancillary data. The
 * frames' buffers are changed in place; they are ready when they come back.
 */
export function openReservoir(note: () => void) {
  const held: Held[] = [];
  let room = 0;
  let claimed = 0;

  function blank(from: number, to: number): void {
    for (const { frame, head, at } of held) {
      const shift = (head - at) * 8;
      const first = Math.max(from + shift, head * 8);
      const last = Math.min(to + shift, frame.length * 8);
      if (first < last && blankBits(frame, first, last)) note();
    }
  }

  return {
    /** Takes the next frame. @returns those that nothing can change any more, in order */
    push(frame: Buffer, header: Mp3Header): Buffer[] {
      const { before, bits } = mainData(frame, header);
      const start = (room - before) * 8;
      blank(claimed, start);
      held.push({ frame, head: header.head, at: room });
      room += frame.length - header.head;
      claimed = Math.max(claimed, start + bits);
      const settled = Math.min(claimed >> 3, room - FARTHEST);
      const ready = held.filter((one) => one.at + one.frame.length - one.head <= settled);
      held.splice(0, ready.length);
      return ready.map((one) => one.frame);
    },
    /** The rest, at the end of the stream. */
    end(): Buffer[] {
      blank(claimed, room * 8);
      return held.splice(0).map(({ frame }) => frame);
    },
  };
}
