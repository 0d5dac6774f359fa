import { tooComplex } from './limits.ts';
import { nameIn } from './literals.ts';
import { fits, type Operand, operandFrom, operandText } from './operands.ts';
import { HIDDEN_INSTEAD, MAX_COMPONENTS, OPERATORS } from './operators.ts';
import { type Cursor, cursor, latin1, skipWhite, tokenHere } from './tokens.ts';

export type Category = 'ExtGState' | 'ColorSpace' | 'Pattern' | 'Shading' | 'XObject' | 'Font';

/** What a content stream's names stand for. */
export interface Scope {
  /** Keeps the resource and gives its new name; undefined when it is missing or must not be shown. */
  resource(category: Category, name: string): string | undefined;
  /** False when the named property list is a layer that is off. */
  layerShows(name: string): boolean;
  /** Reads an inline image after its BI up to EI and gives what may stay of it, BI and EI included. */
  inlineImage(c: Cursor): Buffer | undefined;
}

export interface FilteredContent {
  content: Buffer;
  operators: number;
}

const RESOURCE_OPERATORS = new Map<string, Category>([
  ['gs', 'ExtGState'],
  ['cs', 'ColorSpace'],
  ['CS', 'ColorSpace'],
  ['sh', 'Shading'],
  ['Do', 'XObject'],
  ['Tf', 'Font'],
  ['scn', 'Pattern'],
  ['SCN', 'Pattern'],
]);

const INTENTS = new Set([
  'AbsoluteColorimetric',
  'RelativeColorimetric',
  'Saturation',
  'Perceptual',
]);
const DEVICE_SPACES = new Set(['DeviceGray', 'DeviceRGB', 'DeviceCMYK', 'Pattern']);
const MAX_OPERANDS = 1024;

/**
 * Keeps of a content stream only operators on the list with operands of their kinds. Runs of operators that need no
 * change are copied byte by byte, so that nothing is drawn differently and a second filtering changes nothing.
 */
export function filterContent(bytes: Buffer, scope: Scope): FilteredContent {
  const c = cursor(bytes);
  const pieces: Buffer[] = [];
  const layers: boolean[] = [];
  let [hiding, saved, operators] = [0, 0, 0];
  let operands: Operand[] = [];
  // A run of bytes that stay as they are; `broken` when something since its end must not.
  let [runStart, runEnd, broken] = [-1, -1, false];

  const put = (piece: Buffer): void => {
    if (pieces.length > 0) pieces.push(NEWLINE);
    pieces.push(piece);
  };
  const flush = (): void => {
    if (runStart >= 0) put(bytes.subarray(runStart, runEnd));
    runStart = -1;
    broken = false;
  };
  const write = (text: string): void => {
    flush();
    put(Buffer.from(text, 'latin1'));
  };
  const keep = (start: number, end: number): void => {
    if (broken) flush();
    if (runStart < 0) runStart = start;
    runEnd = end;
    broken = false;
  };

  function beginMarked(operator: string): void {
    const [tag, properties] = operands.slice(-2);
    const named = operator === 'BDC' && tag?.kind === 'name' && properties?.kind === 'name';
    const isLayer = named && nameIn(bytes, tag.start, tag.end) === 'OC';
    const hidden = isLayer && !scope.layerShows(nameIn(bytes, properties.start, properties.end));
    layers.push(hidden);
    if (hidden) hiding++;
  }

  function apply(operator: string, start: number, end: number): void {
    const signature = OPERATORS.get(operator);
    if (signature === undefined) {
      if (operator === 'BDC' || operator === 'BMC') beginMarked(operator);
      else if (operator === 'EMC' && layers.pop()) hiding--;
      broken = true;
      return;
    }
    const own = fitting(operands, signature);
    if (!own || (operator === 'Q' && saved === 0)) {
      broken = true;
      return;
    }
    if (operator === 'q') saved++;
    if (operator === 'Q') saved--;
    operators++;
    if (hiding > 0 && HIDDEN_INSTEAD.has(operator)) {
      write(hiddenText(bytes, operator, own));
      return;
    }
    const renamed = rename(bytes, operator, own, scope);
    if (renamed === undefined) {
      broken = true;
      return;
    }
    const exact = own.length === operands.length && own.every((one) => one.text === undefined);
    if (exact && !broken && !renamed) keep(own[0]?.start ?? start, end);
    else if (exact && !renamed && own.length === 0) keep(start, end);
    else write([...own.map((one) => operandText(bytes, one)), operator].join(' '));
  }

  for (;;) {
    if (!skipWhite(c)) broken = true;
    const token = tokenHere(c);
    if (token === 'end') break;
    if (token !== 'word') {
      const operand = operandFrom(c, token);
      if (operand) operands.push(operand);
      else broken = true;
      if (operands.length > MAX_OPERANDS) throw tooComplex('operands without an operator');
      continue;
    }
    const operator = latin1(bytes, c.start, c.at);
    if (operator === 'BI') {
      const image = scope.inlineImage(c);
      operators++;
      flush();
      if (image && hiding === 0) put(image);
    } else apply(operator, c.start, c.at);
    operands = [];
  }
  flush();
  for (; saved > 0; saved--) put(RESTORE);
  return { content: Buffer.concat(pieces), operators };
}

const NEWLINE = Buffer.from('\n');
const RESTORE = Buffer.from('Q');

/** The operator's own operands, which are the last ones; undefined when they are not of its kinds. */
function fitting(operands: Operand[], signature: string): Operand[] | undefined {
  if (signature === '*') {
    const fine = operands.every((one, index) =>
      one.kind === 'name' ? index === operands.length - 1 : one.kind === 'number',
    );
    return fine && operands.length <= MAX_COMPONENTS ? operands : undefined;
  }
  if (operands.length < signature.length) return undefined;
  const own = operands.slice(operands.length - signature.length);
  return own.every((one, index) => fits(one, signature[index] as string)) ? own : undefined;
}

/**
 * Puts new names in place of resources'. True when one was, false when none is needed, undefined when the operator has
 * to go because what it names is missing.
 */
function rename(
  bytes: Buffer,
  operator: string,
  own: Operand[],
  scope: Scope,
): boolean | undefined {
  const operand = own.find((one) => one.kind === 'name');
  if (!operand) return false;
  const name = nameIn(bytes, operand.start, operand.end);
  if (operator === 'ri') {
    operand.text = `/${name}`;
    return INTENTS.has(name) || undefined;
  }
  const category = RESOURCE_OPERATORS.get(operator);
  if (!category) return undefined;
  if (category === 'ColorSpace' && DEVICE_SPACES.has(name)) {
    operand.text = `/${name}`;
    return true;
  }
  const renamed = scope.resource(category, name);
  if (renamed === undefined) return undefined;
  operand.text = `/${renamed}`;
  return true;
}

function hiddenText(bytes: Buffer, operator: string, own: Operand[]): string {
  const instead = HIDDEN_INSTEAD.get(operator) as string;
  if (operator !== '"') return instead;
  const [word, character] = own.map((one) => operandText(bytes, one));
  return `${word} Tw ${character} Tc ${instead}`;
}
