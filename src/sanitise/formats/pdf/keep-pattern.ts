import { deflateSync } from 'node:zlib';
import type { Context } from './context.ts';
import { keepColourSpace } from './keep-colour-space.ts';
import { keepFunction } from './keep-function.ts';
import { keepGraphicsState } from './keep-graphics-state.ts';
import { keepFlags, keepNumbers } from './keep-values.ts';
import {
  dictOf,
  isDict,
  type PdfDict,
  PdfName,
  type PdfRef,
  PdfStream,
  type PdfValue,
} from './values.ts';

export interface KeptPattern {
  value: PdfRef;
  cost: number;
}

/** Keeps a tiling or shading pattern; undefined for what is none. */
export function keepPattern(
  context: Context,
  value: PdfValue | undefined,
  outer: PdfDict,
): KeptPattern | undefined {
  return context.once('pattern', value, () => {
    const source = context.file.resolve(value);
    const dict = dictOf(source);
    const kept: PdfDict = new Map([['Type', new PdfName('Pattern')]]);
    if (!dict) return undefined;
    keepNumbers(context, dict, kept, ['PatternType', 'Matrix']);
    if (source instanceof PdfStream) return tiling(context, source, kept, outer);
    const shading = keepShading(context, dict.get('Shading'));
    if (kept.get('PatternType') !== 2 || !shading) return undefined;
    kept.set('Shading', shading);
    const state = keepGraphicsState(context, dict.get('ExtGState'), outer);
    if (state) kept.set('ExtGState', state.value);
    return { value: context.out.add(kept), cost: state?.cost ?? 0 };
  });
}

function tiling(
  context: Context,
  source: PdfStream,
  kept: PdfDict,
  outer: PdfDict,
): KeptPattern | undefined {
  if (kept.get('PatternType') !== 1) return undefined;
  keepNumbers(context, source.dict, kept, ['PaintType', 'TilingType', 'BBox', 'XStep', 'YStep']);
  const own = context.file.resolve(source.dict.get('Resources'));
  const drawn = context.content([context.file.decode(source)], isDict(own) ? own : outer);
  kept.set('Resources', drawn.resources);
  kept.set('Filter', new PdfName('FlateDecode'));
  return {
    value: context.out.add(new PdfStream(kept, deflateSync(Buffer.concat(drawn.contents)))),
    cost: drawn.cost,
  };
}

const NUMBERS = ['ShadingType', 'Background', 'BBox', 'Domain', 'Matrix', 'Coords'];
const MESH_NUMBERS = [
  ...['BitsPerCoordinate', 'BitsPerComponent', 'BitsPerFlag', 'Decode', 'VerticesPerRow'],
];

/** Keeps a shading dictionary or, for meshes, a shading stream. */
export function keepShading(context: Context, value: PdfValue | undefined): PdfRef | undefined {
  return context.once('shading', value, () => {
    const source = context.file.resolve(value);
    const dict = dictOf(source);
    const space = dict && keepColourSpace(context, dict.get('ColorSpace'));
    if (!dict || !space) return undefined;
    const kept: PdfDict = new Map();
    keepNumbers(context, dict, kept, NUMBERS);
    kept.set('ColorSpace', space.value);
    keepExtend(context, dict, kept);
    keepFlags(context, dict, kept, ['AntiAlias']);
    const shape = dict.has('Function') ? keepFunction(context, dict.get('Function')) : undefined;
    if (shape !== undefined) kept.set('Function', shape);
    if (!(source instanceof PdfStream)) return context.out.add(kept);
    keepNumbers(context, dict, kept, MESH_NUMBERS);
    kept.set('Filter', new PdfName('FlateDecode'));
    return context.out.add(new PdfStream(kept, deflateSync(context.file.decode(source))));
  });
}

function keepExtend(context: Context, dict: PdfDict, kept: PdfDict): void {
  const extend = context.file.resolve(dict.get('Extend'));
  if (!Array.isArray(extend)) return;
  kept.set(
    'Extend',
    extend.slice(0, 2).map((side) => context.file.resolve(side) === true),
  );
}
