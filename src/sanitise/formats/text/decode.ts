import { NotCleanable } from '../format.ts';
import type { Window } from '../media/window.ts';

const PIECE = 1 << 20;
/** Longest line that is kept together; logs and exported tables stay far below. */
const LONGEST_LINE = 8 << 20;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * The text of a file in pieces that end behind a line, whatever it was encoded in.
 *
 * @throws NotCleanable `unsupported` when the encoding cannot be told: a wrong guess would change words
 */
export async function* textOf(window: Window): AsyncGenerator<string> {
  const encoding = await encodingOf(window);
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let held = '';
  for (let at = 0; at < window.size; at += PIECE) {
    const bytes = await window.bytes(at, Math.min(PIECE, window.size - at));
    const text = held + decode(decoder, bytes, at + PIECE < window.size);
    if (encoding === 'windows-1252') refuseOtherCodePages(text);
    // A line end of two characters must not be torn apart.
    const end =
      text.search(/[\r\n](?=[^\r\n]*$)(?!$)/) + 1 || (text.endsWith('\n') ? text.length : 0);
    if (text.length - end > LONGEST_LINE)
      throw new NotCleanable('tooComplex', 'a line without end');
    if (end > 0) yield text.slice(0, end);
    held = text.slice(end);
  }
  if (held) yield held;
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer, isMore: boolean): string {
  try {
    return decoder.decode(bytes, { stream: isMore });
  } catch {
    throw new NotCleanable('damaged', 'not the text it begins as');
  }
}

/** UTF-16 only with its mark; without one UTF-8 if it fits everywhere, which other texts do not do by chance. */
async function encodingOf(window: Window): Promise<Encoding> {
  const head = await window.bytes(0, Math.min(2, window.size));
  if (head.toString('hex') === 'fffe') return 'utf-16le';
  if (head.toString('hex') === 'feff') return 'utf-16be';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < window.size; at += PIECE) {
    const bytes = await window.bytes(at, Math.min(PIECE, window.size - at));
    try {
      decoder.decode(bytes, { stream: at + PIECE < window.size });
    } catch {
      return 'windows-1252';
    }
  }
  return 'utf-8';
}

/**
 * Bytes of other code pages read as windows-1252 give themselves away: Cyrillic and Greek as long runs of accented letters,
 * Central European, DOS and Macintosh letters as signs and quotes inside words.
 */
const OTHER_CODE_PAGES = [
  /[À-ÖØ-öø-ÿ]{4}/,
  /\p{L}[¡-§©ª«¬®¯°±²³¶¹º»¼½¾¿×÷†‡ˆ‰‹„‘“”•›™¤]\p{L}/u,
  /\p{Ll}[ŒŠŽŸ]\p{Ll}/u,
  /[\u0081\u008d\u008f\u0090\u009d]/,
];

function refuseOtherCodePages(text: string): void {
  if (OTHER_CODE_PAGES.some((pattern) => pattern.test(text))) {
    throw new NotCleanable('unsupported', 'text in an unknown code page');
  }
}
