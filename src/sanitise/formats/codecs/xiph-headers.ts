import { NotCleanable } from '../format.ts';

/** Three header packets in one block, as Matroska stores Vorbis and Theora: count, sizes in Xiph lacing, packets. */
export function splitXiphHeaders(block: Buffer): [Buffer, Buffer, Buffer] {
  if (block[0] !== 2) throw new NotCleanable('damaged', 'not three header packets');
  let at = 1;
  const size = () => {
    let value = 0;
    for (let byte = 255; byte === 255; at++) {
      byte = block[at] ?? 0;
      value += byte;
    }
    return value;
  };
  const first = size();
  const second = size();
  if (at + first + second > block.length)
    throw new NotCleanable('damaged', 'a header packet is cut');
  return [
    block.subarray(at, at + first),
    block.subarray(at + first, at + first + second),
    block.subarray(at + first + second),
  ];
}

export function joinXiphHeaders([first, second, third]: [Buffer, Buffer, Buffer]): Buffer {
  const lacing = [first, second].flatMap(({ length }) => [
    ...Array<number>(Math.floor(length / 255)).fill(255),
    length % 255,
  ]);
  return Buffer.concat([Buffer.of(2, ...lacing), first, second, third]);
}
