import { checkCharacterMap } from './character-map.ts';
import { checkContent } from './content.ts';
import { checkFontName } from './font-name.ts';
import { checkCompactFont, checkOutlineFont } from './font-tables.ts';
import { resources } from './page-parts.ts';
import { expect } from './residue.ts';
import { isDictionary, isName, isText, type Value } from './syntax.ts';
import { checkType1 } from './type1.ts';
import {
  type Check,
  either,
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

const encodingName = name(
  ...['WinAnsiEncoding', 'MacRomanEncoding', 'MacExpertEncoding', 'StandardEncoding'],
  ...['PDFDocEncoding'],
);
const MAP_NAME = /^[A-Za-z0-9]{1,12}(-[A-Za-z0-9]{1,8}){0,3}$/;
const mapName: Check = (value) =>
  expect(isName(value) && MAP_NAME.test(value.name), 'the name of a character map');

const glyphName: Check = (value) =>
  expect(typeof value === 'number' || (isName(value) && value.name.length <= 64), 'a glyph name');

const text =
  (allowed: RegExp): Check =>
  (value) => {
    const plainText = isText(value) ? Buffer.from(value.hex, 'hex').toString('latin1') : '?';
    expect(allowed.test(plainText), 'a text that is not on the list');
  };

const systemInfo = only({
  'Registry!': text(/^Adobe$/),
  'Ordering!': text(/^(Identity|Japan1|GB1|CNS1|Korea1|KR|Japan2|UCS)$/),
  'Supplement!': number,
});

const COMMON: Record<string, Check> = {
  'Type!': name('Font'),
  ToUnicode: either(isName, name('Identity-H', 'Identity-V'), to('meaning')),
};
const SIMPLE: Record<string, Check> = {
  ...COMMON,
  'Subtype!': name('Type1', 'MMType1', 'TrueType'),
  'BaseFont!': () => {},
  FirstChar: number,
  LastChar: number,
  Widths: numbers,
  Encoding: either(isName, encodingName, to('encoding')),
  FontDescriptor: to('descriptor'),
};
const COMPOSITE: Record<string, Check> = {
  ...COMMON,
  'Subtype!': name('Type0'),
  'BaseFont!': () => {},
  Encoding: either(isName, mapName, to('character map')),
  DescendantFonts: list(to('descendant')),
};
const TYPE3: Record<string, Check> = {
  ...COMMON,
  'Subtype!': name('Type3'),
  FirstChar: number,
  LastChar: number,
  Widths: numbers,
  Encoding: either(isName, encodingName, to('encoding')),
  FontDescriptor: to('descriptor'),
  FontBBox: numbers,
  FontMatrix: numbers,
  CharProcs: () => {},
  Resources: resources,
};

const font: Part = (object, walk) => {
  const subtype = isDictionary(object.value) ? object.value.get('Subtype') : undefined;
  expect(isName(subtype), 'a font is due');
  if (subtype.name === 'Type3') return type3(object.value, walk);
  plain(only(subtype.name === 'Type0' ? COMPOSITE : SIMPLE))(object, walk);
  checkFontName(object.value, 'BaseFont', walk);
};

/** The glyphs of a Type 3 font are content streams that share the font's resources. */
function type3(value: Value, walk: Walk): void {
  only(TYPE3)(value, walk);
  expect(isDictionary(value), 'a font is due');
  const [programs, own] = [value.get('CharProcs'), value.get('Resources')];
  const contents: Buffer[] = [];
  const glyph = stream({}, (data) => contents.push(data));
  for (const program of isDictionary(programs) ? programs.values() : []) {
    glyph(walk.object(program), walk);
  }
  checkContent(contents, isDictionary(own) ? own : new Map(), walk);
}

/** A dictionary with the name of a font under a key. */
const named = (key: string, check: Check): Part =>
  plain((value, walk) => {
    check(value, walk);
    checkFontName(value, key, walk);
  });

const descriptor: Part = named(
  'FontName',
  only({
    'Type!': name('FontDescriptor'),
    FontName: () => {},
    ...{ FontWeight: number, Flags: number, FontBBox: numbers, ItalicAngle: number },
    ...{ Ascent: number, Descent: number, Leading: number, CapHeight: number, XHeight: number },
    ...{ StemV: number, StemH: number, AvgWidth: number, MaxWidth: number, MissingWidth: number },
    FontFile: to('Type 1 program'),
    FontFile2: to('outline program'),
    FontFile3: to('other program'),
  }),
);

const descendant: Part = named(
  'BaseFont',
  only({
    'Type!': name('Font'),
    'Subtype!': name('CIDFontType0', 'CIDFontType2'),
    'BaseFont!': () => {},
    'CIDSystemInfo!': systemInfo,
    ...{ DW: number, W: numbers, DW2: numbers, W2: numbers },
    FontDescriptor: to('descriptor'),
    CIDToGIDMap: either(isName, name('Identity'), to('glyph numbers')),
  }),
);

export const FONT_PARTS: Record<string, Part> = {
  font,
  descriptor,
  descendant,
  encoding: plain(
    only({
      'Type!': name('Encoding'),
      BaseEncoding: encodingName,
      Differences: list(glyphName),
    }),
  ),
  meaning: stream({}, checkCharacterMap),
  'character map': stream(
    {
      'Type!': name('CMap'),
      'CMapName!': name('Map'),
      'CIDSystemInfo!': systemInfo,
      WMode: number,
      UseCMap: mapName,
    },
    checkCharacterMap,
  ),
  'glyph numbers': stream({}, (data) => expect(data.length <= 1 << 17, 'glyph numbers')),
  'Type 1 program': stream(
    { 'Length1!': number, 'Length2!': number, 'Length3!': number },
    checkType1,
  ),
  'outline program': stream({ 'Length1!': number }, (data) => checkOutlineFont(data)),
  'other program': stream(
    { 'Subtype!': name('Type1C', 'CIDFontType0C', 'OpenType') },
    (data, dictionary) => {
      const subtype = dictionary.get('Subtype');
      const isOpen = isName(subtype) && subtype.name === 'OpenType';
      (isOpen ? checkOutlineFont : checkCompactFont)(data);
    },
  ),
};
