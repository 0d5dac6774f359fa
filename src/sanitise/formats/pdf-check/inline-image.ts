import { verifyJpeg } from '../images/jpeg-verify.ts';
import { componentsOf } from './colour-parts.ts';
import { inflatePart } from './inflate-exactly.ts';
import { expect } from './residue.ts';
import { rowsSize } from './rows.ts';
import { type Dictionary, isName, parseLine, type Value } from './syntax.ts';
import { name, number, numbers, only, type Walk } from './walk.ts';

const KEYS = only({
  'W!': number,
  'H!': number,
  IM: (value) => expect(value === true, 'a stencil'),
  BPC: number,
  CS: () => {},
  D: numbers,
  I: (value) => expect(value === true, 'interpolation'),
  F: name('Fl', 'DCT'),
  DP: only({
    Predictor: number,
    Colors: number,
    BitsPerComponent: number,
    Columns: number,
    ColorTransform: number,
  }),
});

/** Checks an inline image from after its BI, and gives the place after its EI. */
export function checkInlineImage(
  content: Buffer,
  from: number,
  use: (category: string, name: string) => void,
  resources: Dictionary,
  walk: Walk,
): number {
  const mark = content.indexOf(' ID ', from);
  expect(mark >= 0 && content[from] === 0x20, 'an inline image');
  const dictionary = parseLine(`<<${content.toString('latin1', from + 1, mark)}>>`) as Dictionary;
  KEYS(dictionary, walk);
  const space = spaceOf(dictionary.get('CS'), use, resources, walk);
  const components = dictionary.has('IM') ? 1 : space;
  const bits = dictionary.has('IM') ? 1 : Number(dictionary.get('BPC'));
  const start = mark + 4;
  const rest = content.subarray(start);
  const filter = dictionary.get('F');
  const size = rowsSize(dictionary, ['W', 'H'], components, bits, dictionary.get('DP'));
  let length: number;
  if (!isName(filter)) {
    const end = endMark(rest, 0);
    length = end < size ? end : size;
  } else if (filter.name === 'Fl') {
    const { data, used } = inflatePart(rest);
    expect(data.length <= size, 'more rows than an image has');
    length = used;
  } else {
    length = rest.indexOf(Buffer.from('\xff\xd9\nEI', 'latin1')) + 2;
    verifyJpeg(rest.subarray(0, length));
  }
  expect(
    content.toString('latin1', start + length, start + length + 3) === '\nEI',
    'the end of an image',
  );
  return start + length + 3;
}

const endMark = (rest: Buffer, from: number): number => rest.indexOf('\nEI', from);

function spaceOf(
  value: Value | undefined,
  use: (category: string, name: string) => void,
  resources: Dictionary,
  walk: Walk,
): number {
  if (value === undefined) return 1;
  if (Array.isArray(value)) {
    const [family, base, , table] = value;
    expect(isName(family) && family.name === 'Indexed' && value.length === 4, 'a colour space');
    expect(isName(base) && typeof table === 'object', 'a table of colours');
    return 1;
  }
  expect(isName(value), 'a colour space');
  if (/^Device(Gray|RGB|CMYK)$/.test(value.name)) return componentsOf(value, walk);
  use('ColorSpace', value.name);
  return componentsOf((resources.get('ColorSpace') as Dictionary).get(value.name), walk);
}
