import { numberIn } from './literals.ts';
import { numberText } from './serialise.ts';
import { cursor, latin1, nextToken } from './tokens.ts';

// ISO 32000-1 table 42.
const OPERATORS = new Set(
  (
    'abs add atan ceiling cos cvi cvr div exp floor idiv ln log mod mul neg round sin sqrt sub truncate ' +
    'and bitshift eq false ge gt le lt ne not or true xor if ifelse copy dup exch index pop roll'
  ).split(' '),
);
const MAX_TOKENS = 100_000;

/** A PostScript calculator function's code with nothing but numbers, braces and its operators; undefined otherwise. */
export function calculatorText(code: Buffer): string | undefined {
  const c = cursor(code);
  const parts: string[] = [];
  let depth = 0;
  do {
    const token = nextToken(c);
    const text = latin1(code, c.start, c.at);
    if (token === '{') depth++;
    else if (token === '}') depth--;
    else if (token !== 'number' && !(token === 'word' && OPERATORS.has(text))) return undefined;
    parts.push(token === 'number' ? numberText(numberIn(code, c.start, c.at)) : text);
    if (parts.length > MAX_TOKENS) return undefined;
  } while (depth > 0);
  return parts[0] === '{' ? parts.join(' ') : undefined;
}
