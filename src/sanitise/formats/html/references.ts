/** Names of U+00A0 to U+00FF in order (HTML 4.01 § 24.2); browsers take them without the semicolon too. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml';
/** Signs that writers of HTML use by name, with their code points in hexadecimal. */
const SIGNS =
  'quot 22 amp 26 apos 27 lt 3c gt 3e OElig 152 oelig 153 Scaron 160 scaron 161 Yuml 178 fnof 192 circ 2c6 tilde 2dc ' +
  'Alpha 391 Beta 392 Gamma 393 Delta 394 Omega 3a9 Pi 3a0 Sigma 3a3 alpha 3b1 beta 3b2 gamma 3b3 delta 3b4 epsilon 3b5 ' +
  'lambda 3bb mu 3bc pi 3c0 rho 3c1 sigma 3c3 tau 3c4 phi 3c6 omega 3c9 ensp 2002 emsp 2003 thinsp 2009 ndash 2013 ' +
  'mdash 2014 lsquo 2018 rsquo 2019 sbquo 201a ldquo 201c rdquo 201d bdquo 201e dagger 2020 Dagger 2021 bull 2022 ' +
  'hellip 2026 permil 2030 prime 2032 Prime 2033 lsaquo 2039 rsaquo 203a oline 203e frasl 2044 euro 20ac trade 2122 ' +
  'larr 2190 uarr 2191 rarr 2192 darr 2193 harr 2194 rArr 21d2 hArr 21d4 forall 2200 part 2202 exist 2203 empty 2205 ' +
  'isin 2208 prod 220f sum 2211 minus 2212 radic 221a infin 221e cap 2229 cup 222a int 222b asymp 2248 ne 2260 ' +
  'equiv 2261 le 2264 ge 2265 sub 2282 sup 2283 loz 25ca spades 2660 clubs 2663 hearts 2665 diams 2666 check 2713 ' +
  'zwnj 200c zwj 200d lrm 200e rlm 200f ZeroWidthSpace 200b';

const NAMED = new Map<string, string>();
for (const [index, name] of LATIN_1.split(' ').entries())
  NAMED.set(name, String.fromCharCode(0xa0 + index));
const WITHOUT_SEMICOLON = new Set([...NAMED.keys(), 'quot', 'amp', 'lt', 'gt']);
for (const [, name = '', code = ''] of SIGNS.matchAll(/(\w+) ([0-9a-f]+)/g)) {
  NAMED.set(name, String.fromCodePoint(Number.parseInt(code, 16)));
}

/** What numbers 128 to 159 stand for: the letters of windows-1252 (HTML, "numeric character reference end state"). */
const WINDOWS = new TextDecoder('windows-1252');

/** Resolves character references. A name that is not known stays as it is written, as in a browser. */
export function resolveReferences(text: string): string {
  return text.replace(
    /&(?:#[xX]([0-9a-fA-F]{1,8})|#([0-9]{1,8})|([A-Za-z][A-Za-z0-9]{1,31}))(;?)/g,
    (
      whole,
      hex: string | undefined,
      decimal: string | undefined,
      name: string | undefined,
      end: string,
    ) => {
      if (name === undefined) return character(hex ? Number.parseInt(hex, 16) : Number(decimal));
      const known = end || WITHOUT_SEMICOLON.has(name) ? NAMED.get(name) : undefined;
      return known ?? whole;
    },
  );
}

function character(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS.decode(Uint8Array.of(code));
  const isOne = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isOne ? String.fromCodePoint(code) : '\ufffd';
}

export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;');
}
