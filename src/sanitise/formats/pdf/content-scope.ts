import { type Category, filterContent, type Scope } from './content-filter.ts';
import type { Context, KeptContent } from './context.ts';
import { keepInlineImage } from './inline-image.ts';
import { keepColourSpace } from './keep-colour-space.ts';
import { keepFont } from './keep-font.ts';
import { keepForm } from './keep-form.ts';
import { keepGraphicsState } from './keep-graphics-state.ts';
import { keepImage } from './keep-image.ts';
import { keepPattern, keepShading } from './keep-pattern.ts';
import { LIMITS, tooComplex } from './limits.ts';
import {
  dictOf,
  isDict,
  nameOf,
  type PdfDict,
  PdfName,
  type PdfRef,
  type PdfValue,
} from './values.ts';

/** The first letter of new names; numbers follow in the order of first use. */
const LETTERS: Record<Category, string> = {
  ExtGState: 'G',
  ColorSpace: 'C',
  Pattern: 'P',
  Shading: 'S',
  XObject: 'X',
  Font: 'F',
};
const CATEGORIES = Object.keys(LETTERS) as Category[];
// These change what device colours mean without being named by an operator (ISO 32000-1 § 8.6.5.6).
const DEFAULTS = ['DefaultGray', 'DefaultRGB', 'DefaultCMYK'];

interface Kept {
  value: PdfValue;
  cost: number;
}

/**
 * Filters content streams and keeps exactly the resources they name, under new names: what is never drawn is not
 * copied, and names such as /Scan_of_J_Doe say nothing any more.
 */
export function keepContent(context: Context, data: Buffer[], resources: PdfDict): KeptContent {
  const named = new Map(
    CATEGORIES.map((category) => [category, dictionary(context, resources, category)]),
  );
  const kept = new Map<Category, PdfDict>(CATEGORIES.map((category) => [category, new Map()]));
  const seen = new Map<string, { name: string; cost: number } | undefined>();
  const properties = dictionary(context, resources, 'Properties');
  let cost = 0;

  function resource(category: Category, name: string): string | undefined {
    const key = `${category} ${name}`;
    if (!seen.has(key)) seen.set(key, keepNew(category, name));
    const known = seen.get(key);
    cost += known?.cost ?? 0;
    if (cost > LIMITS.operators) throw tooComplex('forms that draw forms without end');
    return known?.name;
  }

  function keepNew(category: Category, name: string): { name: string; cost: number } | undefined {
    const value = named.get(category)?.get(name);
    const found =
      value === undefined ? undefined : keepResource(context, category, value, resources);
    const made =
      found ?? (category === 'Font' ? { value: fallbackFont(context, name), cost: 0 } : undefined);
    if (!made) return undefined;
    const dict = kept.get(category) as PdfDict;
    const renamed = `${LETTERS[category]}${dict.size}`;
    dict.set(renamed, made.value);
    return { name: renamed, cost: made.cost };
  }

  const scope: Scope = {
    resource,
    layerShows: (name) => context.layers.shows(properties.get(name)),
    inlineImage: (c) =>
      keepInlineImage(context, c, named.get('ColorSpace') as PdfDict, (name) =>
        resource('ColorSpace', name),
      ),
  };
  const contents = data.map((one) => {
    const { content, operators } = filterContent(one, scope);
    cost += operators;
    return content;
  });

  for (const name of DEFAULTS) {
    const space = keepColourSpace(context, named.get('ColorSpace')?.get(name));
    if (space) kept.get('ColorSpace')?.set(name, space.value);
  }
  const used = [...kept].filter(([, dict]) => dict.size > 0);
  return { contents, resources: new Map(used), cost };
}

function dictionary(context: Context, resources: PdfDict, key: string): PdfDict {
  const dict = context.file.resolve(resources.get(key));
  return isDict(dict) ? dict : new Map();
}

function keepResource(
  context: Context,
  category: Category,
  value: PdfValue,
  resources: PdfDict,
): Kept | undefined {
  const free = (kept: PdfValue | undefined): Kept | undefined =>
    kept === undefined ? undefined : { value: kept, cost: 0 };
  switch (category) {
    case 'ExtGState':
      return keepGraphicsState(context, value, resources);
    case 'ColorSpace':
      return free(keepColourSpace(context, value)?.value);
    case 'Pattern':
      return keepPattern(context, value, resources);
    case 'Shading':
      return free(keepShading(context, value));
    case 'Font':
      return free(keepFont(context, value));
    case 'XObject':
      return keepDrawn(context, value, resources);
  }
}

function keepDrawn(context: Context, value: PdfValue, resources: PdfDict): Kept | undefined {
  const dict = dictOf(context.file.resolve(value));
  if (!dict || !context.layers.shows(dict.get('OC'))) return undefined;
  const subtype = nameOf(context.file.resolve(dict.get('Subtype')));
  // Appearances of form fields occur without a subtype; viewers take what has a bounding box as a form.
  if (subtype === 'Form' || (subtype === undefined && dict.has('BBox'))) {
    return keepForm(context, value, resources);
  }
  const image = keepImage(context, value);
  return image && { value: image, cost: 0 };
}

/**
 * What stands in for a font that is missing: without any, the text would take on the font before. Appearances of fields
 * often rely on the form's fonts, which are called the same everywhere.
 */
function fallbackFont(context: Context, name: string): PdfRef {
  const isSymbols = name === 'ZaDb';
  const font = new Map<string, PdfValue>([
    ['Type', new PdfName('Font')],
    ['Subtype', new PdfName('Type1')],
    ['BaseFont', new PdfName(isSymbols ? 'ZapfDingbats' : 'Helvetica')],
  ]);
  if (!isSymbols) font.set('Encoding', new PdfName('WinAnsiEncoding'));
  return context.out.add(font);
}
