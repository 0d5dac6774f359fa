import sharp, { type Sharp } from 'sharp';

/**
 * A 50-megapixel phone fits. libvips' own limit of 268 megapixels is none: 31 kB of PNG took 1.5 GB.
 */
export const MOST_PIXELS = 60_000_000;

// One thread, because two jobs share the machine, and nothing kept, because each process has one job.
sharp.concurrency(1);
sharp.cache(false);
// Only the decoders for formats we have, from memory: libvips knows dozens, each a way in.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
    'VipsForeignLoadTiffBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});

export function decode(bytes: Buffer): Sharp {
  // Whatever the decoder warns of is damage: with less, cut JPEG and PNG files pass.
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'warning' });
}
