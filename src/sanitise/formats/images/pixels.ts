import sharp, { type Sharp } from 'sharp';
import { MOST_PIXELS } from './limits.ts';

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

export interface Choice {
  /** `page` and `pages` choose among the pictures in one file; by default it is the first one. */
  page?: number;
  pages?: number;
  /** Refuses what a decoder only warns of, too. */
  strict?: boolean;
}

export function decode(bytes: Buffer, { strict = false, ...pages }: Choice = {}): Sharp {
  // Cut files are errors for all decoders. Warnings are not: real cameras and programs cause them.
  const failOn = strict ? 'warning' : 'error';
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn, ...pages });
}

/** Pixels that a decoder of our own has made, row by row. */
export function fromPixels(
  pixels: Buffer,
  raw: { width: number; height: number; channels: 3 | 4 },
): Sharp {
  return sharp(pixels, { raw, limitInputPixels: MOST_PIXELS });
}

/** On a screen a drawing is some hundred units wide; enlarged to about this many pixels its text reads well. */
const DRAWING_SIDE = 2400;

/** A drawing, with the decoder for drawings only now let in. */
export async function drawSvg(bytes: Buffer): Promise<Sharp> {
  sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] });
  const options = { limitInputPixels: MOST_PIXELS };
  const { width, height, density = 72 } = await sharp(bytes, options).metadata();
  const scale = Math.min(8, Math.max(1, DRAWING_SIDE / Math.max(width, height)));
  return sharp(bytes, { ...options, density: density * scale });
}
