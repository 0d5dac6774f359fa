import { expect } from 'chai';
import type { FileType } from '../../src/sanitise/file-types.ts';
import type { Removal } from '../../src/sanitise/outcome.ts';
import { type Cleaned, exifToolTags, findMarkers, mat2Show } from './judges.ts';

export interface Expectation {
  /** Planted in the file; found in it before, and nowhere after. */
  markers: readonly string[];
  type: FileType;
  /** Groups of ExifTool (-G1) that a clean file may show. */
  groups: readonly string[];
  /** What mat2 may show: structure that it takes for metadata. `unknown` when mat2 does not know the type. */
  mat2?: RegExp | 'unknown';
}

/** Cleans a dirty file and lets three judges look at the result: the marker hunter, mat2 and Debian's ExifTool. */
export async function expectClean(
  clean: (file: Buffer) => Promise<Cleaned>,
  dirty: Buffer,
  { markers, type, groups, mat2 = /^$/ }: Expectation,
): Promise<{ bytes: Buffer; removed: Removal[] }> {
  expect(findMarkers(dirty, markers), 'planted').to.deep.equal(markers);
  const { result, bytes } = await clean(dirty);
  expect(result).to.include({ clean: true, type, bytes: bytes.length });
  if (!result.clean) throw new Error('not clean');
  expect(findMarkers(bytes, markers), 'left').to.deep.equal([]);
  const shown = Object.keys(await exifToolTags(bytes, type));
  expect(
    shown.filter((tag) => !groups.includes(tag.replace(/\d*:.*/, ''))),
    'tags',
  ).to.deep.equal([]);
  if (mat2 !== 'unknown') {
    const lines = await mat2Show(bytes, type);
    expect(
      lines.filter((line) => !mat2.test(line)),
      'mat2',
    ).to.deep.equal([]);
  }
  return { bytes, removed: result.removed };
}

/** How much two pictures of the same size are alike, in decibels; Infinity when they are the same. */
export function peakSignalToNoise(one: Buffer, other: Buffer): number {
  expect(one.length).to.equal(other.length);
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += ((one[at] ?? 0) - (other[at] ?? 0)) ** 2;
  return 10 * Math.log10(255 ** 2 / (sum / one.length));
}
