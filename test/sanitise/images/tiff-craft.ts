export interface TiffPage {
  width: number;
  height: number;
  /** Grey, a byte a pixel, or 1 bit a pixel, or red, green and blue. */
  pixels: Buffer;
  bits?: 1 | 8;
  channels?: 1 | 3;
  /** More tags with texts. */
  texts?: Record<number, string>;
  /** NewSubfileType: 1 is a smaller version of another page. */
  subfile?: number;
}

const [SHORT, LONG, ASCII] = [3, 4, 2];

/** A big-endian file with uncompressed pages, written as scanners do. */
export function craftTiff(pages: readonly TiffPage[]): Buffer {
  const pieces: Buffer[] = [Buffer.from('4d4d002a00000008', 'hex')];
  let offset = 8;
  for (const [index, page] of pages.entries()) {
    const piece = craftPage(page, offset, index === pages.length - 1);
    pieces.push(piece);
    offset += piece.length;
  }
  return Buffer.concat(pieces);
}

function craftPage(page: TiffPage, offset: number, last: boolean): Buffer {
  const { width, height, pixels, bits = 8, channels = 1, texts = {}, subfile = 0 } = page;
  const numbers: [number, number, number][] = [
    [254, LONG, subfile],
    [256, LONG, width],
    [257, LONG, height],
    [258, SHORT, bits],
    [259, SHORT, 1],
    [262, SHORT, channels === 3 ? 2 : 1],
    [277, SHORT, channels],
    [278, LONG, height],
  ];
  const count = numbers.length + 2 + Object.keys(texts).length;
  const directory = Buffer.alloc(2 + 12 * count + 4);
  let dataAt = offset + directory.length;
  const data: Buffer[] = [];
  const add = (bytes: Buffer) => {
    const at = dataAt;
    data.push(bytes, Buffer.alloc(bytes.length % 2));
    dataAt += bytes.length + (bytes.length % 2);
    return at;
  };
  const entries: [number, number, number, number][] = numbers.map(([tag, type, value]) => [
    tag,
    type,
    1,
    type === SHORT ? value * 65536 : value,
  ]);
  entries.push([273, LONG, 1, add(pixels)], [279, LONG, 1, pixels.length]);
  for (const [tag, text] of Object.entries(texts)) {
    entries.push([Number(tag), ASCII, text.length + 1, add(Buffer.from(`${text}\0`))]);
  }
  entries.sort(([one], [other]) => one - other);
  directory.writeUInt16BE(count, 0);
  for (const [index, [tag, type, number, value]] of entries.entries()) {
    directory.writeUInt16BE(tag, 2 + 12 * index);
    directory.writeUInt16BE(type, 4 + 12 * index);
    directory.writeUInt32BE(number, 6 + 12 * index);
    directory.writeUInt32BE(value, 10 + 12 * index);
  }
  directory.writeUInt32BE(last ? 0 : dataAt, directory.length - 4);
  return Buffer.concat([directory, ...data]);
}
