import { checkProfile } from './profile.ts';
import { expect } from './residue.ts';
import { type Dictionary, isName, isReference, isText, type Value } from './syntax.ts';
import {
  type Check,
  either,
  list,
  name,
  number,
  numbers,
  only,
  type Part,
  plain,
  stream,
  to,
  type Walk,
} from './walk.ts';

const DEVICES: ReadonlyMap<string, number> = new Map([
  ['DeviceGray', 1],
  ['DeviceRGB', 3],
  ['DeviceCMYK', 4],
  ['Pattern', 0],
]);

/** A device's colour space by name, or a reference to any other. */
export const colourSpace: Check = either(isReference, to('colour space'), name(...DEVICES.keys()));

const calibrated = only({
  WhitePoint: numbers,
  BlackPoint: numbers,
  Gamma: numbers,
  Matrix: numbers,
  Range: numbers,
});

// Inks that mean something to renderers; others are numbered.
const INK = /^(All|None|Cyan|Magenta|Yellow|Black|Red|Green|Blue|Gray|Spot\d{1,2})$/;
const ink: Check = (value) => expect(isName(value) && INK.test(value.name), 'the name of an ink');

const table: Check = (value) => {
  expect(isText(value) && value.hex.length <= 2 * 256 * 32, 'a table of colours');
};

const FAMILIES: ReadonlyMap<string, Check[]> = new Map([
  ['CalGray', [calibrated]],
  ['CalRGB', [calibrated]],
  ['Lab', [calibrated]],
  ['ICCBased', [to('profile')]],
  ['Indexed', [colourSpace, number, table]],
  ['Separation', [ink, colourSpace, checkFunction]],
  ['DeviceN', [list(ink), colourSpace, checkFunction]],
  ['Pattern', [colourSpace]],
]);

/** How many components a colour of the space has. */
export function componentsOf(value: Value | undefined, walk: Walk): number {
  const space = walk.value(value);
  if (isName(space)) return DEVICES.get(space.name) ?? 0;
  expect(Array.isArray(space) && isName(space[0]), 'a colour space is due');
  switch (space[0].name) {
    case 'ICCBased': {
      const profile = walk.object(space[1]).value as Dictionary;
      return Number(profile.get('N'));
    }
    case 'CalRGB':
    case 'Lab':
      return 3;
    case 'DeviceN':
      return Array.isArray(space[1]) ? space[1].length : 1;
    default:
      return 1;
  }
}

/** A function, Identity, or one function for each component. */
export function checkFunction(value: Value, walk: Walk): void {
  if (Array.isArray(value)) for (const item of value) walk.visit('function', item);
  else if (isReference(value)) walk.visit('function', value);
  else name('Identity')(value, walk);
}

const functionPart: Part = (object, walk) => {
  const common = { 'FunctionType!': number, Domain: numbers, Range: numbers };
  const type = object.value instanceof Map ? object.value.get('FunctionType') : undefined;
  if (type === 0) {
    const keys = { Size: numbers, BitsPerSample: number, Order: number, Encode: numbers };
    return stream({ ...common, ...keys, Decode: numbers }, checkSamples)(object, walk);
  }
  if (type === 2)
    return plain(only({ ...common, C0: numbers, C1: numbers, N: number }))(object, walk);
  if (type === 3) {
    const keys = { Bounds: numbers, Encode: numbers, Functions: list(to('function')) };
    return plain(only({ ...common, ...keys }))(object, walk);
  }
  expect(type === 4, 'an unknown kind of function');
  stream(common, checkCalculator)(object, walk);
};

function checkSamples(data: Buffer, dictionary: Dictionary): void {
  const [size, range] = [dictionary.get('Size'), dictionary.get('Range')];
  expect(Array.isArray(size) && Array.isArray(range), 'a function without a size');
  const count = size.reduce<number>((product, one) => product * Number(one), range.length / 2);
  const most = Math.ceil((count * Number(dictionary.get('BitsPerSample'))) / 8);
  expect(data.length <= most, 'more samples than a function has');
}

const CALCULATOR =
  /^(?:(?:[{}]|-?\d+(?:\.\d+)?|abs|add|atan|ceiling|cos|cvi|cvr|div|exp|floor|idiv|ln|log|mod|mul|neg|round|sin|sqrt|sub|truncate|and|bitshift|eq|false|ge|gt|le|lt|ne|not|or|true|xor|if|ifelse|copy|dup|exch|index|pop|roll)(?: |$))+$/;

function checkCalculator(data: Buffer): void {
  expect(CALCULATOR.test(data.toString('latin1')), 'the code of a function');
}

const colourSpacePart: Part = plain((value, walk) => {
  expect(Array.isArray(value) && isName(value[0]), 'a colour space is due');
  const [family, ...rest] = value;
  const checks = FAMILIES.get(isName(family) ? family.name : '');
  expect(checks && checks.length === rest.length, 'an unknown colour space');
  for (const [index, check] of checks.entries()) check(rest[index] as Value, walk);
});

export const COLOUR_PARTS: Record<string, Part> = {
  'colour space': colourSpacePart,
  function: functionPart,
  profile: stream({ 'N!': number, Range: numbers }, (data, dictionary) =>
    checkProfile(data, Number(dictionary.get('N'))),
  ),
};
