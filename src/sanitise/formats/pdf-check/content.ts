import { checkInlineImage } from './inline-image.ts';
import { expect, residue } from './residue.ts';
import type { Dictionary } from './syntax.ts';
import type { Walk } from './walk.ts';

// n a number, s a string, a numbers in an array, t strings and numbers in an array, / a name, * colours.
const OPERATORS: ReadonlyMap<string, string> = new Map(
  [
    { takes: '', operators: 'b B b* B* BT ET f F f* h n q Q s S W W* T*' },
    { takes: 'n', operators: 'g G i j J M Tc TL Tr Ts Tw Tz w' },
    { takes: 'nn', operators: 'd0 l m Td TD' },
    { takes: 'nnn', operators: 'rg RG' },
    { takes: 'nnnn', operators: 're k K v y' },
    { takes: 'nnnnnn', operators: 'c cm d1 Tm' },
    { takes: '/', operators: 'cs CS gs Do sh ri' },
    { takes: '/n', operators: 'Tf' },
    { takes: 'an', operators: 'd' },
    { takes: 's', operators: "Tj '" },
    { takes: 'nns', operators: '"' },
    { takes: 't', operators: 'TJ' },
    { takes: '*', operators: 'sc SC scn SCN' },
  ].flatMap(({ takes, operators }) =>
    operators.split(' ').map((operator): [string, string] => [operator, takes]),
  ),
);

const CATEGORIES: ReadonlyMap<string, string> = new Map([
  ['gs', 'ExtGState'],
  ['cs', 'ColorSpace'],
  ['CS', 'ColorSpace'],
  ['sh', 'Shading'],
  ['Do', 'XObject'],
  ['Tf', 'Font'],
  ['scn', 'Pattern'],
  ['SCN', 'Pattern'],
]);
const BUILT_IN = /^(DeviceGray|DeviceRGB|DeviceCMYK|Pattern)$/;
const INTENT = /^(AbsoluteColorimetric|RelativeColorimetric|Saturation|Perceptual)$/;

// White space, then one token; the groups are number, name, hexadecimal string, operator, one of ( [ ].
const TOKEN =
  /[\0\t\n\f\r ]*(?:([+-]?(?:\d+\.?\d*|\.\d+)(?![^\0\t\n\f\r ()<>[\]{}/%]))|\/([A-Za-z][A-Za-z0-9]*)|(<[0-9a-fA-F\0\t\n\f\r ]*>)|([A-Za-z'"][A-Za-z0-9*]*)|([([\]])|$)/y;
const STRING_PART = /[^()\\]*(?:\\.[^()\\]*)*/sy;

/**
 * Checks that content streams are nothing but known operators with operands of their kinds, and that what they name and
 * what their resources hold is the same.
 */
export function checkContent(contents: readonly Buffer[], resources: Dictionary, walk: Walk): void {
  const used = new Set<string>();
  const use = (category: string, name: string): void => {
    const dictionary = resources.get(category);
    expect(dictionary instanceof Map && dictionary.has(name), 'a name without its resource');
    used.add(`${category} ${name}`);
  };
  for (const content of contents) checkStream(content, use, resources, walk);
  for (const [category, dictionary] of resources) {
    expect(dictionary instanceof Map, 'a dictionary of resources is due');
    for (const name of dictionary.keys()) {
      const isDefault = category === 'ColorSpace' && /^Default(Gray|RGB|CMYK)$/.test(name);
      expect(isDefault || used.has(`${category} ${name}`), 'a resource that nothing uses');
    }
  }
}

function checkStream(
  content: Buffer,
  use: (category: string, name: string) => void,
  resources: Dictionary,
  walk: Walk,
): void {
  const text = content.toString('latin1');
  let [at, signature, named] = [0, '', ''];

  /** Reads an array and tells whether it has only numbers (a) or strings as well (t). */
  function array(): string {
    for (let kind = 'a'; ; ) {
      const token = next();
      if (token === ']') return kind;
      if (token === 's') kind = 't';
      expect(token === 'n' || token === 's', 'an array in a content stream');
    }
  }

  function next(): string {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw residue('something in a content stream');
    at = TOKEN.lastIndex;
    if (match[1] !== undefined) return 'n';
    if (match[2] !== undefined) {
      named = match[2];
      return '/';
    }
    if (match[3] !== undefined) return 's';
    if (match[4] !== undefined) return `!${match[4]}`;
    if (match[5] === '(') {
      skipString();
      return 's';
    }
    return match[5] ?? '';
  }

  function skipString(): void {
    for (let depth = 1; depth > 0; at++) {
      STRING_PART.lastIndex = at;
      STRING_PART.exec(text);
      at = STRING_PART.lastIndex;
      expect(at < text.length, 'a string without end');
      depth += text[at] === '(' ? 1 : -1;
    }
  }

  function operate(operator: string): void {
    const expected = OPERATORS.get(operator);
    expect(expected !== undefined, 'an operator that is not on the list');
    const fits =
      expected === '*'
        ? /^n{0,33}\/?$/.test(signature) &&
          (operator.endsWith('N') || operator === 'scn' || named === '')
        : expected === signature || (expected === 't' && signature === 'a');
    expect(fits, 'operands of an operator');
    if (operator === 'ri') expect(INTENT.test(named), 'a rendering intent');
    else if (named !== '' && !(expected === '/' && BUILT_IN.test(named))) {
      use(CATEGORIES.get(operator) ?? '', named);
    }
  }

  for (let token = next(); token !== ''; token = next()) {
    if (token === '!BI') {
      expect(signature === '', 'operands of an image');
      at = checkInlineImage(content, at, use, resources, walk);
    } else if (token.startsWith('!')) {
      operate(token.slice(1));
      [signature, named] = ['', ''];
    } else signature += token === '[' ? array() : token;
    expect(signature.length < 64, 'operands without an operator');
  }
  expect(signature === '', 'operands without an operator');
}
