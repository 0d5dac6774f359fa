// Small pictures in codecs that nothing here can write, made once with ImageMagick 6.9 (OpenJPEG 2.5).

/** 16 by 16 pixels, red to blue, as a JP2 file whose code stream has a comment that names OpenJPEG. */
export const JP2 = Buffer.from(
  'AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAEAAAABAAAw8HAAAAAAAPY29scgEAAAAAABAAAAC5anAyY/9P/1EALwAAAAAAEAAAABAAAAAAAAAAAAAAABAAAAAQAAAAAAAAAAAAAw8BAQ8BAQ8BAf9SAAwAAAABAQQEBAAB/1wAEECAiIiQiIiQiIiQiIiQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAANQAB/5PP/BAIB7fPmBAEJd8AQAMegKfMCAQlp8wIBsKAoiALPYCAgICAgID/2Q==',
  'base64',
);

/** 24 by 16 dots, a box and a line, as CCITT group 4. */
export const GROUP4 = Buffer.from('UJUFMBAgh6XCCHpcf5moQQ0oQQwlQUAEAEA=', 'base64');

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const segment = (index: number, type: number, data: Buffer): Buffer =>
  Buffer.concat([number(index), Buffer.from([type, 0, 1]), number(data.length), data]);

/** The same dots as a JBIG2 stream, with a comment segment (ITU T.88 § 7.4.15) that says `comment`. */
export function jbig2(comment: string): Buffer {
  const size = Buffer.concat([number(24), number(16)]);
  const page = Buffer.concat([size, number(0), number(0), Buffer.from([0, 0, 0])]);
  const region = Buffer.concat([size, number(0), number(0), Buffer.from([0, 1]), GROUP4]);
  const words = Buffer.concat([
    Buffer.from([0x20, 0, 0, 0]),
    Buffer.from(`Comment\0${comment}\0\0`, 'latin1'),
  ]);
  return Buffer.concat([segment(0, 48, page), segment(1, 62, words), segment(2, 38, region)]);
}

/** A box of a JP2 file. */
export function box(type: string, data: string): Buffer {
  return Buffer.concat([number(data.length + 8), Buffer.from(type + data, 'latin1')]);
}
