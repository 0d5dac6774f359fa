import { deflateSync } from 'node:zlib';
import type { Context } from './context.ts';
import { filtersOf, PICTURE_FILTERS } from './decode-stream.ts';
import { type KeptSpace, keepColourSpace } from './keep-colour-space.ts';
import { keepNumbers } from './keep-values.ts';
import { nameIn } from './literals.ts';
import { parseValue } from './parse-value.ts';
import { type KeptData, keepPictureData, type Shape } from './picture-data.ts';
import { valueText } from './serialise.ts';
import { type Cursor, isRegular, isWhite, latin1, nextToken } from './tokens.ts';
import { CannotKeep, Irregular, numberOr, type PdfDict, PdfName, type PdfValue } from './values.ts';

// ISO 32000-1 table 93: short keys of inline images and what they are in an image XObject.
const KEYS = new Map([
  ['BPC', 'BitsPerComponent'],
  ['CS', 'ColorSpace'],
  ['D', 'Decode'],
  ['DP', 'DecodeParms'],
  ['F', 'Filter'],
  ['H', 'Height'],
  ['IM', 'ImageMask'],
  ['I', 'Interpolate'],
  ['W', 'Width'],
]);

/** Gives the new name of a colour space of the resources. */
export type NameSpace = (name: string) => string | undefined;

/**
 * Reads an inline image from after its BI to after its EI, and writes it anew with its known keys; undefined when it
 * draws nothing. @throws CannotKeep
 */
export function keepInlineImage(
  context: Context,
  c: Cursor,
  spaces: PdfDict,
  nameSpace: NameSpace,
): Buffer | undefined {
  const dict = readKeys(c);
  const raw = c.bytes.subarray(c.at, c.end);
  const isStencil = dict.get('ImageMask') === true;
  const space = isStencil ? undefined : keepColourSpace(context, dict.get('ColorSpace'), spaces);
  const shape: Shape = {
    width: numberOr(dict.get('Width'), 0),
    height: numberOr(dict.get('Height'), 0),
    bits: isStencil ? 1 : numberOr(dict.get('BitsPerComponent'), 8),
    components: space?.components ?? 1,
  };
  const { data, end } = readData(context, raw, dict, shape);
  c.at += end;
  if (!data || !(shape.width > 0 && shape.height > 0) || !(isStencil || space)) return undefined;
  const spaceText = space && spaceTextOf(dict, space, nameSpace);
  return write(context, dict, shape, data, spaceText);
}

function readKeys(c: Cursor): PdfDict {
  const dict: PdfDict = new Map();
  for (let token = nextToken(c); token !== 'word' && token !== 'end'; token = nextToken(c)) {
    if (token !== 'name') continue;
    const key = nameIn(c.bytes, c.start, c.at);
    dict.set(KEYS.get(key) ?? key, valueOr(c));
  }
  if (latin1(c.bytes, c.start, c.at) !== 'ID') throw new CannotKeep('an inline image without data');
  c.at = Math.min(c.at + 1, c.end);
  return dict;
}

function valueOr(c: Cursor): PdfValue {
  try {
    return parseValue(c);
  } catch (error) {
    // Only this image is broken, not the file's structure.
    if (error instanceof Irregular) throw new CannotKeep('a broken inline image');
    throw error;
  }
}

// Data without a length ends where its filter says so; what filters do not tell is searched for as viewers do.
function readData(
  context: Context,
  raw: Buffer,
  dict: PdfDict,
  shape: Shape,
): { data: KeptData | undefined; end: number } {
  const filters = filtersOf(dict, context.file.resolve);
  if (!PICTURE_FILTERS.has(filters[0]?.name ?? '')) {
    const data = keepPictureData(context, raw, dict, shape);
    const end = endMarkAt(raw, data?.used ?? 0);
    if (end !== undefined) return { data, end };
  }
  const at = searchEnd(raw);
  const data = keepPictureData(context, raw.subarray(0, at), dict, shape);
  return { data, end: Math.min(at + 3, raw.length) };
}

function endMarkAt(raw: Buffer, used: number): number | undefined {
  let at = used;
  while (isWhite(raw[at])) at++;
  const isMark = raw[at] === 0x45 && raw[at + 1] === 0x49 && !isRegular(raw[at + 2]);
  return isMark ? at + 2 : undefined;
}

/** The white space before an EI that is followed by what looks like operators and not like data. */
function searchEnd(raw: Buffer): number {
  for (let at = raw.indexOf('EI'); at >= 0; at = raw.indexOf('EI', at + 1)) {
    if (at > 0 && !isWhite(raw[at - 1])) continue;
    const after = raw.subarray(at + 2, at + 12);
    const isText = after.every((byte) => isWhite(byte) || (byte >= 0x20 && byte < 0x7f));
    if (isText && !isRegular(after[0])) return Math.max(at - 1, 0);
  }
  throw new CannotKeep('an inline image without an end');
}

function spaceTextOf(dict: PdfDict, space: KeptSpace, nameSpace: NameSpace): string {
  const named = dict.get('ColorSpace');
  if (space.value instanceof PdfName) return valueText(space.value);
  if (named instanceof PdfName) {
    const renamed = nameSpace(named.name);
    if (renamed !== undefined) return `/${renamed}`;
  }
  if (space.table?.base instanceof PdfName) {
    const { base, highest, colours } = space.table;
    return valueText([new PdfName('Indexed'), base, highest, colours]);
  }
  throw new CannotKeep('an inline image with a colour space of its own');
}

function write(
  context: Context,
  dict: PdfDict,
  shape: Shape,
  data: KeptData,
  spaceText: string | undefined,
): Buffer {
  const keys = [`/W ${shape.width}`, `/H ${shape.height}`];
  if (spaceText === undefined) keys.push('/IM true');
  else keys.push(`/BPC ${data.form === 'jpeg' ? 8 : shape.bits}`, `/CS ${spaceText}`);
  const decode: PdfDict = new Map();
  keepNumbers(context, dict, decode, ['Decode']);
  if (decode.has('Decode')) keys.push(`/D ${valueText(decode.get('Decode') ?? null)}`);
  if (dict.get('Interpolate') === true) keys.push('/I true');
  let bytes = data.data;
  if (data.form === 'jpx') throw new CannotKeep('an inline image as JPEG 2000');
  if (data.form === 'jpeg') keys.push('/F /DCT');
  else if (data.form === 'flate' || dict.has('Filter')) {
    keys.push('/F /Fl');
    if (data.form === 'rows') bytes = deflateSync(bytes);
  }
  if (data.parms?.size) keys.push(`/DP ${valueText(data.parms)}`);
  return Buffer.concat([Buffer.from(`BI ${keys.join('')} ID `, 'latin1'), bytes, END]);
}

const END = Buffer.from('\nEI');
