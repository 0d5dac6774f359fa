/**
 * A 50-megapixel phone fits. libvips' own limit of 268 megapixels is none: 31 kB of PNG took 1.5 GB.
 */
export const MOST_PIXELS = 60_000_000;
