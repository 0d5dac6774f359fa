import { createHash } from 'node:crypto';
import { inflateExactly } from './inflate-exactly.ts';
import { expect } from './residue.ts';
import { type Dictionary, isDictionary, isName, type Value } from './syntax.ts';
import type { Walk } from './walk.ts';

const LONGEST = 127;

/** The names of fonts stay, but a subset's tag must be the one that its own program gives. */
export function checkFontName(font: Value, key: string, walk: Walk): void {
  expect(isDictionary(font), 'a font is due');
  const value = font.get(key);
  if (value === undefined) return;
  expect(isName(value) && value.name.length <= LONGEST, 'the name of a font');
  const tag = /^[A-Z]{6}\+/.exec(value.name)?.[0];
  expect(tag === undefined || tag === tagOf(font, walk), 'the tag of a font');
}

function tagOf(font: Dictionary, walk: Walk): string {
  const descendants = font.get('DescendantFonts');
  const own = walk.value(Array.isArray(descendants) ? descendants[0] : undefined);
  const holder = isDictionary(own) ? own : font;
  const described = walk.value(holder.get('FontDescriptor'));
  const descriptor = isDictionary(described) ? described : holder;
  const reference = ['FontFile', 'FontFile2', 'FontFile3']
    .map((key) => descriptor.get(key))
    .find((file) => file);
  if (reference === undefined) return 'AAAAAA+';
  const { data } = walk.object(reference);
  const digest = createHash('sha256')
    .update(inflateExactly(data ?? Buffer.alloc(0)))
    .digest();
  return `${[...digest.subarray(0, 6)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[byte % 26]).join('')}+`;
}
