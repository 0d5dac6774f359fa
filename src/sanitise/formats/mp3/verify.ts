import { bits } from '../codecs/aac-elements.ts';
import { type Mp3Header, mainData, mp3Header } from '../codecs/mp3-frame.ts';
import type { Input } from '../format.ts';
import { openCursor } from '../media/cursor.ts';
import { must } from '../media/residue.ts';

/** Enough to look back: 511 bytes of reservoir and one frame. */
const KEPT = 1 << 12;

/** A finished MP3 is whole frames of one stream from the first byte to the last, with zeros wherever none says anything. */
export async function verifyMp3(result: Input): Promise<void> {
  const cursor = openCursor(result);
  let stream: number | undefined;
  const main = Buffer.alloc(16 * KEPT);
  let filled = 0; // bytes of main data in `main`
  let dropped = 0; // and in front of it
  let claimed = 0; // bits, from the start of the stream
  const mustBeBlank = (to: number) => {
    for (let bit = Math.max(claimed, dropped * 8); bit < to; bit += 8 - (bit % 8)) {
      const count = Math.min(8 - (bit % 8), to - bit);
      must(bits(main, bit - dropped * 8, count) === 0, 'bytes no frame claims');
    }
  };
  for (let first = true; !(await cursor.ended()); first = false) {
    const header = mp3Header(await cursor.peek(4));
    must(header !== undefined && (stream ?? header.stream) === header.stream, 'no frame');
    if (!header) return;
    stream = header.stream;
    const frame = await cursor.take(header.size);
    if (first && isInfo(frame, header)) continue;
    const { before, bits: length } = mainData(frame, header);
    const end = dropped + filled;
    mustBeBlank((end - before) * 8);
    claimed = Math.max(claimed, (end - before) * 8 + length);
    if (filled + frame.length > main.length) {
      // All but the newest was looked at, or is claimed.
      main.copyWithin(0, filled - KEPT, filled);
      dropped += filled - KEPT;
      filled = KEPT;
    }
    filled += frame.copy(main, filled, header.head);
  }
  must(stream !== undefined, 'no frame');
  mustBeBlank((dropped + filled) * 8);
}

/** In hexadecimal: the fields of the tag, then at most the four letters players look for, zeros, delays, zeros and a checksum. */
function isInfo(frame: Buffer, header: Mp3Header): boolean {
  const isXing = /^(?:Xing|Info)$/.test(frame.toString('latin1', header.head, header.head + 4));
  if (isXing) {
    const flags = frame.readUInt32BE(header.head + 4);
    const sizes = [4, 4, 100, 4].map((size, index) => (flags & (1 << index) ? size : 0));
    const fields = sizes.reduce((sum, size) => sum + size, 8);
    const rest = frame.toString('hex', header.head + fields);
    must(flags < 16 && isZero(frame, 4, header.head), 'an info frame with more');
    must(/^(?:4c414d45(?:00){17}.{6}(?:00){10}.{4})?(?:00)*$/.test(rest), 'an encoder’s name');
    return true;
  }
  if (frame.toString('latin1', 36, 40) !== 'VBRI') return false;
  const table = frame.readUInt16BE(36 + 18) * frame.readUInt16BE(36 + 22);
  must(
    isZero(frame, 4, 36) && isZero(frame, 36 + 26 + table, frame.length),
    'an info frame with more',
  );
  return true;
}

function isZero(bytes: Buffer, from: number, to: number): boolean {
  return bytes.subarray(from, to).every((byte) => byte === 0);
}
