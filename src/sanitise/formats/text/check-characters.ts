import { must } from '../media/residue.ts';

/** Ranges of code points that are not seen, as of Unicode 16 (DerivedCoreProperties, Default_Ignorable_Code_Point). */
const UNSEEN: [number, number][] = [
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfdd0, 0xfdef],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0xfffe, 0xffff],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];

const OTHER_SPACES: [number, number][] = [
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
];

/** Throws NotCleanable('residue') at a control or an unseen character in a place where none changes what is read. */
export function checkCharacters(text: string): void {
  const flagless = text.replaceAll(FLAGS, '');
  for (let at = 0; at < flagless.length; at++) {
    const unit = flagless.charCodeAt(at);
    if ((unit > 0x1f && unit < 0x7f) || unit === 0x0a || unit === 0x09) continue;
    must(unit >= 0xa0, 'a control character');
    if (unit >= 0xdc00 && unit <= 0xdfff) continue; // the second half of one looked at before
    const code = flagless.codePointAt(at) ?? 0;
    must(code % 0x10000 < 0xfffe, 'a character that is none');
    must(
      !OTHER_SPACES.some(([from, to]) => code >= from && code <= to),
      'a space of its own width',
    );
    if (!isUnseen(code)) continue;
    const after = flagless.codePointAt(at + (code > 0xffff ? 2 : 1)) ?? 0;
    must(isReadable(code, lastBefore(flagless, at), after), 'a character that is not seen');
  }
}

function isUnseen(code: number): boolean {
  return UNSEEN.some(([from, to]) => code >= from && code <= to);
}

function lastBefore(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1);
  return (unit >= 0xdc00 && unit <= 0xdfff ? text.codePointAt(at - 2) : unit) || 0;
}

/** England, Scotland and Wales: a black flag, the letters as tags, an end. */
const FLAGS =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/gu;

function isReadable(code: number, previous: number, after: number): boolean {
  const isLetterOfJoining = (value: number) =>
    (value >= 0x0600 && value <= 0x0dff) ||
    (value >= 0x1000 && value <= 0x109f) ||
    (value >= 0x1780 && value <= 0x18af) ||
    (value >= 0xfb50 && value <= 0xfeff) ||
    (value >= 0xa8e0 && value <= 0xabff) ||
    value >= 0x10000;
  const isPicture = (value: number) =>
    value === 0xa9 ||
    value === 0xae ||
    (value >= 0x203c && value <= 0x3299) ||
    (value >= 0x1f000 && value <= 0x1fffd);
  const isIdeograph = (value: number) =>
    (value >= 0x3400 && value <= 0x9fff) ||
    (value >= 0xf900 && value <= 0xfaff) ||
    (value >= 0x20000 && value <= 0x3ffff);
  if (code === 0x200d && isPicture(after)) return previous === 0xfe0f || isPicture(previous);
  if (code === 0x200c || code === 0x200d)
    return isLetterOfJoining(previous) && isLetterOfJoining(after);
  if (code === 0xfe0e || code === 0xfe0f) return isPicture(previous) || after === 0x20e3;
  if ((code >= 0xfe00 && code <= 0xfe02) || (code >= 0xe0100 && code <= 0xe01ef))
    return isIdeograph(previous);
  if (code >= 0x180b && code <= 0x180f) return previous >= 0x1820 && previous <= 0x18aa;
  return false;
}
