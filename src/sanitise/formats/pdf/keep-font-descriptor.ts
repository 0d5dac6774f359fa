import { deflateSync } from 'node:zlib';
import type { Context } from './context.ts';
import { keepCompactFont } from './fonts/compact-font.ts';
import { keepOutlineFont } from './fonts/outline-font.ts';
import { INNER_TAG, subsetTag, withTag } from './fonts/subset-tag.ts';
import { keepType1 } from './fonts/type1-font.ts';
import { keepNumbers } from './keep-values.ts';
import {
  isDict,
  nameOf,
  type PdfDict,
  PdfName,
  type PdfRef,
  PdfStream,
  type PdfValue,
} from './values.ts';

const NUMBERS = [
  ...['FontWeight', 'Flags', 'FontBBox', 'ItalicAngle', 'Ascent', 'Descent', 'Leading'],
  ...['CapHeight', 'XHeight', 'StemV', 'StemH', 'AvgWidth', 'MaxWidth', 'MissingWidth'],
];

/** Something of a font that was kept, and the tag that its name has now if it has one. */
export interface KeptDescriptor {
  value: PdfRef;
  tag: string;
}

interface KeptProgram extends KeptDescriptor {
  key: string;
}

/** Keeps a font descriptor with its program. `name` is the font's as it was. @throws CannotKeep */
export function keepDescriptor(
  context: Context,
  value: PdfValue | undefined,
  name: string | undefined,
): KeptDescriptor | undefined {
  const descriptor = context.file.resolve(value);
  if (!isDict(descriptor)) return undefined;
  const program = ['FontFile', 'FontFile2', 'FontFile3']
    .map((key) =>
      context.once('font program', descriptor.get(key), () =>
        keepProgram(context, descriptor.get(key), key),
      ),
    )
    .find((kept) => kept !== undefined);
  const tag = program?.tag ?? INNER_TAG;
  const kept: PdfDict = new Map([['Type', new PdfName('FontDescriptor')]]);
  if (name !== undefined) kept.set('FontName', new PdfName(withTag(name, tag)));
  keepNumbers(context, descriptor, kept, NUMBERS);
  if (program) kept.set(program.key, program.value);
  return { value: context.out.add(kept), tag };
}

/** Keeps an embedded program by what it is: producers put some under another's key, and viewers look inside. */
function keepProgram(
  context: Context,
  value: PdfValue | undefined,
  key: string,
): KeptProgram | undefined {
  const stream = context.file.resolve(value);
  if (!(stream instanceof PdfStream)) return undefined;
  const program = context.file.decode(stream);
  const start = program.toString('latin1', 0, 4);
  const dict: PdfDict = new Map();
  if (start.startsWith('%!') || program[0] === 0x80) {
    const { data, lengths } = keepType1(program);
    for (const [index, length] of lengths.entries()) dict.set(`Length${index + 1}`, length);
    return { key: 'FontFile', ...added(context, dict, data) };
  }
  if (program[0] === 1 && program[1] === 0 && program[2] !== 0) {
    const subtype = nameOf(context.file.resolve(stream.dict.get('Subtype')));
    const isCid = subtype === 'CIDFontType0C';
    dict.set('Subtype', new PdfName(isCid ? 'CIDFontType0C' : 'Type1C'));
    return { key: 'FontFile3', ...added(context, dict, keepCompactFont(program)) };
  }
  const data = keepOutlineFont(program);
  if (key === 'FontFile3' || start === 'OTTO') {
    dict.set('Subtype', new PdfName('OpenType'));
    return { key: 'FontFile3', ...added(context, dict, data) };
  }
  dict.set('Length1', data.length);
  return { key: 'FontFile2', ...added(context, dict, data) };
}

function added(context: Context, dict: PdfDict, data: Buffer): KeptDescriptor {
  dict.set('Filter', new PdfName('FlateDecode'));
  return { value: context.out.add(new PdfStream(dict, deflateSync(data))), tag: subsetTag(data) };
}
