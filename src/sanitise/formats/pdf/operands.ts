import { hexIn, numberIn } from './literals.ts';
import { numberText } from './serialise.ts';
import { type Cursor, isWhite, latin1, nextToken, type Token } from './tokens.ts';

export type OperandKind = 'number' | 'string' | 'name' | 'numbers' | 'texts' | 'dictionary';

/** One operand of a content operator; `text` is set when its own bytes cannot stay as they are. */
export interface Operand {
  kind: OperandKind;
  start: number;
  end: number;
  text: string | undefined;
}

const [PLUS, MINUS, POINT] = [0x2b, 0x2d, 0x2e];

/** True for numbers as the standard writes them; readers differ on others such as "--5". */
function isPlainNumber(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  if (bytes[at] === PLUS || bytes[at] === MINUS) at++;
  let digits = 0;
  let points = 0;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (byte === POINT) points++;
    else if (byte === PLUS || byte === MINUS) return false;
    else digits++;
  }
  return digits > 0 && points < 2;
}

function isPlainHex(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start + 1; at < end - 1; at++) {
    const byte = bytes[at] as number;
    const lower = byte | 0x20;
    const isHex = (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x66);
    if (!isHex && !isWhite(byte)) return false;
  }
  return true;
}

/**
 * The operand whose first token was just read, with the cursor moved past it; undefined for what is none. Bytes stay as
 * they are where every reader takes them the same way.
 */
export function operandFrom(c: Cursor, token: Token): Operand | undefined {
  const { bytes, start, at: end } = c;
  switch (token) {
    case 'number': {
      const plain = isPlainNumber(bytes, start, end);
      const text = plain ? undefined : numberText(numberIn(bytes, start, end));
      return { kind: 'number', start, end, text };
    }
    case 'string':
      return { kind: 'string', start, end, text: undefined };
    case 'hex': {
      const plain = isPlainHex(bytes, start, end);
      const text = plain ? undefined : `<${hexIn(bytes, start, end).toString('hex')}>`;
      return { kind: 'string', start, end, text };
    }
    case 'name':
      return { kind: 'name', start, end, text: undefined };
    case '[':
      return arrayFrom(c);
    case '<<':
      return skipDictionary(c);
    default:
      return undefined;
  }
}

function arrayFrom(c: Cursor): Operand {
  const { bytes, start } = c;
  const parts: string[] = [];
  let [plain, hasText] = [true, false];
  let gap = c.at;
  for (;;) {
    const token = nextToken(c);
    if (!onlyWhite(bytes, gap, c.start)) plain = false;
    if (token === ']' || token === 'end') break;
    const item = token === '[' || token === '<<' ? undefined : operandFrom(c, token);
    if (item && (item.kind === 'number' || item.kind === 'string')) {
      if (item.kind === 'string') hasText = true;
      if (item.text !== undefined) plain = false;
      parts.push(item.text ?? latin1(bytes, item.start, item.end));
    } else plain = false;
    gap = c.at;
  }
  const text = plain ? undefined : `[${parts.join(' ')}]`;
  return { kind: hasText ? 'texts' : 'numbers', start, end: c.at, text };
}

function onlyWhite(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isWhite(bytes[at])) return false;
  return true;
}

function skipDictionary(c: Cursor): Operand {
  const { start } = c;
  let depth = 1;
  while (depth > 0) {
    const token = nextToken(c);
    if (token === 'end') break;
    if (token === '<<') depth++;
    if (token === '>>') depth--;
  }
  return { kind: 'dictionary', start, end: c.at, text: '' };
}

/** The operand as it is to be written. */
export const operandText = (bytes: Buffer, operand: Operand): string =>
  operand.text ?? latin1(bytes, operand.start, operand.end);

/** True when the operand is what an operator's letter asks for. */
export function fits(operand: Operand, letter: string): boolean {
  switch (letter) {
    case 'n':
      return operand.kind === 'number';
    case 's':
      return operand.kind === 'string';
    case '/':
      return operand.kind === 'name';
    case 'a':
      return operand.kind === 'numbers';
    default:
      return operand.kind === 'texts' || operand.kind === 'numbers';
  }
}
