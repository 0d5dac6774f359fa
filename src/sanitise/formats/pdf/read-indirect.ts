import { numberIn } from './literals.ts';
import { parseValue } from './parse-value.ts';
import { cursor, latin1, nextToken } from './tokens.ts';
import { Irregular, isDict, PdfRef, PdfStream, type PdfValue } from './values.ts';

/** Finds the length behind a reference, as /Length may be one. */
export type LengthOf = (reference: PdfRef) => PdfValue;

const noReference: LengthOf = () => null;

/**
 * Reads "12 0 obj … endobj" at an offset. A stream's length must be true to the byte: what a wrong one means is for the
 * repairing reader to say.
 * @throws Irregular
 */
export function readIndirect(
  bytes: Buffer,
  offset: number,
  lengthOf: LengthOf = noReference,
): { number: number; value: PdfValue } {
  const c = cursor(bytes, offset);
  if (nextToken(c) !== 'number') throw new Irregular('no object at its offset');
  const number = numberIn(bytes, c.start, c.at);
  if (nextToken(c) !== 'number' || nextToken(c) !== 'word') {
    throw new Irregular('no object at its offset');
  }
  if (latin1(bytes, c.start, c.at) !== 'obj') throw new Irregular('no object at its offset');
  const value = parseValue(c);
  if (!isDict(value) || nextToken(c) !== 'word') return { number, value };
  if (latin1(bytes, c.start, c.at) !== 'stream') return { number, value };
  const declared = value.get('Length');
  const length = declared instanceof PdfRef ? lengthOf(declared) : declared;
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) {
    throw new Irregular('a stream without a length');
  }
  const start =
    c.at + (bytes[c.at] === 13 ? (bytes[c.at + 1] === 10 ? 2 : 1) : bytes[c.at] === 10 ? 1 : 0);
  const after = cursor(bytes, start + length);
  const ends = nextToken(after) === 'word' && latin1(bytes, after.start, after.at) === 'endstream';
  if (!ends || after.start - (start + length) > 2)
    throw new Irregular('a stream with a wrong length');
  return { number, value: new PdfStream(value, bytes.subarray(start, start + length)) };
}
