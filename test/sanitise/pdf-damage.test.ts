import { expect } from 'chai';
import fc from 'fast-check';
import { findMarkers } from './judges.ts';
import { cleanHere, verifyHere } from './pdf/clean-here.ts';
import { dirtyPdf } from './pdf/dirty-pdf.ts';
import { qpdf } from './pdf/poppler.ts';

// A flipped bit can bring to light what was hidden (a layer's OFF becomes OFG), and then it is what the page shows. Words
// that could be shown by such an accident are not looked for.
const SHOWABLE =
  /Layer|Value|Note|Mark|Text|String|Compat|Unused|Thumb|Field|Popup|Player|Address|Base|Language|Palette|Inline|Spot/;

describe('a PDF document with an accident', () => {
  let files: Buffer[];
  let words: string[];
  before(async () => {
    const { file, planted } = await dirtyPdf();
    files = [file, await qpdf(file, '--object-streams=generate')];
    words = planted.filter((word) => !SHOWABLE.test(word));
    expect(words.length).to.be.greaterThan(60);
  });

  /** Cleans and checks; undefined when either refuses. */
  async function attempt(file: Buffer): Promise<Buffer | undefined> {
    try {
      const { bytes } = await cleanHere(file);
      await verifyHere(bytes);
      return bytes;
    } catch {
      return undefined;
    }
  }

  it('never passes with a planted word when bits have flipped', async () => {
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 1),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(7)), {
          minLength: 1,
          maxLength: 8,
        }),
        async (which, flips) => {
          const file = Buffer.from(files[which] as Buffer);
          for (const [place, bit] of flips) {
            const at = Math.floor(place * (file.length - 1));
            file[at] = (file[at] ?? 0) ^ (1 << bit);
          }
          const bytes = await attempt(file);
          if (!bytes) return;
          passed++;
          expect(findMarkers(bytes, words)).to.deep.equal([]);
        },
      ),
      { numRuns: 60 },
    );
    expect(passed, 'some are still documents').to.be.greaterThan(10);
  });

  it('never passes with a planted word when its end is missing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 1),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (which, part) => {
          const file = files[which] as Buffer;
          const bytes = await attempt(file.subarray(0, Math.floor(part * file.length)));
          if (bytes) expect(findMarkers(bytes, words)).to.deep.equal([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('that is cleaned is the same when it is cleaned again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(7),
        async (place, bit) => {
          const file = Buffer.from(files[0] as Buffer);
          const at = Math.floor(place * (file.length - 1));
          file[at] = (file[at] ?? 0) ^ (1 << bit);
          const bytes = await attempt(file);
          if (!bytes) return;
          const again = await cleanHere(bytes);
          expect(again.removed).to.deep.equal({});
          expect(again.bytes.equals(bytes)).to.equal(true);
        },
      ),
      { numRuns: 30 },
    );
  });
});
