import sharp from 'sharp';

/** A picture of 16 by 16 pixels with words planted in Exif, XMP, a comment, an application segment and behind its end. */
export async function dirtyJpeg(plant: (place: string) => string): Promise<Buffer> {
  const noise = Buffer.from(Array.from({ length: 16 * 16 * 3 }, (_, i) => (i * 37) % 256));
  const photo = await sharp(noise, { raw: { width: 16, height: 16, channels: 3 } })
    .withExif({
      IFD0: { Make: plant('Make'), Artist: plant('Artist') },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '55/1 40/1 0/1' },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${plant('PhotoXmp')}</x:xmpmeta>`)
    .jpeg()
    .toBuffer();
  const segment = (marker: number, text: string): Buffer => {
    const body = Buffer.from(text, 'latin1');
    const head = Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]);
    return Buffer.concat([head, body]);
  };
  return Buffer.concat([
    photo.subarray(0, 2),
    segment(0xfe, plant('JpegComment')),
    segment(0xed, `Photoshop 3.0\0${plant('Photoshop')}`),
    segment(0xe9, plant('PrivateSegment')),
    photo.subarray(2),
    Buffer.from(plant('AfterJpeg')),
  ]);
}
