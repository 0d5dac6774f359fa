import { deflateSync } from 'node:zlib';
import type { Context } from './context.ts';
import { filterProfile } from './icc-profile.ts';
import { keepFunction } from './keep-function.ts';
import { keepNumbers } from './keep-values.ts';
import {
  isDict,
  nameOf,
  numberOr,
  type PdfDict,
  PdfName,
  PdfStream,
  PdfString,
  type PdfValue,
} from './values.ts';

export interface KeptSpace {
  value: PdfValue;
  components: number;
  /** The table's colours when the space is indexed. */
  table?: { base: PdfValue; highest: number; colours: PdfString };
}

const DEVICES = new Map([
  ['DeviceGray', { name: 'DeviceGray', components: 1 }],
  ['DeviceRGB', { name: 'DeviceRGB', components: 3 }],
  ['DeviceCMYK', { name: 'DeviceCMYK', components: 4 }],
  ['CalGray', { name: 'DeviceGray', components: 1 }],
  ['CalRGB', { name: 'DeviceRGB', components: 3 }],
  ['CalCMYK', { name: 'DeviceCMYK', components: 4 }],
  ['G', { name: 'DeviceGray', components: 1 }],
  ['RGB', { name: 'DeviceRGB', components: 3 }],
  ['CMYK', { name: 'DeviceCMYK', components: 4 }],
  ['Pattern', { name: 'Pattern', components: 0 }],
]);
const BY_COMPONENTS: Record<number, string> = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' };

// Names of inks that mean something to a renderer (§ 8.6.6.4); any other is free text.
const INKS = new Set([
  'All',
  'None',
  'Cyan',
  'Magenta',
  'Yellow',
  'Black',
  'Red',
  'Green',
  'Blue',
  'Gray',
]);

/** Keeps a colour space; undefined for what is none. A name may also be one of the resources'. */
export function keepColourSpace(
  context: Context,
  value: PdfValue | undefined,
  named?: PdfDict,
): KeptSpace | undefined {
  const resolved = context.file.resolve(value);
  if (resolved instanceof PdfName) {
    const device = DEVICES.get(resolved.name);
    if (device) return { value: new PdfName(device.name), components: device.components };
    const other = named?.get(resolved.name);
    return other === undefined ? undefined : keepColourSpace(context, other);
  }
  if (!Array.isArray(resolved)) return undefined;
  return context.once('colour space', value, () => {
    const kept = keepFamily(context, resolved);
    if (!kept || !Array.isArray(kept.value)) return kept;
    return { ...kept, value: context.out.add(kept.value) };
  });
}

function keepFamily(context: Context, array: PdfValue[]): KeptSpace | undefined {
  const family = nameOf(context.file.resolve(array[0])) ?? '';
  switch (family) {
    case 'CalGray':
    case 'CalRGB':
    case 'Lab': {
      const dict = context.file.resolve(array[1]);
      if (!isDict(dict)) return undefined;
      const kept: PdfDict = new Map();
      keepNumbers(context, dict, kept, ['WhitePoint', 'BlackPoint', 'Gamma', 'Matrix', 'Range']);
      return { value: [new PdfName(family), kept], components: family === 'CalGray' ? 1 : 3 };
    }
    case 'ICCBased':
      return keepProfiled(context, array[1]);
    case 'Indexed':
    case 'I':
      return keepIndexed(context, array);
    case 'Separation':
    case 'DeviceN':
      return keepInks(context, family, array);
    case 'Pattern': {
      const under = array.length > 1 ? keepColourSpace(context, array[1]) : undefined;
      const value = under ? [new PdfName('Pattern'), under.value] : new PdfName('Pattern');
      return { value, components: under?.components ?? 0 };
    }
    default:
      return array.length === 1 ? keepColourSpace(context, array[0]) : undefined;
  }
}

function keepProfiled(context: Context, value: PdfValue | undefined): KeptSpace | undefined {
  return context.once('profile', value, () => {
    const stream = context.file.resolve(value);
    if (!(stream instanceof PdfStream)) return undefined;
    const components = numberOr(context.file.resolve(stream.dict.get('N')), 0);
    const original = context.file.decode(stream);
    const profile = filterProfile(original, components);
    if (!profile?.equals(original)) context.removed('colourProfile');
    if (!profile) {
      const alternate = keepColourSpace(context, stream.dict.get('Alternate'));
      if (alternate?.components === components) return alternate;
      const device = BY_COMPONENTS[components];
      return device ? { value: new PdfName(device), components } : undefined;
    }
    const kept: PdfDict = new Map([['N', components]]);
    keepNumbers(context, stream.dict, kept, ['Range']);
    kept.set('Filter', new PdfName('FlateDecode'));
    const reference = context.out.add(new PdfStream(kept, deflateSync(profile)));
    return { value: [new PdfName('ICCBased'), reference], components };
  });
}

function keepIndexed(context: Context, array: PdfValue[]): KeptSpace | undefined {
  const base = keepColourSpace(context, array[1]);
  const highest = context.file.resolve(array[2]);
  const source = context.file.resolve(array[3]);
  if (!base || typeof highest !== 'number' || highest < 0 || highest > 255) return undefined;
  const table =
    source instanceof PdfStream
      ? context.file.decode(source)
      : source instanceof PdfString
        ? source.bytes
        : undefined;
  if (!table) return undefined;
  const exact = table.subarray(0, (highest + 1) * base.components);
  const colours = new PdfString(exact);
  const value = [new PdfName('Indexed'), base.value, highest, colours];
  return { value, components: 1, table: { base: base.value, highest, colours } };
}

function keepInks(context: Context, family: string, array: PdfValue[]): KeptSpace | undefined {
  const inks = context.file.resolve(array[1]);
  const alternate = keepColourSpace(context, array[2]);
  const tint = keepFunction(context, array[3]);
  if (!alternate || tint === undefined) return undefined;
  const neutral = (ink: PdfValue, index: number): PdfName => {
    const name = nameOf(context.file.resolve(ink)) ?? 'None';
    return new PdfName(INKS.has(name) ? name : `Spot${index}`);
  };
  const names = Array.isArray(inks) ? inks.slice(0, 32).map(neutral) : neutral(inks, 0);
  const value = [new PdfName(family), names, alternate.value, tint];
  return { value, components: Array.isArray(names) ? names.length : 1 };
}
