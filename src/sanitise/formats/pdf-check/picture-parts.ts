import { verifyJpeg } from '../images/jpeg-verify.ts';
import { colourSpace, componentsOf } from './colour-parts.ts';
import { inflateExactly } from './inflate-exactly.ts';
import { checkJpx } from './jpx.ts';
import { expect } from './residue.ts';
import { rowsSize } from './rows.ts';
import { type Dictionary, isDictionary, isName, isReference } from './syntax.ts';
import {
  type Check,
  either,
  flag,
  name,
  number,
  numbers,
  only,
  type Part,
  to,
  type Walk,
} from './walk.ts';

const prediction = only({
  Predictor: (value) => expect(value === 2 || value === 15, 'a prediction'),
  Colors: number,
  BitsPerComponent: number,
  Columns: number,
  ColorTransform: number,
});

const SHARED: Record<string, Check> = {
  'Type!': name('XObject'),
  'Subtype!': name('Image'),
  'Width!': number,
  'Height!': number,
  ImageMask: flag,
  ColorSpace: colourSpace,
  BitsPerComponent: number,
  Decode: numbers,
  Interpolate: flag,
  Intent: name('AbsoluteColorimetric', 'RelativeColorimetric', 'Saturation', 'Perceptual'),
  'Filter!': name('FlateDecode', 'DCTDecode', 'JPXDecode'),
  DecodeParms: prediction,
  'Length!': number,
};

const pictureWith =
  (extra: Record<string, Check>): Part =>
  ({ value, data }, walk) => {
    only({ ...SHARED, ...extra })(value, walk);
    expect(data && isDictionary(value), 'a picture is due');
    checkData(value, data, walk);
  };

function checkData(dictionary: Dictionary, data: Buffer, walk: Walk): void {
  const filter = dictionary.get('Filter');
  if (isName(filter) && filter.name === 'DCTDecode') verifyJpeg(data);
  else if (isName(filter) && filter.name === 'JPXDecode') checkJpx(data);
  else checkRows(dictionary, data, walk);
}

function checkRows(dictionary: Dictionary, data: Buffer, walk: Walk): void {
  const isStencil = dictionary.get('ImageMask') === true;
  const components = isStencil ? 1 : componentsOf(dictionary.get('ColorSpace'), walk);
  const bits = isStencil ? 1 : Number(dictionary.get('BitsPerComponent'));
  const parms = dictionary.get('DecodeParms');
  const size = rowsSize(dictionary, ['Width', 'Height'], components, bits, parms);
  expect(inflateExactly(data).length <= size, 'more rows than a picture has');
}

export const picture: Part = pictureWith({
  SMask: to('soft mask'),
  Mask: either(isReference, to('mask'), numbers),
  SMaskInData: number,
});

export const PICTURE_PARTS: Record<string, Part> = {
  mask: pictureWith({}),
  'soft mask': pictureWith({ Matte: numbers }),
};
