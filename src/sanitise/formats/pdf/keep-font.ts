import { deflateSync } from 'node:zlib';
import type { Context } from './context.ts';
import { characterMapText, isMapName } from './fonts/character-map.ts';
import { INNER_TAG, withTag } from './fonts/subset-tag.ts';
import { type KeptDescriptor, keepDescriptor } from './keep-font-descriptor.ts';
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
const LONGEST_NAME = 127;
/** Character maps of whole scripts stay below. */
const MAP_LIMIT = 8 << 20;

/** Keeps a font; undefined for what is none. @throws CannotKeep when its program cannot be filtered */
export function keepFont(context: Context, value: PdfValue | undefined): PdfRef | undefined {
  return context.once('font', value, () => {
    const dict = context.file.resolve(value);
    if (!isDict(dict)) return undefined;
    const subtype = nameOf(context.file.resolve(dict.get('Subtype'))) ?? '';
    const kept =
      subtype === 'Type0' ? keepComposite(context, dict) : keepSimple(context, dict, subtype);
    if (!kept) return undefined;
    keepMeaning(context, dict, kept);
    return context.out.add(kept);
  });
}

function keepSimple(context: Context, dict: PdfDict, subtype: string): PdfDict | undefined {
  if (!SIMPLE.includes(subtype)) return undefined;
  const isNamed = subtype !== 'Type3';
  const name = isNamed ? rawName(context, dict) : undefined;
  const descriptor = keepDescriptor(context, dict.get('FontDescriptor'), name);
  const kept = fontDict(subtype, name, descriptor?.tag);
  keepNumbers(context, dict, kept, ['FirstChar', 'LastChar', 'Widths']);
  keepEncoding(context, dict, kept);
  if (!isNamed) {
    keepNumbers(context, dict, kept, ['FontBBox', 'FontMatrix']);
    keepGlyphPrograms(context, dict, kept);
  }
  if (descriptor) kept.set('FontDescriptor', descriptor.value);
  return kept;
}

const rawName = (context: Context, dict: PdfDict): string =>
  (nameOf(context.file.resolve(dict.get('BaseFont'))) ?? 'Font').slice(0, LONGEST_NAME);

/** Names of fonts are needed where no program is embedded. Only a subset's tag is replaced. */
function fontDict(subtype: string, name: string | undefined, tag = INNER_TAG): PdfDict {
  const dict: PdfDict = new Map<string, PdfValue>([
    ['Type', new PdfName('Font')],
    ['Subtype', new PdfName(subtype)],
  ]);
  if (name !== undefined) dict.set('BaseFont', new PdfName(withTag(name, tag)));
  return dict;
}

function keepComposite(context: Context, dict: PdfDict): PdfDict {
  const descendants = context.file.resolve(dict.get('DescendantFonts'));
  const first = context.file.resolve(Array.isArray(descendants) ? descendants[0] : descendants);
  const descendant = isDict(first) ? keepDescendant(context, first) : undefined;
  const kept = fontDict('Type0', rawName(context, dict), descendant?.tag);
  const encoding = context.file.resolve(dict.get('Encoding'));
  const name = nameOf(encoding);
  if (encoding instanceof PdfStream) kept.set('Encoding', keepMap(context, encoding, true));
  else if (name !== undefined && isMapName(name)) kept.set('Encoding', new PdfName(name));
  if (descendant) kept.set('DescendantFonts', [descendant.value]);
  return kept;
}

function keepDescendant(context: Context, dict: PdfDict): KeptDescriptor | undefined {
  const subtype = nameOf(context.file.resolve(dict.get('Subtype')));
  if (subtype !== 'CIDFontType0' && subtype !== 'CIDFontType2') return undefined;
  const name = rawName(context, dict);
  const descriptor = keepDescriptor(context, dict.get('FontDescriptor'), name);
  const kept = fontDict(subtype, name, descriptor?.tag);
  kept.set('CIDSystemInfo', systemInfo(context, dict.get('CIDSystemInfo')));
  keepNumbers(context, dict, kept, ['DW', 'W', 'DW2', 'W2']);
  if (descriptor) kept.set('FontDescriptor', descriptor.value);
  const glyphs = context.file.resolve(dict.get('CIDToGIDMap'));
  if (nameOf(glyphs) === 'Identity') kept.set('CIDToGIDMap', new PdfName('Identity'));
  if (glyphs instanceof PdfStream) {
    // Two bytes for each of at most 65,536 characters.
    const data = context.file.decode(glyphs).subarray(0, 1 << 17);
    kept.set('CIDToGIDMap', context.out.add(compressed(new Map(), data)));
  }
  return { value: context.out.add(kept), tag: descriptor?.tag ?? INNER_TAG };
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
