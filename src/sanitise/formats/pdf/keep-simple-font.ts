import { deflateSync } from 'node:zlib';
import type { Context } from './context.ts';
import {
  isDict,
  nameOf,
  type PdfDict,
  PdfName,
  type PdfRef,
  PdfStream,
  type PdfValue,
} from './values.ts';

const ENCODINGS = [
  ...['WinAnsiEncoding', 'MacRomanEncoding', 'MacExpertEncoding', 'StandardEncoding'],
  ...['PDFDocEncoding'],
];
const CODES = 256;
const LONGEST_NAME = 64;

/** Keeps a simple font's encoding: a name, or a dictionary of the differences from one. */
export function keepEncoding(context: Context, dict: PdfDict, kept: PdfDict): void {
  const encoding = context.file.resolve(dict.get('Encoding'));
  const named = nameOf(encoding);
  if (named !== undefined && ENCODINGS.includes(named)) kept.set('Encoding', new PdfName(named));
  if (!isDict(encoding)) return;
  const own: PdfDict = new Map([['Type', new PdfName('Encoding')]]);
  const base = nameOf(context.file.resolve(encoding.get('BaseEncoding')));
  if (base !== undefined && ENCODINGS.includes(base)) own.set('BaseEncoding', new PdfName(base));
  const differences = context.file.resolve(encoding.get('Differences'));
  if (Array.isArray(differences)) own.set('Differences', keepDifferences(context, differences));
  kept.set('Encoding', context.out.add(own));
}

/** Codes and glyph names. The names have to stay: fonts' programs are looked up by them. */
function keepDifferences(context: Context, differences: PdfValue[]): PdfValue[] {
  return differences.slice(0, 2 * CODES).flatMap((item): PdfValue[] => {
    const value = context.file.resolve(item);
    if (typeof value === 'number') return [value];
    return value instanceof PdfName ? [new PdfName(value.name.slice(0, LONGEST_NAME))] : [];
  });
}

/** Keeps the glyph programs of a Type 3 font that its encoding can show, and the resources they use. */
export function keepGlyphPrograms(context: Context, dict: PdfDict, kept: PdfDict): void {
  const programs = context.file.resolve(dict.get('CharProcs'));
  if (!isDict(programs)) return;
  const shown = shownNames(context, kept);
  const glyphs = [...programs].flatMap(([name, value]) => {
    const program = context.file.resolve(value);
    const isShown = program instanceof PdfStream && (!shown || shown.has(name));
    return isShown ? [{ name, data: context.file.decode(program) }] : [];
  });
  const own = context.file.resolve(dict.get('Resources'));
  const drawn = context.content(
    glyphs.slice(0, 2 * CODES).map(({ data }) => data),
    isDict(own) ? own : new Map(),
  );
  const entries = drawn.contents.map((content, index): [string, PdfRef] => {
    const filter: PdfDict = new Map([['Filter', new PdfName('FlateDecode')]]);
    const program = new PdfStream(filter, deflateSync(content));
    return [glyphs[index]?.name ?? '', context.out.add(program)];
  });
  kept.set('CharProcs', new Map(entries));
  if (drawn.resources.size > 0) kept.set('Resources', drawn.resources);
}

/** The glyph names an encoding of its own lists; undefined when it builds on another one. */
function shownNames(context: Context, kept: PdfDict): Set<string> | undefined {
  const encoding = kept.get('Encoding');
  const own = encoding === undefined ? undefined : context.out.get(encoding);
  if (!isDict(own) || own.has('BaseEncoding')) return undefined;
  const differences = own.get('Differences');
  if (!Array.isArray(differences)) return undefined;
  return new Set(differences.flatMap((item) => nameOf(item) ?? []));
}
