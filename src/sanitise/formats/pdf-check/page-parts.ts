import { colourSpace } from './colour-parts.ts';
import { checkContent } from './content.ts';
import { picture } from './picture-parts.ts';
import { expect } from './residue.ts';
import { isDictionary, isName, type Value } from './syntax.ts';
import {
  type Check,
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
  type Walk,
} from './walk.ts';

/** Resources of one category: names of a letter and a number that lead to one part. */
const named =
  (letter: string, check: Check, other = /^$/): Check =>
  (value, walk) => {
    expect(isDictionary(value), 'a dictionary of resources is due');
    for (const [key, item] of value) {
      const isNumbered = key[0] === letter && /^\d{1,6}$/.test(key.slice(1));
      expect(isNumbered || other.test(key), 'the name of a resource');
      check(item, walk);
    }
  };

export const resources: Check = only({
  ExtGState: named('G', to('graphics state')),
  ColorSpace: named('C', colourSpace, /^Default(Gray|RGB|CMYK)$/),
  Pattern: named('P', to('pattern')),
  Shading: named('S', to('shading')),
  XObject: named('X', to('drawn')),
  Font: named('F', to('font')),
});

const group: Check = only({
  'S!': name('Transparency'),
  CS: colourSpace,
  I: flag,
  K: flag,
});

/** Checks what a stream draws against the resources of its dictionary. */
const drawing = (data: Buffer, of: Value | undefined, walk: Walk): void => {
  expect(isDictionary(of), 'resources are due');
  checkContent([data], of, walk);
};

const page: Part = plain((value, walk) => {
  only({
    'Type!': name('Page'),
    'Parent!': to('pages'),
    'MediaBox!': numbers,
    CropBox: numbers,
    Rotate: number,
    UserUnit: number,
    Group: group,
    'Resources!': resources,
    Contents: () => {},
  })(value, walk);
  expect(isDictionary(value), 'a page is due');
  const contents = value.get('Contents');
  const of = value.get('Resources');
  // One content may be drawn by several pages, each with resources of its own.
  const content = stream({}, (data) => drawing(data, of, walk));
  if (contents !== undefined) content(walk.object(contents), walk);
  else drawing(Buffer.alloc(0), of, walk);
});

const form = stream(
  {
    'Type!': name('XObject'),
    'Subtype!': name('Form'),
    'BBox!': numbers,
    Matrix: numbers,
    Group: group,
    'Resources!': resources,
  },
  (data, dictionary, walk) => drawing(data, dictionary.get('Resources'), walk),
);

export const PAGE_PARTS: Record<string, Part> = {
  catalogue: plain(only({ 'Type!': name('Catalog'), 'Pages!': to('pages') })),
  pages: plain(only({ 'Type!': name('Pages'), 'Count!': number, 'Kids!': list(to('page')) })),
  page,
  form,
  drawn: (object, walk) => {
    const subtype = isDictionary(object.value) ? object.value.get('Subtype') : undefined;
    const isForm = isName(subtype) && subtype.name === 'Form';
    (isForm ? form : picture)(object, walk);
  },
};
