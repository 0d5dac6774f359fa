import { expect } from './residue.ts';

const SPACES: ReadonlyMap<number, string[]> = new Map([
  [1, ['GRAY']],
  [3, ['RGB ', 'Lab ']],
  [4, ['CMYK']],
]);
// What may be in a profile, and the type of data it may have.
const TAGS: ReadonlyMap<string, RegExp> = new Map([
  ...['rXYZ', 'gXYZ', 'bXYZ', 'wtpt', 'bkpt'].map((tag): [string, RegExp] => [tag, /^XYZ $/]),
  ...['rTRC', 'gTRC', 'bTRC', 'kTRC'].map((tag): [string, RegExp] => [tag, /^(curv|para)$/]),
  ...['A2B0', 'A2B1', 'A2B2', 'B2A0', 'B2A1', 'B2A2', 'gamt'].map((tag): [string, RegExp] => [
    tag,
    /^(mft1|mft2|mAB |mBA )$/,
  ]),
  ['chad', /^sf32$/],
  ['cicp', /^cicp$/],
  ['desc', /^(desc|mluc)$/],
  ['cprt', /^(text|mluc)$/],
]);
/** A dash, in the forms of a text that says nothing. */
const SILENT = new Set([
  '6d6c756300000000000000010000000c656e5553000000020000001c002d',
  `6465736300000000000000022d00${'00'.repeat(78)}`,
  '74657874000000002d00',
]);

/** A colour profile: a header without makers, times and ids, and the tags on the list without gaps. */
export function checkProfile(profile: Buffer, components: number): void {
  expect(profile.length >= 132 && profile.readUInt32BE(0) === profile.length, 'a profile');
  const text = (from: number, to: number): string => profile.toString('latin1', from, to);
  expect(SPACES.get(components)?.includes(text(16, 20)), 'the space of a profile');
  expect(text(36, 40) === 'acsp', 'a profile');
  for (const [from, to] of [
    [4, 8],
    [24, 36],
    [40, 64],
    [80, 128],
  ]) {
    expect(
      profile.subarray(from, to).every((byte) => byte === 0),
      'the header of a profile',
    );
  }
  const count = profile.readUInt32BE(128);
  let end = 132 + count * 12;
  expect(count < 40 && end <= profile.length, 'the tags of a profile');
  for (let at = 132; at < 132 + count * 12; at += 12) {
    const [offset, size] = [profile.readUInt32BE(at + 4), profile.readUInt32BE(at + 8)];
    expect(offset <= end && offset + size <= profile.length, 'a gap in a profile');
    const data = profile.subarray(offset, offset + size);
    const type = TAGS.get(text(at, at + 4));
    expect(type?.test(data.toString('latin1', 0, 4)), 'a tag of a profile');
    const isText = /^(desc|cprt)$/.test(text(at, at + 4));
    expect(!isText || SILENT.has(data.toString('hex')), 'the text of a profile');
    end = Math.max(end, (offset + size + 3) & ~3);
  }
  expect(end === profile.length, 'bytes after a profile');
}
