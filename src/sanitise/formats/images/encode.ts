import type { Metadata, OutputInfo, Sharp } from 'sharp';
import { NotCleanable } from '../format.ts';
import { decode } from './pixels.ts';
import { type RgbaPixels, wrapInTiff } from './tiff-wrapper.ts';

/**
 * Quality 92 keeps text in photos as legible as it was (see jpeg.ts). Without optimised Huffman tables the encoder
 * needs no second pass over the whole picture in memory: 243 MB instead of 798 MB for 48 megapixels, for 5 % more bytes.
 */
const JPEG = { quality: 92, optimiseCoding: false };

/**
 * The right way up, in sRGB whatever profile it came with. A photo that lay on its side is turned and not tagged: not
 * every program heeds the tag.
 *
 * @param subsampled whether the colours have half the resolution already, so that a quarter of them loses nothing
 */
export function encodeJpeg(bytes: Buffer, subsampled: boolean): Promise<Buffer> {
  const chromaSubsampling = subsampled ? '4:2:0' : '4:4:4';
  return finish(
    decode(bytes)
      .autoOrient()
      .jpeg({ ...JPEG, chromaSubsampling }),
  );
}

/** Pixels that a decoder of our own has made, through their colour profile into sRGB, as a photo. */
export function encodePixels(picture: RgbaPixels, profile: Buffer | undefined): Promise<Buffer> {
  // libvips takes a profile only with a file, so the pixels become one.
  const file = wrapInTiff(picture, profile);
  return finish(
    decode(file)
      .flatten()
      .jpeg({ ...JPEG, chromaSubsampling: '4:2:0' }),
  );
}

/** As `encodeJpeg`, without loss; 16 bits a channel stay 16. */
export async function encodePng(bytes: Buffer): Promise<Buffer> {
  const picture = decode(bytes).autoOrient();
  const deep = (await inspect(bytes)).depth === 'ushort';
  return finish((deep ? picture.toColourspace('rgb16') : picture).png({ compressionLevel: 6 }));
}

export function encodeWebp(bytes: Buffer, lossless: boolean): Promise<Buffer> {
  return finish(decode(bytes).autoOrient().webp({ quality: 92, lossless, effort: 2 }));
}

/** @throws NotCleanable when the pixels cannot be decoded */
export async function tryDecoding(bytes: Buffer, animated: boolean): Promise<void> {
  await finish(
    decode(bytes, { pages: animated ? -1 : 1 })
      .resize({ width: 1, height: 1, fit: 'fill' })
      .raw(),
  );
}

export async function inspect(bytes: Buffer, page = 0): Promise<Metadata> {
  return translated(() => decode(bytes, { page }).metadata());
}

export function finish(picture: Sharp): Promise<Buffer> {
  return translated(() => picture.toBuffer());
}

export function finishRaw(picture: Sharp): Promise<{ data: Buffer; info: OutputInfo }> {
  return translated(() => picture.toBuffer({ resolveWithObject: true }));
}

/** @throws NotCleanable with a reason for what libvips says */
async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const reason = /pixel limit|too large|out of memory/i.test(message) ? 'tooComplex' : 'damaged';
    throw new NotCleanable(reason, message);
  }
}
