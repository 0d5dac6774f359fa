import { expect } from 'chai';
import fc from 'fast-check';
import type { FileType } from '../../src/sanitise/file-types.ts';
import { findMarkers } from './judges.ts';
import { cleanHere } from './media/clean-here.ts';
import { dirtyMovie } from './media/dirty-movie.ts';
import { dirtyAiff, dirtyFlac, dirtyMp3, dirtyOgg, dirtyWav } from './media/dirty-sound.ts';
import { dirtyAvi, dirtyMatroska } from './media/dirty-video.ts';
import { makeMedia, PICTURE, TAGS, TONE } from './media/ffmpeg.ts';

async function fragments(): Promise<{ file: Buffer; markers: string[] }> {
  const args = [...PICTURE, ...TONE, ...TAGS.args, '-c:v', 'libx264', '-c:a', 'aac', '-g', '5'];
  args.push('-movflags', 'frag_keyframe+empty_moov');
  return { file: await makeMedia('mp4', args), markers: [...TAGS.markers, 'x264', 'Lavc'] };
}

/**
 * Stand inside coded picture and sound, where a flipped bit decides what is picture and what is a name; no file that plays
 * keeps them.
 */
const CODED = new Set(['x264', 'Lavc', 'LAME3.100', 'mkQsupplement', 'mkQcmt']);

/** Markers that stand in tags are gone however the file is broken, or the file is refused. */
const CASES: [string, FileType, () => Promise<{ file: Buffer; markers: string[] }>][] = [
  ['a movie', 'mp4', () => dirtyMovie('mp4')],
  ['a movie in fragments', 'mp4', fragments],
  ['Matroska', 'mkv', dirtyMatroska],
  ['AVI', 'avi', dirtyAvi],
  ['MP3', 'mp3', dirtyMp3],
  ['WAV', 'wav', dirtyWav],
  ['FLAC', 'flac', dirtyFlac],
  ['Ogg', 'ogg', () => dirtyOgg('libvorbis')],
  ['AIFF', 'aiff', dirtyAiff],
];
const RUNS = { numRuns: 60 };

describe('broken media', () => {
  for (const [name, type, craft] of CASES) {
    describe(name, () => {
      let file: Buffer;
      let markers: string[];
      before(async () => {
        const dirty = await craft();
        file = dirty.file;
        markers = dirty.markers.filter((marker) => !CODED.has(marker));
      });

      /** @returns whether it was cleaned */
      async function isSafe(broken: Buffer): Promise<boolean> {
        let bytes: Buffer;
        try {
          ({ bytes } = await cleanHere(broken, type));
        } catch (error) {
          expect(error).to.be.instanceOf(Error);
          return false;
        }
        expect(findMarkers(bytes, markers)).to.deep.equal([]);
        const again = await cleanHere(bytes, type);
        expect(again.bytes.equals(bytes), 'cleaned twice').to.equal(true);
        return true;
      }

      it('never passes with a marker inside when cut anywhere', async () => {
        await fc.assert(
          fc.asyncProperty(fc.nat(), async (at) => {
            await isSafe(file.subarray(0, at % file.length));
          }),
          RUNS,
        );
      });

      it('never passes with a marker inside when bits flip', async () => {
        // Half of the flips hit the first kilobytes or the last, where headers and tags stand.
        const place = fc.oneof(
          fc.nat(),
          fc.nat(4000),
          fc.nat(4000).map((at) => file.length - 1 - at),
        );
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.tuple(place, fc.nat(7)), { minLength: 1, maxLength: 3 }),
            async (flips) => {
              const broken = Buffer.from(file);
              for (const [at, bit] of flips) {
                const index = Math.abs(at) % broken.length;
                broken[index] = (broken[index] ?? 0) ^ (1 << bit);
              }
              await isSafe(broken);
            },
          ),
          RUNS,
        );
      });

      it('is cleaned when nothing is broken', async () => {
        expect(await isSafe(file)).to.equal(true);
      });
    });
  }
});
