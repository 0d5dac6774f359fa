import { createRequire } from 'node:module';
import { NotCleanable } from '../format.ts';
import { MOST_PIXELS } from './limits.ts';
import type { RgbaPixels } from './tiff-wrapper.ts';

/** What we use of libheif-js, which has no types for it. */
interface Libheif {
  HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
}
interface HeifImage {
  get_width(): number;
  get_height(): number;
  is_primary(): number | boolean;
  display(
    target: { data: Uint8ClampedArray; width: number; height: number },
    done: (result: unknown) => void,
  ): void;
}

/** The picture a viewer shows, upright. libvips as we have it cannot read HEVC. @throws NotCleanable */
export async function decodeHeic(bytes: Buffer): Promise<RgbaPixels> {
  const libheif: Libheif = createRequire(import.meta.url)('libheif-js/wasm-bundle');
  const images = new libheif.HeifDecoder().decode(bytes);
  const image = images.find((each) => each.is_primary()) ?? images[0];
  if (!image) throw new NotCleanable('damaged', 'HEIC: no picture');
  const [width, height] = [image.get_width(), image.get_height()];
  if (width * height > MOST_PIXELS) throw new NotCleanable('tooComplex', 'HEIC: too many pixels');
  const data = new Uint8ClampedArray(width * height * 4);
  const shown = await new Promise((resolve) => image.display({ data, width, height }, resolve));
  if (!shown) throw new NotCleanable('damaged', 'HEIC: the picture cannot be decoded');
  return { width, height, pixels: Buffer.from(data.buffer) };
}
