import type { VerifyMember } from '../format.ts';
import { must, residue } from '../media/residue.ts';
import { WORDS } from './words.ts';

/** Groups that may begin with these words; every other word stands for looks only. */
const GROUPS = new Set(
  'rtf fonttbl colortbl header headerl headerr headerf footer footerl footerr footerf footnote field fldrslt pict'.split(
    ' ',
  ),
);
const OPTIONAL_GROUPS = new Set(['fldinst', 'nesttableprops']);
const PART =
  /\{\\\*\\([a-z]+) |\{\\([A-Za-z]+)(-?\d*)[ \n]|([{}])|\\u(-?\d+) |\\([A-Za-z]+)(-?\d*)[ \n]|\\'([0-9a-f]{2})|\\([\\{}~_])|([ -[\]^-z|~\n]+)/y;
const INSTRUCTION =
  /^(?:HYPERLINK "(?:https?:\/\/|mailto:)[!#-[\]^-z|~]+"|PAGE|NUMPAGES|SECTIONPAGES)$/i;

/** Reads a finished document part by part; what is not one of the parts is residue. */
export async function verifyRtf(text: string, member: VerifyMember): Promise<void> {
  must(text.startsWith('{\\rtf1 '), 'no RTF');
  const open: string[] = [];
  for (PART.lastIndex = 0; PART.lastIndex < text.length; ) {
    const match = PART.exec(text) ?? residue('a part of another form');
    const [whole, optional, group, groupValue, brace, unicode, word, value, byte, , shown] = match;
    must(
      open.length > 0 || PART.lastIndex === whole.length || /^\n$/.test(whole),
      'bytes behind the document',
    );
    if (optional !== undefined) {
      must(OPTIONAL_GROUPS.has(optional), `group ${optional}`);
      open.push(optional);
    } else if (group !== undefined) {
      must(group === 'u' || GROUPS.has(group) || WORDS.has(group), `word ${group}`);
      open.push(GROUPS.has(group) ? group : '');
      if (group === 'pict') await checkPicture(text, PART.lastIndex, member);
      if (group === 'u') checkUnit(Number(groupValue));
    } else if (brace === '{') open.push('');
    else if (brace === '}') must(open.pop() !== undefined, 'a group too many');
    else if (word !== undefined)
      must(WORDS.has(word) && (value ?? '').length <= 11, `word ${word}`);
    else if (unicode !== undefined) checkUnit(Number(unicode));
    else if (byte !== undefined) must(Number.parseInt(byte, 16) >= 0x20, 'a control character');
    else if (shown !== undefined) checkShown(shown, open.at(-1), open);
  }
  must(open.length === 0, 'a group that does not end');
}

function checkShown(text: string, group: string | undefined, open: string[]): void {
  if (group === 'fldinst') must(INSTRUCTION.test(text), 'a field instruction');
  if (group === 'colortbl') must(/^[;\n]*$/.test(text), 'text between colours');
  if (open.includes('fonttbl'))
    must(/^[\nA-Za-z0-9 -]{0,42};?\n?$/.test(text), 'text between fonts');
}

function checkUnit(value: number): void {
  const unit = value & 0xffff;
  const unseen = [
    [0x00, 0x1f],
    [0x7f, 0x9f],
    [0xad, 0xad],
    [0x34f, 0x34f],
    [0x61c, 0x61c],
    [0x115f, 0x1160],
    [0x17b4, 0x17b5],
    [0x180b, 0x180f],
    [0x200b, 0x200f],
    [0x2028, 0x202e],
    [0x2060, 0x206f],
    [0x3164, 0x3164],
    [0xdb40, 0xdb43],
    [0xfe00, 0xfe0f],
    [0xfeff, 0xfeff],
    [0xffa0, 0xffa0],
    [0xfff0, 0xffff],
  ];
  must(
    !unseen.some(([from = 0, to = 0]) => unit >= from && unit <= to),
    'a character that is not seen',
  );
}

async function checkPicture(text: string, start: number, member: VerifyMember): Promise<void> {
  const form =
    /(?:\\pic(?:[wh]|[wh]goal|scale[xy]|crop[lrtb])-?\d* )*\\(png|jpeg)blip \n([0-9a-f\n]*)\}/y;
  form.lastIndex = start;
  const [, type, digits = ''] = form.exec(text) ?? residue('a picture of another form');
  await member(Buffer.from(digits.replaceAll('\n', ''), 'hex'), type === 'png' ? 'png' : 'jpeg');
}
