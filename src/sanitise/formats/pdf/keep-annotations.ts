import { borderLines, numbersOf, type Rect, rectOf } from './annotation-border.ts';
import { isHidden, MARKS, NOTES, staysUpright } from './annotation-kinds.ts';
import type { PdfFile } from './file.ts';
import type { Layers } from './layers.ts';
import { numberText } from './serialise.ts';
import {
  isDict,
  nameOf,
  numberOr,
  type PdfDict,
  PdfStream,
  PdfString,
  type PdfValue,
} from './values.ts';

/** What a page's annotations show, as page content that draws their appearances. */
export interface Flattened {
  content: Buffer;
  /** The appearances under the names the content uses. */
  appearances: PdfDict;
}

const MAX_ANNOTATIONS = 20_000;
/** No producer names a resource like this; cleaned names are shorter. */
const PREFIX = 'Appearance-';

/** The annotations of a page that are seen on a screen. */
function shownOn(file: PdfFile, layers: Layers, page: PdfDict): PdfDict[] {
  const annotations = file.resolve(page.get('Annots'));
  if (!Array.isArray(annotations)) return [];
  return annotations.slice(0, MAX_ANNOTATIONS).flatMap((value) => {
    const annotation = file.resolve(value);
    if (!isDict(annotation) || NOTES.has(subtypeOf(file, annotation))) return [];
    const flags = numberOr(file.resolve(annotation.get('F')), 0);
    return isHidden(flags) || !layers.shows(annotation.get('OC')) ? [] : [annotation];
  });
}

const subtypeOf = (file: PdfFile, annotation: PdfDict): string =>
  nameOf(file.resolve(annotation.get('Subtype'))) ?? '';

/**
 * True when a mark or a filled field comes without an appearance, or with one that the form calls out of date: a viewer
 * would make it up.
 */
export function needsAppearances(
  file: PdfFile,
  layers: Layers,
  catalog: PdfDict,
  page: PdfDict,
): boolean {
  const form = file.resolve(catalog.get('AcroForm'));
  const outOfDate = isDict(form) && file.resolve(form.get('NeedAppearances')) === true;
  return shownOn(file, layers, page).some((annotation) => {
    const subtype = subtypeOf(file, annotation);
    if (subtype === 'Widget') {
      const hasAppearance = isDict(file.resolve(annotation.get('AP')));
      if (!hasAppearance && isDict(file.resolve(annotation.get('MK')))) return true;
      return (!hasAppearance || outOfDate) && hasText(file, annotation);
    }
    return MARKS.has(subtype) && appearanceOf(file, annotation) === undefined;
  });
}

/** True for a text or choice field that holds something; its value may be a parent's. */
function hasText(file: PdfFile, widget: PdfDict): boolean {
  let field: PdfValue = widget;
  for (let depth = 0; isDict(field) && depth < 16; depth++) {
    const value = file.resolve(field.get('V'));
    if (value instanceof PdfString ? value.bytes.length > 0 : Array.isArray(value)) return true;
    field = file.resolve(field.get('Parent'));
  }
  return false;
}

/** The reference to the appearance that is seen now (§ 12.5.5). */
function appearanceOf(file: PdfFile, annotation: PdfDict): PdfValue | undefined {
  const appearances = file.resolve(annotation.get('AP'));
  if (!isDict(appearances)) return undefined;
  const normal = appearances.get('N');
  const resolved = file.resolve(normal);
  if (resolved instanceof PdfStream) return normal;
  if (!isDict(resolved)) return undefined;
  const state = nameOf(file.resolve(annotation.get('AS'))) ?? 'Off';
  const chosen = resolved.get(state);
  return file.resolve(chosen) instanceof PdfStream ? chosen : undefined;
}

export function flattenAnnotations(file: PdfFile, layers: Layers, page: PdfDict): Flattened {
  const lines: string[] = [];
  const appearances: PdfDict = new Map();
  const turn = numberOr(file.resolve(page.get('Rotate')), 0);
  for (const annotation of shownOn(file, layers, page)) {
    const appearance = appearanceOf(file, annotation);
    const rect = rectOf(file, annotation.get('Rect'));
    if (!rect) continue;
    if (appearance === undefined) {
      if (subtypeOf(file, annotation) === 'Link')
        lines.push(...borderLines(file, annotation, rect));
      continue;
    }
    const placed = placement(file, appearance, rect);
    if (!placed) continue;
    const flags = numberOr(file.resolve(annotation.get('F')), 0);
    const matrix = staysUpright(flags) ? turnedBack(placed, rect, turn) : placed;
    const name = `${PREFIX}${appearances.size}`;
    appearances.set(name, appearance);
    lines.push('q', `${matrix.map(numberText).join(' ')} cm`, `/${name} Do`, 'Q');
  }
  return { content: Buffer.from(lines.join('\n'), 'latin1'), appearances };
}

/** The matrix that puts the appearance's box, after its own matrix, onto the annotation's rectangle (§ 12.5.5). */
function placement(file: PdfFile, appearance: PdfValue, rect: Rect): Matrix | undefined {
  const form = file.resolve(appearance);
  if (!(form instanceof PdfStream)) return undefined;
  const box = rectOf(file, form.dict.get('BBox'));
  if (!box) return undefined;
  const own = numbersOf(file, form.dict.get('Matrix'));
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = own.length === 6 ? own : [];
  const [x0, y0, x1, y1] = box;
  const xs = [x0, x1].flatMap((x) => [y0, y1].map((y) => a * x + c * y + e));
  const ys = [x0, x1].flatMap((x) => [y0, y1].map((y) => b * x + d * y + f));
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - bottom];
  if (!(width > 0 && height > 0)) return undefined;
  const [sx, sy] = [(rect[2] - rect[0]) / width, (rect[3] - rect[1]) / height];
  return [sx, 0, 0, sy, rect[0] - left * sx, rect[1] - bottom * sy];
}

/** The same, turned against the page around the rectangle's upper left corner. */
function turnedBack([a, b, c, d, e, f]: Matrix, rect: Rect, turn: number): Matrix {
  const quarter = ((Math.round(turn / 90) % 4) + 4) % 4;
  const [cos, sin] = [[1, 0, -1, 0][quarter] ?? 1, [0, 1, 0, -1][quarter] ?? 0];
  const [x, y] = [e - rect[0], f - rect[3]];
  return [
    a * cos - b * sin,
    a * sin + b * cos,
    c * cos - d * sin,
    c * sin + d * cos,
    x * cos - y * sin + rect[0],
    x * sin + y * cos + rect[3],
  ];
}

type Matrix = [number, number, number, number, number, number];
