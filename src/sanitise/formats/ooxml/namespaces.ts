/**
 * The XML vocabularies that may appear in a cleaned file. Everything in another namespace goes, wherever it stands.
 * `strict`: the ISO 29500 Strict name of the same vocabulary.
 */
interface Vocabulary {
  uri: string;
  strict?: string;
  /** Not of the first standard: readers must be told that they may ignore it. */
  extension?: true;
}

const ECMA = 'http://schemas.openxmlformats.org/';
const ISO = 'http://purl.oclc.org/ooxml/';
const WORD = 'http://schemas.microsoft.com/office/word/';
const DRAWING = 'http://schemas.microsoft.com/office/drawing/';

function standard(path: string, strict: string): Vocabulary {
  return { uri: `${ECMA}${path}`, strict: `${ISO}${strict}` };
}
function extension(uri: string): Vocabulary {
  return { uri, extension: true };
}

/** By canonical prefix, the one we write ('' for the main vocabulary of workbooks, as all producers do). */
const VOCABULARIES: Record<string, Vocabulary> = {
  '': standard('spreadsheetml/2006/main', 'spreadsheetml/main'),
  w: standard('wordprocessingml/2006/main', 'wordprocessingml/main'),
  p: standard('presentationml/2006/main', 'presentationml/main'),
  r: standard('officeDocument/2006/relationships', 'officeDocument/relationships'),
  m: standard('officeDocument/2006/math', 'officeDocument/math'),
  a: standard('drawingml/2006/main', 'drawingml/main'),
  pic: standard('drawingml/2006/picture', 'drawingml/picture'),
  wp: standard('drawingml/2006/wordprocessingDrawing', 'drawingml/wordprocessingDrawing'),
  xdr: standard('drawingml/2006/spreadsheetDrawing', 'drawingml/spreadsheetDrawing'),
  c: standard('drawingml/2006/chart', 'drawingml/chart'),
  cdr: standard('drawingml/2006/chartDrawing', 'drawingml/chartDrawing'),
  dgm: standard('drawingml/2006/diagram', 'drawingml/diagram'),
  lc: standard('drawingml/2006/lockedCanvas', 'drawingml/lockedCanvas'),
  mc: { uri: `${ECMA}markup-compatibility/2006` },
  v: { uri: 'urn:schemas-microsoft-com:vml' },
  o: { uri: 'urn:schemas-microsoft-com:office:office' },
  w10: { uri: 'urn:schemas-microsoft-com:office:word' },
  x: { uri: 'urn:schemas-microsoft-com:office:excel' },
  dsp: { uri: `${DRAWING}2008/diagram` },
  w14: extension(`${WORD}2010/wordml`),
  w15: extension(`${WORD}2012/wordml`),
  wp14: extension(`${WORD}2010/wordprocessingDrawing`),
  wps: extension(`${WORD}2010/wordprocessingShape`),
  wpg: extension(`${WORD}2010/wordprocessingGroup`),
  wpc: extension(`${WORD}2010/wordprocessingCanvas`),
  a14: extension(`${DRAWING}2010/main`),
  p14: extension('http://schemas.microsoft.com/office/powerpoint/2010/main'),
  x14: extension('http://schemas.microsoft.com/office/spreadsheetml/2009/9/main'),
  x14ac: extension('http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac'),
  xm: extension('http://schemas.microsoft.com/office/excel/2006/main'),
};

/** Canonical prefix by namespace, of both dialects. */
export const NAMESPACES: ReadonlyMap<string, string> = new Map(
  Object.entries(VOCABULARIES).flatMap(([prefix, { uri, strict }]) =>
    strict
      ? ([
          [uri, prefix],
          [strict, prefix],
        ] as const)
      : ([[uri, prefix]] as const),
  ),
);

export type Dialect = 'transitional' | 'strict';

/** What a part of each kind of document may speak, in the order in which it is declared. */
const SPOKEN = {
  word: 'w r m a pic wp c cdr dgm lc dsp v o w10 mc w14 w15 wp14 wps wpg wpc a14',
  sheet: ' r a xdr c cdr dgm dsp v o x mc x14 x14ac xm a14',
  vml: 'v o x',
  slide: 'p r a pic c cdr dgm lc dsp v o mc p14 a14 m',
} as const;
export type Family = keyof typeof SPOKEN;

/** The declarations of a part's root element, always the same ones, so that they tell nothing of the producer. */
export function declarations(family: Family, dialect: Dialect): string {
  let text = '';
  const ignorable: string[] = [];
  for (const prefix of SPOKEN[family].split(' ')) {
    const vocabulary = VOCABULARIES[prefix];
    if (!vocabulary) throw new Error(`no vocabulary ${prefix}`);
    const uri = (dialect === 'strict' ? vocabulary.strict : undefined) ?? vocabulary.uri;
    text += prefix === '' ? ` xmlns="${uri}"` : ` xmlns:${prefix}="${uri}"`;
    if (vocabulary.extension) ignorable.push(prefix);
  }
  return ignorable.length > 0 ? `${text} mc:Ignorable="${ignorable.join(' ')}"` : text;
}
