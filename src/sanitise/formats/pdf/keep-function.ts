import { deflateSync } from 'node:zlib';
import { calculatorText } from './calculator.ts';
import type { Context } from './context.ts';
import { keepNumbers } from './keep-values.ts';
import {
  dictOf,
  numberOr,
  type PdfDict,
  PdfName,
  type PdfRef,
  PdfStream,
  type PdfValue,
} from './values.ts';

/** Keeps a function (ISO 32000-1 § 7.10) or an array of functions; undefined for what is none. */
export function keepFunction(context: Context, value: PdfValue | undefined): PdfValue | undefined {
  const resolved = context.file.resolve(value);
  if (!Array.isArray(resolved)) return keepOne(context, value);
  const all = resolved.slice(0, 32).map((item) => keepOne(context, item));
  return all.every((item) => item !== undefined) ? (all as PdfValue[]) : undefined;
}

function keepOne(context: Context, value: PdfValue | undefined): PdfRef | undefined {
  return context.once('function', value, () => {
    const source = context.file.resolve(value);
    const dict = dictOf(source);
    const type = context.file.resolve(dict?.get('FunctionType'));
    if (!dict || typeof type !== 'number') return undefined;
    const kept: PdfDict = new Map([['FunctionType', type]]);
    keepNumbers(context, dict, kept, ['Domain', 'Range']);
    switch (type) {
      case 0:
        return source instanceof PdfStream ? sampled(context, source, kept) : undefined;
      case 2:
        keepNumbers(context, dict, kept, ['C0', 'C1', 'N']);
        return context.out.add(kept);
      case 3:
        return stitching(context, dict, kept);
      case 4:
        return source instanceof PdfStream ? calculator(context, source, kept) : undefined;
      default:
        return undefined;
    }
  });
}

function sampled(context: Context, source: PdfStream, kept: PdfDict): PdfRef | undefined {
  keepNumbers(context, source.dict, kept, ['Size', 'BitsPerSample', 'Order', 'Encode', 'Decode']);
  const [size, range] = [kept.get('Size'), kept.get('Range')];
  const bits = numberOr(kept.get('BitsPerSample'), 0);
  if (!Array.isArray(size) || !Array.isArray(range)) return undefined;
  const samples = size.reduce<number>((product, one) => product * Number(one), range.length / 2);
  const data = context.file.decode(source).subarray(0, Math.ceil((samples * bits) / 8));
  kept.set('Filter', new PdfName('FlateDecode'));
  return context.out.add(new PdfStream(kept, deflateSync(data)));
}

function stitching(context: Context, dict: PdfDict, kept: PdfDict): PdfRef | undefined {
  keepNumbers(context, dict, kept, ['Bounds', 'Encode']);
  const functions = keepFunction(context, dict.get('Functions'));
  if (!Array.isArray(functions)) return undefined;
  kept.set('Functions', functions);
  return context.out.add(kept);
}

function calculator(context: Context, source: PdfStream, kept: PdfDict): PdfRef | undefined {
  const text = calculatorText(context.file.decode(source));
  if (text === undefined) return undefined;
  return context.out.add(new PdfStream(kept, Buffer.from(text, 'latin1')));
}
