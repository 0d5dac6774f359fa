import { NotCleanable } from '../format.ts';

/** The bytes of the only extensions that may be there, up to what numbers they hold. */
const CONTROL = /^21f904[0-9a-f]{8}00/;
const LOOP = /^21ff0b(4e45545343415045322e30|414e494d45585453312e30)0301[0-9a-f]{4}00/;

/** Parses a finished GIF by itself: pictures, their timing, one loop count, and nothing after the end. */
export function verifyGif(bytes: Buffer): void {
  const expect = (holds: boolean, what: string) => {
    if (!holds) throw new NotCleanable('residue', `GIF: ${what}`);
  };
  const table = (flags = 0) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  expect(/^GIF8[79]a/.test(bytes.toString('latin1', 0, 6)), 'signature');
  expect(bytes[12] === 0, 'a shape of pixels');
  let at = 13 + table(bytes[10]);
  let pictures = 0;
  let loops = 0;
  let timed = false;
  for (;;) {
    expect(at < bytes.length, 'cut');
    const start = bytes.toString('hex', at, at + 19);
    if (start.startsWith('3b')) break;
    if (CONTROL.test(start)) {
      expect(!timed, 'two timings');
      timed = true;
      at += 8;
    } else if (LOOP.test(start)) {
      expect(++loops === 1, 'two loop counts');
      at += 19;
    } else {
      expect(start.startsWith('2c'), 'a block that may not be there');
      at += 10 + table(bytes[at + 9]) + 1;
      while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
      at++;
      timed = false;
      pictures++;
    }
  }
  expect(pictures > 0 && !timed, 'no picture');
  expect(at + 1 === bytes.length, 'something after the end');
}
