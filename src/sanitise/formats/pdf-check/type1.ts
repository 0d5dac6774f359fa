import { expect } from './residue.ts';
import type { Dictionary } from './syntax.ts';

const TRAILER = `\n${`${'0'.repeat(64)}\n`.repeat(8)}cleartomark\n`;

/** A Type 1 program: no comment but the first line's mark, strings of nothing but spaces, nothing after its end. */
export function checkType1(data: Buffer, dictionary: Dictionary): void {
  const [clear, secret, trailer] = ['Length1', 'Length2', 'Length3'].map((key) =>
    Number(dictionary.get(key)),
  ) as [number, number, number];
  expect(clear + secret + trailer === data.length, 'the lengths of a Type 1 font');
  const text = data.toString('latin1', 0, clear);
  expect(/^%!PS-AdobeFont-1\.0 *[\r\n]/.test(text) && text.endsWith('eexec\n'), 'a Type 1 font');
  expectSilent(text.slice(1), 'the clear part of a Type 1 font');
  expect(data.toString('latin1', clear + secret) === TRAILER, 'the end of a Type 1 font');
  const plain = decrypted(data.subarray(clear, clear + secret)).toString('latin1');
  const binary = plain.search(/\/(Subrs|CharStrings)\b/);
  expect(binary >= 4 && plain.startsWith('\0\0\0\0'), 'the encrypted part of a Type 1 font');
  expectSilent(plain.slice(0, binary), 'the encrypted part of a Type 1 font');
}

function expectSilent(text: string, what: string): void {
  expect(!text.includes('%'), what);
  for (const [, inside = ''] of text.matchAll(/\(([^)]*)\)/g)) expect(/^ *$/.test(inside), what);
}

// Adobe Type 1 Font Format § 7.3.
function decrypted(cipher: Buffer): Buffer {
  let state = 55665;
  return Buffer.from(
    cipher.map((byte) => {
      const plain = byte ^ (state >> 8);
      state = ((byte + state) * 52845 + 22719) % 65536;
      return plain;
    }),
  );
}
