import sharp from 'sharp';

/** Words that hide in the photo, each found nowhere else. */
export const PHOTO_MARKERS = ['qz-photo-artist-6621', 'qz-photo-owner-9083'] as const;

/** A photo that tells who took it, with what and where. */
export function dirtyPhoto(): Promise<Buffer> {
  const [Artist, Copyright] = PHOTO_MARKERS;
  return sharp({ create: { width: 320, height: 240, channels: 3, background: '#3a6' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Canon', Artist, Copyright },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '55/1 40/1 33/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '12/1 34/1 5/1',
      },
    })
    .toBuffer();
}
