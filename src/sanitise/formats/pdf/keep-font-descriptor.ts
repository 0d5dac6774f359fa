import { deflateSync } from 'node:zlib';
import type { Context } from './context.ts';
import { keepCompactFont } from './fonts/compact-font.ts';
import { keepOutlineFont } from './fonts/outline-font.ts';
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

/** Keeps a font descriptor with its program. `name` is the name that the font has now. @throws CannotKeep */
export function keepDescriptor(
  context: Context,
  value: PdfValue | undefined,
  name: PdfValue | undefined,
): PdfRef | undefined {
  const descriptor = context.file.resolve(value);
  if (!isDict(descriptor)) return undefined;
  const kept: PdfDict = new Map([['Type', new PdfName('FontDescriptor')]]);
  if (name !== undefined) kept.set('FontName', name);
  keepNumbers(context, descriptor, kept, NUMBERS);
  for (const key of ['FontFile', 'FontFile2', 'FontFile3']) {
    const program = context.once('font program', descriptor.get(key), () =>
      keepProgram(context, descriptor.get(key), key),
    );
    if (program) kept.set(program.key, program.value);
  }
  return context.out.add(kept);
}

/** Keeps an embedded program by what it is: producers put some under another's key, and viewers look inside. */
function keepProgram(
  context: Context,
  value: PdfValue | undefined,
  key: string,
): { key: string; value: PdfRef } | undefined {
  const stream = context.file.resolve(value);
  if (!(stream instanceof PdfStream)) return undefined;
  const program = context.file.decode(stream);
  const start = program.toString('latin1', 0, 4);
  const dict: PdfDict = new Map();
  if (start.startsWith('%!') || program[0] === 0x80) {
    const { data, lengths } = keepType1(program);
    for (const [index, length] of lengths.entries()) dict.set(`Length${index + 1}`, length);
    return { key: 'FontFile', value: addCompressed(context, dict, data) };
  }
  if (program[0] === 1 && program[1] === 0 && program[2] !== 0 && start !== '\x01\0\0\0') {
    const subtype = nameOf(context.file.resolve(stream.dict.get('Subtype')));
    const isCid = subtype === 'CIDFontType0C';
    dict.set('Subtype', new PdfName(isCid ? 'CIDFontType0C' : 'Type1C'));
    return { key: 'FontFile3', value: addCompressed(context, dict, keepCompactFont(program)) };
  }
  const data = keepOutlineFont(program);
  if (key === 'FontFile3' || start === 'OTTO') {
    dict.set('Subtype', new PdfName('OpenType'));
    return { key: 'FontFile3', value: addCompressed(context, dict, data) };
  }
  dict.set('Length1', data.length);
  return { key: 'FontFile2', value: addCompressed(context, dict, data) };
}

function addCompressed(context: Context, dict: PdfDict, data: Buffer): PdfRef {
  dict.set('Filter', new PdfName('FlateDecode'));
  return context.out.add(new PdfStream(dict, deflateSync(data)));
}
