import { checkFunction, colourSpace } from './colour-parts.ts';
import { checkContent } from './content.ts';
import { resources } from './page-parts.ts';
import { expect } from './residue.ts';
import { isDictionary, isName } from './syntax.ts';
import {
  type Check,
  either,
  flag,
  list,
  name,
  number,
  numbers,
  only,
  type Part,
  plain,
  stream,
  to,
} from './walk.ts';

const MASK: Check = only({
  'Type!': name('Mask'),
  'S!': name('Alpha', 'Luminosity'),
  'G!': to('form'),
  BC: numbers,
  TR: checkFunction,
});

const transfer: Check = either(isName, name('Identity', 'Default'), checkFunction);

const graphicsState: Part = plain(
  only({
    'Type!': name('ExtGState'),
    ...{ LW: number, LC: number, LJ: number, ML: number, D: numbers, OPM: number },
    ...{ FL: number, SM: number, CA: number, ca: number },
    ...{ OP: flag, op: flag, SA: flag, AIS: flag, TK: flag },
    RI: name('AbsoluteColorimetric', 'RelativeColorimetric', 'Saturation', 'Perceptual'),
    BM: name(
      ...['Normal', 'Compatible', 'Multiply', 'Screen', 'Overlay', 'Darken', 'Lighten'],
      ...['ColorDodge', 'ColorBurn', 'HardLight', 'SoftLight', 'Difference', 'Exclusion'],
      ...['Hue', 'Saturation', 'Color', 'Luminosity'],
    ),
    TR: transfer,
    TR2: transfer,
    Font: (value, walk) => {
      expect(Array.isArray(value) && value.length === 2, 'a font and its size');
      walk.visit('font', value[0] ?? null);
      number(value[1] ?? null, walk);
    },
    SMask: either(isName, name('None'), MASK),
  }),
);

const tiling: Part = stream(
  {
    'Type!': name('Pattern'),
    'PatternType!': number,
    PaintType: number,
    TilingType: number,
    BBox: numbers,
    XStep: number,
    YStep: number,
    Matrix: numbers,
    'Resources!': resources,
  },
  (data, dictionary, walk) => {
    const of = dictionary.get('Resources');
    expect(isDictionary(of), 'resources are due');
    checkContent([data], of, walk);
  },
);

const shadingPattern: Part = plain(
  only({
    'Type!': name('Pattern'),
    'PatternType!': number,
    Matrix: numbers,
    'Shading!': to('shading'),
    ExtGState: to('graphics state'),
  }),
);

const SHADING: Record<string, Check> = {
  'ShadingType!': number,
  'ColorSpace!': colourSpace,
  Background: numbers,
  BBox: numbers,
  AntiAlias: flag,
  Domain: numbers,
  Matrix: numbers,
  Coords: numbers,
  Extend: list(flag),
  Function: checkFunction,
};
const MESH: Record<string, Check> = {
  ...SHADING,
  BitsPerCoordinate: number,
  BitsPerComponent: number,
  BitsPerFlag: number,
  Decode: numbers,
  VerticesPerRow: number,
};

export const PAINT_PARTS: Record<string, Part> = {
  'graphics state': graphicsState,
  pattern: (object, walk) => (object.data ? tiling : shadingPattern)(object, walk),
  // A mesh's data is coordinates and colours of any number of corners.
  shading: (object, walk) =>
    (object.data ? stream(MESH, () => {}) : plain(only(SHADING)))(object, walk),
};
