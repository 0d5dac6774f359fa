import type { Metadata, Sharp } from 'sharp';
import { NotCleanable } from '../format.ts';
import { decode, fromPixels } from './pixels.ts';
import { type RgbaPixels, wrapInTiff } from './tiff-wrapper.ts';
import { blankUnseen } from './unseen.ts';

/**
 * Quality 92 keeps text in photos as legible as it was (see jpeg.ts). Colours are never subsampled: a photo that
 * already is loses 7 dB at hard edges each time it is decoded and subsampled again, and nothing this way. Without
 * optimised Huffman tables the encoder needs no second pass over the whole picture in memory: 243 MB instead of 798 MB
 * for 48 megapixels, for 5 % more bytes.
 */
const PHOTO = { quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: false };

/**
 * A photo the right way up, in sRGB or shades of grey whatever profile it came with.
 *
 * @param strict refuses what other decoders would only warn of
 */
export async function encodeJpeg(bytes: Buffer, strict = false): Promise<Buffer> {
  return finish((await upright(bytes, { shallow: true, strict })).jpeg(PHOTO));
}

/** Pixels that a decoder of our own has made, through their colour profile into sRGB, as a photo. */
export function encodePixels(picture: RgbaPixels, profile: Buffer | undefined): Promise<Buffer> {
  // libvips takes a profile only with a file, so the pixels become one.
  const file = wrapInTiff(picture, profile);
  return finish(decode(file).flatten().jpeg(PHOTO));
}

/** As `encodeJpeg`, without loss; 16 bits a channel stay 16. */
export async function encodePng(bytes: Buffer): Promise<Buffer> {
  return finish((await upright(bytes)).png({ compressionLevel: 6 }));
}

/** A WebP without loss in which wholly transparent pixels are black; undefined when none differ in colour. */
export async function encodeSeenWebp(bytes: Buffer): Promise<Buffer | undefined> {
  const { hasAlpha } = await inspect(bytes);
  if (!hasAlpha) return undefined;
  const { data, width, height, channels, bits } = await decodePage(bytes, 0);
  if (!blankUnseen(data, channels, bits) || channels !== 4) return undefined;
  const picture = fromPixels(data, { width, height, channels });
  return finish(picture.webp({ lossless: true, exact: true, effort: 2 }));
}

export async function encodeWebp(bytes: Buffer, lossless: boolean): Promise<Buffer> {
  const picture = await upright(bytes, { shallow: true });
  return finish(picture.webp({ quality: 92, lossless, effort: 2 }));
}

/** A page of a file with several, row by row. */
export async function decodePage(bytes: Buffer, page: number) {
  const { depth } = await inspect(bytes, page);
  const picture = await upright(bytes, { page });
  const { data, info } = await translated(() =>
    picture
      .raw({ depth: depth === 'ushort' ? 'ushort' : 'uchar' })
      .toBuffer({ resolveWithObject: true }),
  );
  return { ...info, data, bits: depth === 'ushort' ? (16 as const) : (8 as const) };
}

/**
 * Turned by pixels and not by a tag, because not every program heeds the tag, and in usual colours; libvips by itself
 * would make three channels of grey, and eight bits of sixteen.
 *
 * @param options `shallow` for formats that have eight bits only
 */
async function upright(
  bytes: Buffer,
  { page = 0, shallow = false, strict = false } = {},
): Promise<Sharp> {
  const { space, depth } = await inspect(bytes, page);
  const grey = space === 'b-w' || space === 'grey16';
  const deep = depth === 'ushort' && !shallow;
  return decode(bytes, { page, strict })
    .autoOrient()
    .toColourspace(deep ? (grey ? 'grey16' : 'rgb16') : grey ? 'b-w' : 'srgb');
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

/** @throws NotCleanable with a reason for what libvips says */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const reason = /pixel limit|too large|out of memory/i.test(message) ? 'tooComplex' : 'damaged';
    throw new NotCleanable(reason, message);
  }
}
