import { NotCleanable } from '../format.ts';

/** Parses a finished WebP by itself: pictures, frames, transparency and their headers, with no flag for anything else. */
export function verifyWebp(bytes: Buffer): void {
  const expect = (holds: boolean, what: string) => {
    if (!holds) throw new NotCleanable('residue', `WebP: ${what}`);
  };
  expect(/^RIFF.{4}WEBP$/s.test(bytes.toString('latin1', 0, 12)), 'signature');
  expect(bytes.readUInt32LE(4) + 8 === bytes.length && bytes.length % 2 === 0, 'length');
  const names = walk(12, bytes.length);
  // Either one plain picture, or a header, an optional animation and its frames, or transparency and a picture.
  expect(/^(VP8 |VP8L|VP8X(ALPH)?(VP8 |VP8L)|VP8XANIM(ANMF)+)$/.test(names), `the order ${names}`);

  function walk(from: number, to: number): string {
    let names = '';
    let at = from;
    while (at < to) {
      expect(at + 8 <= to, 'cut');
      const name = bytes.toString('latin1', at, at + 4);
      const size = bytes.readUInt32LE(at + 4);
      const start = at + 8;
      const end = start + size;
      expect(end + (size % 2) <= to && (size % 2 === 0 || bytes[end] === 0), 'padding');
      if (name === 'VP8X') {
        expect(size === 10 && ((bytes[start] ?? 0) & ~0x12) === 0, 'flags');
        expect(bytes.readUIntBE(start + 1, 3) === 0, 'reserved bytes');
      }
      if (name === 'ANIM') expect(size === 6, 'animation header');
      if (name === 'ANMF') {
        expect(size >= 16 && ((bytes[start + 15] ?? 0) & ~3) === 0, 'frame header');
        expect(/^(ALPH)?(VP8 |VP8L)$/.test(walk(start + 16, end)), 'frame');
      }
      names += name;
      at = end + (size % 2);
    }
    return names;
  }
}
