import { expect } from './residue.ts';
import type { Dictionary, Value } from './syntax.ts';

/** Bytes that a picture's rows have at most once Flate is undone, with a leading byte each for PNG's prediction. */
export function rowsSize(
  dictionary: Dictionary,
  [width, height]: [string, string],
  components: number,
  bits: number,
  parms: Value | undefined,
): number {
  const [w, h] = [Number(dictionary.get(width)), Number(dictionary.get(height))];
  const row = Math.ceil((w * components * bits) / 8);
  expect(Number.isInteger(w) && Number.isInteger(h) && row > 0, 'the size of a picture');
  const predictor = parms instanceof Map ? parms.get('Predictor') : undefined;
  return (row + (predictor === 15 ? 1 : 0)) * h;
}
