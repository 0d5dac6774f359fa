import type { Context } from './context.ts';
import { keepFont } from './keep-font.ts';
import { keepForm } from './keep-form.ts';
import { keepFunction } from './keep-function.ts';
import { keepFlags, keepNames, keepNumbers, plainNumbers } from './keep-values.ts';
import { isDict, nameOf, type PdfDict, PdfName, type PdfRef, type PdfValue } from './values.ts';

const NUMBERS = ['LW', 'LC', 'LJ', 'ML', 'D', 'OPM', 'FL', 'SM', 'CA', 'ca'];
const FLAGS = ['OP', 'op', 'SA', 'AIS', 'TK'];
const BLEND_MODES = [
  ...['Normal', 'Compatible', 'Multiply', 'Screen', 'Overlay', 'Darken', 'Lighten', 'ColorDodge'],
  ...['ColorBurn', 'HardLight', 'SoftLight', 'Difference', 'Exclusion', 'Hue', 'Saturation'],
  ...['Color', 'Luminosity'],
];
const INTENTS = ['AbsoluteColorimetric', 'RelativeColorimetric', 'Saturation', 'Perceptual'];

/** A graphics state dictionary that was kept, with what its soft mask costs to draw. */
export interface KeptState {
  value: PdfRef;
  cost: number;
}

/**
 * Keeps a graphics state parameter dictionary. Halftones, black generation and undercolour removal are instructions to
 * one printer and are left out; viewers do not use them.
 */
export function keepGraphicsState(
  context: Context,
  value: PdfValue | undefined,
  outer: PdfDict,
): KeptState | undefined {
  return context.once('graphics state', value, () => {
    const dict = context.file.resolve(value);
    if (!isDict(dict)) return undefined;
    const kept: PdfDict = new Map([['Type', new PdfName('ExtGState')]]);
    keepNumbers(context, dict, kept, NUMBERS);
    keepFlags(context, dict, kept, FLAGS);
    keepNames(context, dict, kept, { RI: INTENTS, BM: BLEND_MODES, TR2: ['Identity', 'Default'] });
    keepBlendModes(context, dict, kept);
    keepTransfer(context, dict, kept);
    keepFontSetting(context, dict, kept);
    const cost = keepSoftMask(context, dict, kept, outer);
    return { value: context.out.add(kept), cost };
  });
}

/** An array names blend modes in order of preference; a viewer takes the first it knows. */
function keepBlendModes(context: Context, dict: PdfDict, kept: PdfDict): void {
  const modes = context.file.resolve(dict.get('BM'));
  if (!Array.isArray(modes)) return;
  const known = modes
    .map((mode) => nameOf(context.file.resolve(mode)) ?? '')
    .find((mode) => BLEND_MODES.includes(mode));
  if (known !== undefined) kept.set('BM', new PdfName(known));
}

function keepTransfer(context: Context, dict: PdfDict, kept: PdfDict): void {
  for (const key of ['TR', 'TR2']) {
    if (kept.has(key) || !dict.has(key)) continue;
    const named = nameOf(context.file.resolve(dict.get(key)));
    const transfer =
      named === 'Identity' ? new PdfName(named) : keepFunction(context, dict.get(key));
    if (transfer !== undefined) kept.set(key, transfer);
  }
}

function keepFontSetting(context: Context, dict: PdfDict, kept: PdfDict): void {
  const setting = context.file.resolve(dict.get('Font'));
  if (!Array.isArray(setting)) return;
  const font = keepFont(context, setting[0]);
  const size = plainNumbers(context, setting[1]);
  if (font && typeof size === 'number') kept.set('Font', [font, size]);
}

function keepSoftMask(context: Context, dict: PdfDict, kept: PdfDict, outer: PdfDict): number {
  const mask = context.file.resolve(dict.get('SMask'));
  if (nameOf(mask) === 'None') kept.set('SMask', new PdfName('None'));
  if (!isDict(mask)) return 0;
  const form = keepForm(context, mask.get('G'), outer);
  const type = nameOf(context.file.resolve(mask.get('S')));
  if (!form || (type !== 'Alpha' && type !== 'Luminosity')) return 0;
  const own: PdfDict = new Map<string, PdfValue>([
    ['Type', new PdfName('Mask')],
    ['S', new PdfName(type)],
    ['G', form.value],
  ]);
  keepNumbers(context, mask, own, ['BC']);
  const transfer = context.file.resolve(mask.get('TR'));
  const shaping =
    nameOf(transfer) === 'Identity' ? undefined : keepFunction(context, mask.get('TR'));
  if (shaping !== undefined) own.set('TR', shaping);
  kept.set('SMask', own);
  return form.cost;
}
