import { type Unfiltered, unascii85, unhex, unrun } from './ascii-filters.ts';
import { inflate } from './inflate.ts';
import { type Budget, LIMITS } from './limits.ts';
import { unlzw } from './lzw.ts';
import { type Prediction, unpredict } from './predictor.ts';
import {
  CannotKeep,
  Irregular,
  isDict,
  nameOf,
  numberOr,
  type PdfDict,
  type PdfStream,
  type PdfValue,
} from './values.ts';

/** Reads a value behind a reference; references to nothing are null. */
export type Resolve = (value: PdfValue | undefined) => PdfValue;

export interface Filter {
  name: string;
  parms: PdfDict;
}

// The short names are for inline images; some producers write them in streams as well, and viewers take them.
const LONG_NAMES = new Map([
  ['AHx', 'ASCIIHexDecode'],
  ['A85', 'ASCII85Decode'],
  ['LZW', 'LZWDecode'],
  ['Fl', 'FlateDecode'],
  ['RL', 'RunLengthDecode'],
  ['CCF', 'CCITTFaxDecode'],
  ['DCT', 'DCTDecode'],
]);

/** The filters that are codecs of a picture: their data is kept or handed to a codec, never undone here. */
export const PICTURE_FILTERS = new Set(['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode']);

const MAX_FILTERS = 8;

/** The filters in the order in which a reader undoes them. @throws CannotKeep */
export function filtersOf(dict: PdfDict, resolve: Resolve): Filter[] {
  const names = listOf(resolve(dict.get('Filter')), resolve);
  const parms = listOf(resolve(dict.get('DecodeParms')), resolve);
  if (names.length > MAX_FILTERS) throw new CannotKeep('a long chain of filters');
  return names.map((value, index) => {
    const name = nameOf(value);
    if (name === undefined) throw new CannotKeep('a filter without a name');
    const own = parms[index];
    return { name: LONG_NAMES.get(name) ?? name, parms: isDict(own) ? own : new Map() };
  });
}

const listOf = (value: PdfValue, resolve: Resolve): PdfValue[] => {
  if (value === null) return [];
  return Array.isArray(value) ? value.map(resolve) : [value];
};

export const predictionOf = (parms: PdfDict, resolve: Resolve): Prediction => ({
  predictor: numberOr(resolve(parms.get('Predictor')), 1),
  colors: numberOr(resolve(parms.get('Colors')), 1),
  bits: numberOr(resolve(parms.get('BitsPerComponent')), 8),
  columns: numberOr(resolve(parms.get('Columns')), 1),
});

/** Undoes one filter that is not a picture's. @throws CannotKeep for unknown or unreadable ones */
export function unfilter(raw: Buffer, filter: Filter, resolve: Resolve, limit: number): Unfiltered {
  const { name, parms } = filter;
  const plain = undoOne(raw, name, parms, resolve, limit);
  if (!plain) throw new CannotKeep(`cannot undo ${name}`);
  const prediction = predictionOf(parms, resolve);
  const predicted = name === 'FlateDecode' || name === 'LZWDecode';
  if (!predicted || prediction.predictor < 2) return plain;
  const data = unpredict(plain.data, prediction);
  if (!data) throw new CannotKeep('a predictor that makes no sense');
  return { ...plain, data };
}

function undoOne(
  raw: Buffer,
  name: string,
  parms: PdfDict,
  resolve: Resolve,
  limit: number,
): Unfiltered | undefined {
  switch (name) {
    case 'FlateDecode':
      return raw.length === 0 ? { data: raw, used: 0 } : inflate(raw, limit);
    case 'LZWDecode':
      return unlzw(raw, numberOr(resolve(parms.get('EarlyChange')), 1), limit);
    case 'ASCIIHexDecode':
      return unhex(raw);
    case 'ASCII85Decode':
      return unascii85(raw);
    case 'RunLengthDecode':
      return unrun(raw, limit);
    default:
      return undefined;
  }
}

/** The stream's data with every filter undone. @throws CannotKeep when a filter is a picture's or unknown */
export function decodeStream(
  stream: PdfStream,
  resolve: Resolve,
  budget: Budget,
  limit: number = LIMITS.stream,
): Buffer {
  let data = stream.raw;
  for (const filter of filtersOf(stream.dict, resolve)) {
    data = unfilter(data, filter, resolve, limit).data;
    budget.spend(data.length);
  }
  return data;
}

/** The data of a stream that the file's structure rests on. @throws Irregular */
export function decodeStructure(stream: PdfStream, resolve: Resolve, budget: Budget): Buffer {
  try {
    return decodeStream(stream, resolve, budget);
  } catch (error) {
    if (error instanceof CannotKeep) throw new Irregular(error.message);
    throw error;
  }
}
