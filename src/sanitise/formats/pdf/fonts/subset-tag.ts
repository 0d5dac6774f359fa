import { createHash } from 'node:crypto';

const TAG = /^[A-Z]{6}\+/;
const LETTERS = 6;

/** The tag inside every font program: readers look at the one in the document only. */
export const INNER_TAG = 'AAAAAA+';

/**
 * The tag of a subset, made of its glyphs: two subsets of one font need different ones. Producers make tags of random
 * numbers or of the whole document, so that two files with one tag come from one run; this tells only what the font
 * itself tells.
 */
export function subsetTag(program: Buffer): string {
  const digest = createHash('sha256').update(program).digest();
  return `${String.fromCharCode(...digest.subarray(0, LETTERS).map((byte) => 65 + (byte % 26)))}+`;
}

/** The same name with another tag, if it has one. */
export const withTag = (name: string, tag: string): string => name.replace(TAG, tag);
