import { expect } from 'chai';
import fc from 'fast-check';
import { findMarkers, useSanitiser } from '../judges.ts';
import { picture, tagged } from './pictures.ts';
import { pngChunk, withChunks } from './png-craft.ts';

const MARKER = 'MARK-hidden-x9';

/** Small files with the marker where each format keeps its metadata. */
async function samples(): Promise<Buffer[]> {
  const small = () => picture(48, 36);
  const args = [`-Artist=${MARKER}`, `-XMP-dc:Creator=${MARKER}`];
  return [
    await tagged(await small().jpeg().toBuffer(), 'jpeg', args),
    withChunks(await small().png().toBuffer(), [
      pngChunk('tEXt', `Author\0${MARKER}`),
      pngChunk('prVt', MARKER),
    ]),
    await tagged(await small().webp().toBuffer(), 'webp', args),
    await tagged(await small().gif().toBuffer(), 'gif', [`-Comment=${MARKER}`]),
    await tagged(await small().tiff().toBuffer(), 'tiff', args),
    await tagged(await small().avif({ effort: 0 }).toBuffer(), 'avif', args),
  ];
}

describe('a broken picture', () => {
  const clean = useSanitiser({ concurrency: 4 });
  let files: Buffer[];

  before(async () => {
    files = await samples();
  });

  /** Whatever happens, there is an answer, and a clean one is clean. */
  async function expectSound(file: Buffer): Promise<void> {
    const { result, bytes } = await clean(file);
    if (result.clean) expect(findMarkers(bytes, [MARKER])).to.deep.equal([]);
    else
      expect(result.reason).to.be.oneOf([
        'damaged',
        'tooComplex',
        'unsupported',
        'ambiguous',
        'residue',
      ]);
  }

  it('that is cut anywhere never passes with a marker inside', async () => {
    const cut = fc.record({ index: fc.nat(5), part: fc.double({ min: 0, max: 1, noNaN: true }) });
    const property = fc.asyncProperty(
      fc.array(cut, { minLength: 8, maxLength: 8 }),
      async (cuts) => {
        await Promise.all(
          cuts.map(({ index, part }) => {
            const file = files[index] ?? Buffer.alloc(0);
            return expectSound(file.subarray(0, Math.floor(file.length * part)));
          }),
        );
      },
    );
    await fc.assert(property, { numRuns: 5, endOnFailure: true });
  });

  it('with flipped bits never passes with a marker inside', async () => {
    const flips = fc.record({
      index: fc.nat(5),
      places: fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), {
        minLength: 1,
        maxLength: 6,
      }),
      early: fc.boolean(),
    });
    const property = fc.asyncProperty(
      fc.array(flips, { minLength: 8, maxLength: 8 }),
      async (all) => {
        await Promise.all(
          all.map(({ index, places, early }) => {
            const file = Buffer.from(files[index] ?? Buffer.alloc(1));
            for (const place of places) {
              // Half of them hit the headers, where a bit means most.
              const at = Math.floor(place * (early ? Math.min(file.length, 400) : file.length));
              file[at] = (file[at] ?? 0) ^ (1 << (Math.floor(place * 1e6) % 8));
            }
            return expectSound(file);
          }),
        );
      },
    );
    await fc.assert(property, { numRuns: 5, endOnFailure: true });
  });
});
