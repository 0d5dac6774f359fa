import { deflateSync } from 'node:zlib';
import type { Context } from './context.ts';
import { keepColourSpace } from './keep-colour-space.ts';
import { keepFlags, keepNames, keepNumbers } from './keep-values.ts';
import { type KeptData, keepPictureData, type Shape } from './picture-data.ts';
import {
  CannotKeep,
  numberOr,
  type PdfDict,
  PdfName,
  type PdfRef,
  PdfStream,
  type PdfValue,
} from './values.ts';

const INTENTS = ['AbsoluteColorimetric', 'RelativeColorimetric', 'Saturation', 'Perceptual'];

type Role = 'picture' | 'mask' | 'soft mask';

/** Keeps an image XObject with its masks; undefined for what is no image. @throws CannotKeep */
export function keepImage(
  context: Context,
  value: PdfValue | undefined,
  role: Role = 'picture',
): PdfRef | undefined {
  return context.once(role, value, () => {
    const stream = context.file.resolve(value);
    return stream instanceof PdfStream ? keepStream(context, stream, role) : undefined;
  });
}

function keepStream(context: Context, stream: PdfStream, role: Role): PdfRef | undefined {
  const { dict } = stream;
  const size: PdfDict = new Map();
  keepNumbers(context, dict, size, ['Width', 'Height', 'BitsPerComponent']);
  const [width, height] = [numberOr(size.get('Width'), 0), numberOr(size.get('Height'), 0)];
  if (!(width > 0 && height > 0)) return undefined;
  const kept: PdfDict = new Map<string, PdfValue>([
    ['Type', new PdfName('XObject')],
    ['Subtype', new PdfName('Image')],
    ['Width', Math.floor(width)],
    ['Height', Math.floor(height)],
  ]);
  const isStencil = context.file.resolve(dict.get('ImageMask')) === true;
  const space = isStencil ? undefined : keepColourSpace(context, dict.get('ColorSpace'));
  const bits = isStencil ? 1 : numberOr(size.get('BitsPerComponent'), 8);
  const shape: Shape = {
    width: Math.floor(width),
    height: Math.floor(height),
    bits,
    components: isStencil ? 1 : (space?.components ?? 1),
  };
  const data = keepPictureData(context, stream.raw, dict, shape);
  if (!data) return undefined;
  if (isStencil) kept.set('ImageMask', true);
  else if (space) kept.set('ColorSpace', space.value);
  else if (data.form !== 'jpx') kept.set('ColorSpace', deviceFor(data));
  if (data.form !== 'jpx' || isStencil)
    kept.set('BitsPerComponent', data.form === 'jpeg' ? 8 : bits);
  keepNumbers(context, dict, kept, ['Decode']);
  keepFlags(context, dict, kept, ['Interpolate']);
  keepNames(context, dict, kept, { Intent: INTENTS });
  keepMasks(context, dict, kept, role);
  return context.out.add(new PdfStream(kept, encode(data, kept)));
}

function keepMasks(context: Context, dict: PdfDict, kept: PdfDict, role: Role): void {
  if (role === 'soft mask') keepNumbers(context, dict, kept, ['Matte']);
  if (role !== 'picture') return;
  keepNumbers(context, dict, kept, ['SMaskInData', 'Mask']);
  const soft = keepImage(context, dict.get('SMask'), 'soft mask');
  if (soft) kept.set('SMask', soft);
  const mask = keepImage(context, dict.get('Mask'), 'mask');
  if (mask) kept.set('Mask', mask);
}

/** Sets the filter that the data has now. */
function encode(data: KeptData, kept: PdfDict): Buffer {
  const filter = { rows: 'FlateDecode', flate: 'FlateDecode', jpeg: 'DCTDecode', jpx: 'JPXDecode' };
  kept.set('Filter', new PdfName(filter[data.form]));
  if (data.parms && data.parms.size > 0) kept.set('DecodeParms', data.parms);
  return data.form === 'rows' ? deflateSync(data.data) : data.data;
}

function deviceFor({ components }: KeptData): PdfName {
  const names: Record<number, string> = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' };
  const name = names[components];
  if (!name) throw new CannotKeep('an image without a colour space');
  return new PdfName(name);
}
