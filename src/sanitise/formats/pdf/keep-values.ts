import type { Context } from './context.ts';
import { type PdfDict, PdfName, type PdfValue } from './values.ts';

// Widths of a large font's 65,536 glyphs in groups stay below.
const MAX_NUMBERS = 400_000;

/** A number, or an array of numbers and such arrays, with every reference resolved; undefined for anything else. */
export function plainNumbers(
  context: Pick<Context, 'file'>,
  value: PdfValue | undefined,
  depth = 0,
): PdfValue | undefined {
  const resolved = context.file.resolve(value);
  if (typeof resolved === 'number') return resolved;
  if (!Array.isArray(resolved) || depth > 1 || resolved.length > MAX_NUMBERS) return undefined;
  const items = resolved.map((item) => plainNumbers(context, item, depth + 1));
  return items.every((item) => item !== undefined) ? (items as PdfValue[]) : undefined;
}

/** Keeps those of the keys whose values are numbers or arrays of numbers. */
export function keepNumbers(
  context: Pick<Context, 'file'>,
  from: PdfDict,
  to: PdfDict,
  keys: readonly string[],
): void {
  for (const key of keys) {
    const value = plainNumbers(context, from.get(key));
    if (value !== undefined) to.set(key, value);
  }
}

/** Keeps those of the keys whose values are true or false. */
export function keepFlags(
  context: Pick<Context, 'file'>,
  from: PdfDict,
  to: PdfDict,
  keys: readonly string[],
): void {
  for (const key of keys) {
    const value = context.file.resolve(from.get(key));
    if (typeof value === 'boolean') to.set(key, value);
  }
}

/** Keeps those of the keys whose values are one of the names. */
export function keepNames(
  context: Pick<Context, 'file'>,
  from: PdfDict,
  to: PdfDict,
  names: Readonly<Record<string, readonly string[]>>,
): void {
  for (const [key, allowed] of Object.entries(names)) {
    const value = context.file.resolve(from.get(key));
    if (value instanceof PdfName && allowed.includes(value.name)) to.set(key, value);
  }
}
