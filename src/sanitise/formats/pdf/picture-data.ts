import type { Context } from './context.ts';
import {
  type Filter,
  filtersOf,
  PICTURE_FILTERS,
  predictionOf,
  unfilter,
} from './decode-stream.ts';
import { inflate } from './inflate.ts';
import { keepJpeg } from './jpeg-data.ts';
import { keepJpx } from './jpx-data.ts';
import { LIMITS, tooComplex } from './limits.ts';
import { CannotKeep, type PdfDict } from './values.ts';

/** The rows of a picture: how many bytes its data must have once every filter is undone. */
export interface Shape {
  width: number;
  height: number;
  bits: number;
  components: number;
}

/** A picture's data in a form that holds the picture and nothing else. */
export interface KeptData {
  data: Buffer;
  /** `rows` is data without a filter; `flate` is compressed rows, kept as they were with their prediction. */
  form: 'rows' | 'flate' | 'jpeg' | 'jpx';
  parms?: PdfDict;
  components: number;
}

const SLACK = 1 << 20;

/** Bytes of a picture's rows. @throws NotCleanable('tooComplex') for pictures no viewer should be given */
export function rowsSize({ width, height, bits, components }: Shape): number {
  const size = Math.ceil((width * bits * components) / 8) * height;
  if (!(size >= 0 && size <= LIMITS.stream)) throw tooComplex('a picture too large');
  return size;
}

/**
 * Reduces a picture's data to the picture; undefined when no viewer finds one in it. `used` counts the input's bytes that belonged to the outermost filter, for
 * inline images, whose data has no length.
 * @throws CannotKeep
 */
export function keepPictureData(
  context: Context,
  raw: Buffer,
  dict: PdfDict,
  shape: Shape,
): (KeptData & { used: number }) | undefined {
  const { resolve } = context.file;
  const filters = filtersOf(dict, resolve);
  const size = rowsSize(shape);
  let [data, used] = [raw, raw.length];
  for (const [index, filter] of filters.entries()) {
    const isLast = index === filters.length - 1;
    const notes = (count: number): number => (index === 0 ? count : used);
    if (PICTURE_FILTERS.has(filter.name)) {
      if (!isLast) throw new CannotKeep('a filter after a picture');
      const coded = keepCoded(context, data, filter, size, shape);
      return coded && { ...coded, used };
    }
    const asIs =
      isLast && filter.name === 'FlateDecode'
        ? exactFlate(context, data, filter, shape)
        : undefined;
    if (asIs) return { ...asIs, components: shape.components, used: notes(asIs.used) };
    const limit = isLast ? size + (size >> 1) + SLACK : LIMITS.stream;
    const plain = unfilter(data, filter, resolve, limit);
    context.file.budget.spend(plain.data.length);
    data = plain.data;
    used = notes(plain.used);
  }
  if (filters.length === 0) used = Math.min(raw.length, size);
  // Without a filter the rest is whatever follows an inline image in its content stream.
  const hides = filters.length > 0 && data.length > size && hidesBytes(data.subarray(size));
  if (hides) context.removed('trailingData');
  return { data: data.subarray(0, size), form: 'rows', components: shape.components, used };
}

const hidesBytes = (rest: Buffer): boolean =>
  rest.some((byte) => byte !== 0 && byte !== 10 && byte !== 13 && byte !== 32);

/** Compressed rows that hold exactly the picture stay as they are: compressing again would only cost time. */
function exactFlate(
  context: Context,
  raw: Buffer,
  filter: Filter,
  shape: Shape,
): { data: Buffer; form: 'flate'; parms: PdfDict; used: number } | undefined {
  const p = predictionOf(filter.parms, context.file.resolve);
  const predicted = p.predictor > 1;
  const row = Math.ceil((shape.width * shape.bits * shape.components) / 8);
  const parms: PdfDict = new Map();
  if (predicted) {
    if (Math.ceil((p.columns * p.bits * p.colors) / 8) !== row) return undefined;
    parms.set('Predictor', p.predictor === 2 ? 2 : 15);
    parms.set('Colors', p.colors).set('BitsPerComponent', p.bits).set('Columns', p.columns);
  }
  const expected = (row + (p.predictor > 2 ? 1 : 0)) * shape.height;
  const plain = inflate(raw, expected + (expected >> 1) + SLACK);
  if (plain) context.file.budget.spend(plain.data.length);
  if (plain?.data.length !== expected || plain.used > raw.length || !plain.complete)
    return undefined;
  return { data: raw.subarray(0, plain.used), form: 'flate', parms, used: plain.used };
}

function keepCoded(
  context: Context,
  data: Buffer,
  filter: Filter,
  size: number,
  shape: Shape,
): KeptData | undefined {
  if (filter.name === 'DCTDecode') {
    const kept = keepJpeg(data, context.removed);
    if (!kept) return undefined;
    const { data: jpeg, ...found } = kept;
    rowsSize({ ...found, bits: 8 });
    const transform = context.file.resolve(filter.parms.get('ColorTransform'));
    const parms: PdfDict = new Map();
    if (transform === 0 || transform === 1) parms.set('ColorTransform', transform);
    return { data: jpeg, form: 'jpeg', parms, components: found.components };
  }
  if (filter.name === 'JPXDecode') {
    const { data: jpx, comments, boxes, ...found } = keepJpx(data);
    rowsSize({ ...found, bits: 8 });
    if (comments > 0) context.removed('software', comments);
    if (boxes > 0) context.removed('other', boxes);
    return { data: jpx, form: 'jpx', components: found.components };
  }
  const rows = context.bilevel(data, filter.name, filter.parms);
  context.file.budget.spend(rows.length);
  return { data: rows.subarray(0, size), form: 'rows', components: shape.components };
}
