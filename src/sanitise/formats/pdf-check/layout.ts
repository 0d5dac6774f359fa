import { expect } from './residue.ts';
import { isDictionary, parseLine, type Value } from './syntax.ts';

/** An object of the file; a stream has its data as stored. */
export interface FileObject {
  value: Value;
  data: Buffer | undefined;
}

const HEADER = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1');

/**
 * Takes the file apart from the first byte to the last: header, objects 1 to n without a gap, one cross-reference table
 * that points at them, a trailer with a size and a root. There is no place left for anything else.
 */
export function readLayout(bytes: Buffer): FileObject[] {
  expect(bytes.subarray(0, HEADER.length).equals(HEADER), 'the header');
  const objects: FileObject[] = [];
  const offsets: number[] = [];
  let at = HEADER.length;
  const line = (): string => {
    const end = bytes.indexOf(10, at);
    expect(end >= 0, 'a line without end');
    const text = bytes.toString('latin1', at, end);
    at = end + 1;
    return text;
  };
  for (let next = line(); next !== 'xref'; next = line()) {
    expect(next === `${objects.length + 1} 0 obj`, 'something between objects');
    offsets.push(at - next.length - 1);
    const value = parseLine(line());
    const follows = line();
    let data: Buffer | undefined;
    if (follows === 'stream') {
      const length = isDictionary(value) ? value.get('Length') : undefined;
      expect(typeof length === 'number' && at + length < bytes.length, 'the length of a stream');
      data = bytes.subarray(at, at + length);
      at += length;
      expect(line() === '' && line() === 'endstream' && line() === 'endobj', 'the end of a stream');
    } else expect(follows === 'endobj', 'the end of an object');
    objects.push({ value, data });
  }
  const start = at - 5;
  expect(line() === `0 ${objects.length + 1}`, 'the cross-reference table');
  expect(line() === '0000000000 65535 f ', 'the cross-reference table');
  for (const offset of offsets) {
    expect(line() === `${String(offset).padStart(10, '0')} 00000 n `, 'the cross-reference table');
  }
  expect(line() === 'trailer', 'the trailer');
  expect(line() === `<</Size ${objects.length + 1}/Root 1 0 R>>`, 'the trailer');
  expect(line() === 'startxref' && line() === String(start) && line() === '%%EOF', 'the end');
  expect(at === bytes.length, 'something after the end');
  return objects;
}
