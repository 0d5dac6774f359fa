import type { PdfFile } from './file.ts';
import { numberText } from './serialise.ts';
import { isDict, nameOf, numberOr, type PdfDict, type PdfValue } from './values.ts';

/** Left, bottom, right, top. */
export type Rect = [number, number, number, number];

export function rectOf(file: PdfFile, value: PdfValue | undefined): Rect | undefined {
  const numbers = numbersOf(file, value);
  if (numbers.length !== 4) return undefined;
  const [a, b, c, d] = numbers as Rect;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

export function numbersOf(file: PdfFile, value: PdfValue | undefined): number[] {
  const array = file.resolve(value);
  if (!Array.isArray(array)) return [];
  const numbers = array.map((item) => numberOr(file.resolve(item), Number.NaN));
  return numbers.every(Number.isFinite) ? numbers : [];
}

const STROKES = new Map([
  [0, ''],
  [1, 'G'],
  [3, 'RG'],
  [4, 'K'],
]);

/**
 * Page content that draws the frame viewers put around a link (LaTeX's coloured boxes): the link is dead, the page looks
 * the same. Drawn on the rectangle's edge, as Poppler does.
 */
export function borderLines(file: PdfFile, link: PdfDict, rect: Rect): string[] {
  const { width, style, dash } = borderOf(file, link);
  const given = link.has('C') ? numbersOf(file, link.get('C')) : [0];
  const operator = STROKES.get(given.length);
  if (!(width > 0) || !operator) return [];
  const [left, bottom, right, top] = rect.map(numberText);
  const path =
    style === 'U'
      ? `${left} ${bottom} m ${right} ${bottom} l S`
      : `${left} ${bottom} m ${right} ${bottom} l ${right} ${top} l ${left} ${top} l s`;
  const dashes = dash.length > 0 ? [`[${dash.map(numberText).join(' ')}] 0 d`] : [];
  const colour = `${given.map(numberText).join(' ')} ${operator}`;
  return ['q', colour, `${numberText(width)} w`, ...dashes, path, 'Q'];
}

/** The border style dictionary counts before the older array (ISO 32000-1 § 12.5.4). */
function borderOf(
  file: PdfFile,
  link: PdfDict,
): { width: number; style: string | undefined; dash: number[] } {
  const style = file.resolve(link.get('BS'));
  if (isDict(style)) {
    const kind = nameOf(file.resolve(style.get('S')));
    const given = numbersOf(file, style.get('D'));
    const dash = kind === 'D' ? (given.length > 0 ? given : [3]) : [];
    return { width: numberOr(file.resolve(style.get('W')), 1), style: kind, dash };
  }
  const border = file.resolve(link.get('Border'));
  if (!Array.isArray(border)) return { width: 1, style: undefined, dash: [] };
  const width = numberOr(file.resolve(border[2]), 1);
  return { width, style: undefined, dash: numbersOf(file, border[3]) };
}
