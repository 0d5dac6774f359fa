import { deflateSync } from 'node:zlib';
import { numbersOf } from './annotation-border.ts';
import type { Context } from './context.ts';
import { flattenAnnotations } from './keep-annotations.ts';
import { keepGroup } from './keep-form.ts';
import { LIMITS, tooComplex } from './limits.ts';
import type { PageEntry } from './new-file.ts';
import { isDict, numberOr, type PdfDict, PdfName, PdfStream, type PdfValue } from './values.ts';

/** Attributes that a page has from the nodes above it. */
const INHERITED = ['MediaBox', 'CropBox', 'Rotate', 'Resources'];
// US letter, as viewers assume.
const DEFAULT_BOX = [0, 0, 612, 792];

/** A page's dictionary with what it inherits put in. */
export function withInherited(page: PdfDict, parents: readonly PdfDict[]): PdfDict {
  const whole = new Map(page);
  for (const parent of parents) {
    for (const key of INHERITED) {
      const value = parent.get(key);
      if (!whole.has(key) && value !== undefined) whole.set(key, value);
    }
  }
  return whole;
}

/** Keeps a page: its boxes, what it draws, and what its annotations show. @throws CannotKeep */
export function keepPage(context: Context, page: PdfDict): PageEntry {
  const { file } = context;
  const kept = keepFrame(context, page);
  keepGroup(context, page.get('Group'), kept);
  const { content: marks, appearances } = flattenAnnotations(file, context.layers, page);
  const resources = file.resolve(page.get('Resources'));
  const drawn = context.content(
    [contentsOf(context, page), marks],
    withAppearances(context, isDict(resources) ? resources : new Map(), appearances),
  );
  const [own, shown] = drawn.contents as [Buffer, Buffer];
  const content =
    shown.length === 0
      ? own
      : Buffer.concat([Buffer.from('q\n'), own, Buffer.from('\nQ\n'), shown]);
  kept.set('Resources', drawn.resources);
  if (content.length === 0) return kept;
  const filter: PdfDict = new Map([['Filter', new PdfName('FlateDecode')]]);
  kept.set('Contents', context.out.add(new PdfStream(filter, deflateSync(content))));
  return kept;
}

/** The page's boxes and how it is turned, as they were. */
export function keepFrame(context: Pick<Context, 'file'>, page: PdfDict): PdfDict {
  const { file } = context;
  const kept: PdfDict = new Map();
  const media = numbersOf(file, page.get('MediaBox'));
  kept.set('MediaBox', media.length === 4 ? media : DEFAULT_BOX);
  const crop = numbersOf(file, page.get('CropBox'));
  if (crop.length === 4) kept.set('CropBox', crop);
  const turn = numberOr(file.resolve(page.get('Rotate')), 0);
  if (turn % 90 === 0 && turn % 360 !== 0) kept.set('Rotate', ((turn % 360) + 360) % 360);
  const unit = numberOr(file.resolve(page.get('UserUnit')), 1);
  if (unit > 0 && unit !== 1) kept.set('UserUnit', unit);
  return kept;
}

/** The page's content streams are one: tokens are whole in each, but states and groups run through (§ 7.8.2). */
function contentsOf(context: Context, page: PdfDict): Buffer {
  const contents = context.file.resolve(page.get('Contents'));
  const parts: Buffer[] = [];
  let size = 0;
  for (const value of Array.isArray(contents) ? contents : [contents]) {
    const stream = context.file.resolve(value);
    if (!(stream instanceof PdfStream)) continue;
    const data = context.file.decode(stream);
    size += data.length;
    if (size > LIMITS.stream) throw tooComplex('a page with too much content');
    parts.push(data, Buffer.from('\n'));
  }
  return parts.length === 2 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

function withAppearances(context: Context, resources: PdfDict, appearances: PdfDict): PdfDict {
  if (appearances.size === 0) return resources;
  const objects = context.file.resolve(resources.get('XObject'));
  const all = new Map<string, PdfValue>([...(isDict(objects) ? objects : []), ...appearances]);
  return new Map<string, PdfValue>([...resources, ['XObject', all]]);
}
