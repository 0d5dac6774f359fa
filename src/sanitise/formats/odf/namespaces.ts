const OASIS = 'urn:oasis:names:tc:opendocument:xmlns:';
const DOCUMENT_FOUNDATION = 'urn:org:documentfoundation:names:experimental:';

/** The vocabularies that may appear in a cleaned document, by canonical prefix, in the order they are declared. */
const VOCABULARIES: Record<string, string> = {
  office: `${OASIS}office:1.0`,
  style: `${OASIS}style:1.0`,
  text: `${OASIS}text:1.0`,
  table: `${OASIS}table:1.0`,
  draw: `${OASIS}drawing:1.0`,
  fo: `${OASIS}xsl-fo-compatible:1.0`,
  xlink: 'http://www.w3.org/1999/xlink',
  number: `${OASIS}datastyle:1.0`,
  svg: `${OASIS}svg-compatible:1.0`,
  chart: `${OASIS}chart:1.0`,
  dr3d: `${OASIS}dr3d:1.0`,
  math: 'http://www.w3.org/1998/Math/MathML',
  presentation: `${OASIS}presentation:1.0`,
  anim: `${OASIS}animation:1.0`,
  smil: `${OASIS}smil-compatible:1.0`,
  config: `${OASIS}config:1.0`,
  // These stand in values too: formulas, conditions, the names of settings.
  of: `${OASIS}of:1.2`,
  ooo: 'http://openoffice.org/2004/office',
  ooow: 'http://openoffice.org/2004/writer',
  oooc: 'http://openoffice.org/2004/calc',
  // Of LibreOffice.
  loext: `${DOCUMENT_FOUNDATION}office:xmlns:loext:1.0`,
  calcext: `${DOCUMENT_FOUNDATION}calc:xmlns:calcext:1.0`,
  drawooo: 'http://openoffice.org/2010/draw',
  tableooo: 'http://openoffice.org/2009/table',
  chartooo: 'http://openoffice.org/2010/chart',
  css3t: 'http://www.w3.org/TR/css3-text/',
};

export const ODF_NAMESPACES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(VOCABULARIES).map(([prefix, uri]) => [uri, prefix] as const),
  // Known, so that what goes can be told by kind.
  ['http://openoffice.org/2009/office', 'officeooo'] as const,
  ['http://purl.org/dc/elements/1.1/', 'dc'] as const,
  [`${OASIS}form:1.0`, 'form'] as const,
  [`${OASIS}script:1.0`, 'script'] as const,
]);

/** The same for every part of every document, so that they tell nothing of the producer. */
export const ODF_DECLARATIONS: string = Object.entries(VOCABULARIES)
  .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  .join('');
