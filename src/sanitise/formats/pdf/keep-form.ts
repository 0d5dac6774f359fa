import { deflateSync } from 'node:zlib';
import type { Context } from './context.ts';
import { keepColourSpace } from './keep-colour-space.ts';
import { keepFlags, keepNumbers } from './keep-values.ts';
import {
  isDict,
  nameOf,
  type PdfDict,
  PdfName,
  type PdfRef,
  PdfStream,
  type PdfValue,
} from './values.ts';

/** A form XObject that was kept, with the operators that drawing it executes. */
export interface KeptForm {
  value: PdfRef;
  cost: number;
}

/** Keeps a form XObject. `outer` is whose resources a form without its own uses, as old producers relied on. */
export function keepForm(
  context: Context,
  value: PdfValue | undefined,
  outer: PdfDict,
): KeptForm | undefined {
  const stream = context.file.resolve(value);
  if (!(stream instanceof PdfStream)) return undefined;
  const own = context.file.resolve(stream.dict.get('Resources'));
  const resources = isDict(own) ? own : outer;
  return context.once(`form ${context.identity(resources)}`, value, () => {
    const { dict } = stream;
    const kept: PdfDict = new Map<string, PdfValue>([
      ['Type', new PdfName('XObject')],
      ['Subtype', new PdfName('Form')],
    ]);
    keepNumbers(context, dict, kept, ['BBox', 'Matrix']);
    if (!kept.has('BBox')) return undefined;
    keepGroup(context, dict.get('Group'), kept);
    const drawn = context.content([context.file.decode(stream)], resources);
    kept.set('Resources', drawn.resources);
    kept.set('Filter', new PdfName('FlateDecode'));
    return {
      value: context.out.add(new PdfStream(kept, deflateSync(Buffer.concat(drawn.contents)))),
      cost: drawn.cost,
    };
  });
}

/** Keeps a transparency group's attributes. */
export function keepGroup(context: Context, value: PdfValue | undefined, kept: PdfDict): void {
  const group = context.file.resolve(value);
  if (!isDict(group) || nameOf(context.file.resolve(group.get('S'))) !== 'Transparency') return;
  const own: PdfDict = new Map([['S', new PdfName('Transparency')]]);
  const space = keepColourSpace(context, group.get('CS'));
  if (space) own.set('CS', space.value);
  keepFlags(context, group, own, ['I', 'K']);
  kept.set('Group', own);
}
