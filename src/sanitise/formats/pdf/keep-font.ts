import { deflateSync } from 'node:zlib';
import type { Context } from './context.ts';
import { characterMapText, isMapName } from './fonts/character-map.ts';
import { neutralTag, subsetTag } from './fonts/subset-tag.ts';
import { keepDescriptor } from './keep-font-descriptor.ts';
import { keepEncoding, keepGlyphPrograms } from './keep-simple-font.ts';
import { keepNumbers } from './keep-values.ts';
import {
  isDict,
  nameOf,
  numberOr,
  type PdfDict,
  PdfName,
  type PdfRef,
  PdfStream,
  PdfString,
  type PdfValue,
} from './values.ts';

const SIMPLE = ['Type1', 'MMType1', 'TrueType', 'Type3'];
const ORDERINGS = ['Japan1', 'GB1', 'CNS1', 'Korea1', 'KR', 'Japan2', 'UCS'];
/** Character maps of whole scripts stay below. */
const MAP_LIMIT = 8 << 20;

/** Keeps a font; undefined for what is none. @throws CannotKeep when its program cannot be filtered */
export function keepFont(context: Context, value: PdfValue | undefined): PdfRef | undefined {
  return context.once('font', value, () => {
    const dict = context.file.resolve(value);
    if (!isDict(dict)) return undefined;
    const subtype = nameOf(context.file.resolve(dict.get('Subtype'))) ?? '';
    const kept: PdfDict = new Map<string, PdfValue>([
      ['Type', new PdfName('Font')],
      ['Subtype', new PdfName(subtype)],
    ]);
    if (subtype !== 'Type3') kept.set('BaseFont', fontName(context, dict.get('BaseFont')));
    if (subtype === 'Type0') keepComposite(context, dict, kept);
    else if (SIMPLE.includes(subtype)) keepSimple(context, dict, kept, subtype);
    else return undefined;
    keepMeaning(context, dict, kept);
    return context.out.add(kept);
  });
}

function keepSimple(context: Context, dict: PdfDict, kept: PdfDict, subtype: string): void {
  keepNumbers(context, dict, kept, ['FirstChar', 'LastChar', 'Widths']);
  keepEncoding(context, dict, kept);
  if (subtype === 'Type3') {
    keepNumbers(context, dict, kept, ['FontBBox', 'FontMatrix']);
    keepGlyphPrograms(context, dict, kept);
  }
  const descriptor = keepDescriptor(context, dict.get('FontDescriptor'), kept.get('BaseFont'));
  if (descriptor) kept.set('FontDescriptor', descriptor);
}

/** Names of fonts are needed where no program is embedded. Only a subset's random tag is replaced. */
function fontName(context: Context, value: PdfValue | undefined): PdfName {
  const name = (nameOf(context.file.resolve(value)) ?? 'Font').slice(0, 127);
  return new PdfName(neutralTag(name, subsetTag(context.ordinal('font', name))));
}

function keepComposite(context: Context, dict: PdfDict, kept: PdfDict): void {
  const encoding = context.file.resolve(dict.get('Encoding'));
  const name = nameOf(encoding);
  if (encoding instanceof PdfStream) kept.set('Encoding', keepMap(context, encoding, true));
  else if (name !== undefined && isMapName(name)) kept.set('Encoding', new PdfName(name));
  const descendants = context.file.resolve(dict.get('DescendantFonts'));
  const first = context.file.resolve(Array.isArray(descendants) ? descendants[0] : descendants);
  const descendant = isDict(first) ? keepDescendant(context, first) : undefined;
  if (descendant) kept.set('DescendantFonts', [descendant]);
}

function keepDescendant(context: Context, dict: PdfDict): PdfRef | undefined {
  const subtype = nameOf(context.file.resolve(dict.get('Subtype')));
  if (subtype !== 'CIDFontType0' && subtype !== 'CIDFontType2') return undefined;
  const name = fontName(context, dict.get('BaseFont'));
  const kept: PdfDict = new Map<string, PdfValue>([
    ['Type', new PdfName('Font')],
    ['Subtype', new PdfName(subtype)],
    ['BaseFont', name],
    ['CIDSystemInfo', systemInfo(context, dict.get('CIDSystemInfo'))],
  ]);
  keepNumbers(context, dict, kept, ['DW', 'W', 'DW2', 'W2']);
  const descriptor = keepDescriptor(context, dict.get('FontDescriptor'), name);
  if (descriptor) kept.set('FontDescriptor', descriptor);
  const glyphs = context.file.resolve(dict.get('CIDToGIDMap'));
  if (nameOf(glyphs) === 'Identity') kept.set('CIDToGIDMap', new PdfName('Identity'));
  if (glyphs instanceof PdfStream) {
    // Two bytes for each of at most 65,536 characters.
    const data = context.file.decode(glyphs).subarray(0, 1 << 17);
    kept.set('CIDToGIDMap', context.out.add(compressed(new Map(), data)));
  }
  return context.out.add(kept);
}

/** Which collection a CID font's numbers mean; collections of one's own are as good as Identity. */
function systemInfo(context: Context, value: PdfValue | undefined): PdfDict {
  const info = context.file.resolve(value);
  const text = isDict(info) ? context.file.resolve(info.get('Ordering')) : undefined;
  const ordering = text instanceof PdfString ? text.bytes.toString('latin1') : '';
  const supplement = isDict(info) ? numberOr(context.file.resolve(info.get('Supplement')), 0) : 0;
  return new Map<string, PdfValue>([
    ['Registry', new PdfString(Buffer.from('Adobe'))],
    ['Ordering', new PdfString(Buffer.from(ORDERINGS.includes(ordering) ? ordering : 'Identity'))],
    ['Supplement', Math.trunc(Math.min(Math.max(supplement, 0), 99))],
  ]);
}

/** What the glyphs mean as text, so that the cleaned document can still be searched and read aloud. */
function keepMeaning(context: Context, dict: PdfDict, kept: PdfDict): void {
  const meaning = context.file.resolve(dict.get('ToUnicode'));
  const name = nameOf(meaning);
  if (name === 'Identity-H' || name === 'Identity-V') kept.set('ToUnicode', new PdfName(name));
  if (!(meaning instanceof PdfStream)) return;
  const map = context.once('meaning', dict.get('ToUnicode'), () =>
    keepMap(context, meaning, false),
  );
  if (map) kept.set('ToUnicode', map);
}

function keepMap(context: Context, stream: PdfStream, isEncoding: boolean): PdfRef {
  const { text, base, vertical } = characterMapText(context.file.decode(stream, MAP_LIMIT));
  const kept: PdfDict = new Map();
  if (isEncoding) {
    kept.set('Type', new PdfName('CMap')).set('CMapName', new PdfName('Map'));
    kept.set('CIDSystemInfo', systemInfo(context, stream.dict.get('CIDSystemInfo')));
    if (vertical || context.file.resolve(stream.dict.get('WMode')) === 1) kept.set('WMode', 1);
    const built = nameOf(context.file.resolve(stream.dict.get('UseCMap'))) ?? base;
    if (built !== undefined && isMapName(built)) kept.set('UseCMap', new PdfName(built));
  }
  return context.out.add(compressed(kept, Buffer.from(text, 'latin1')));
}

function compressed(kept: PdfDict, data: Buffer): PdfStream {
  kept.set('Filter', new PdfName('FlateDecode'));
  return new PdfStream(kept, deflateSync(data));
}
