import { must } from '../media/residue.ts';

/** Only 32-bit boxes that fill their container to the last byte. */
export function split(body: Buffer): [string, Buffer][] {
  const boxes: [string, Buffer][] = [];
  let rest = body;
  while (rest.length > 0) {
    must(rest.length >= 8, 'a box is cut');
    const size = rest.readUInt32BE(0);
    must(size >= 8 && size <= rest.length, 'a box is cut');
    boxes.push([rest.toString('latin1', 4, 8), rest.subarray(8, size)]);
    rest = rest.subarray(size);
  }
  return boxes;
}
