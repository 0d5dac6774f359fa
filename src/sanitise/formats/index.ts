import type { FileType } from '../file-types.ts';
import type { Format } from './format.ts';

/**
 * The families by type; a type that is missing here cannot be cleaned (`unsupported`). That is so for the binary files of
 * old Office programs (DOC, XLS, PPT): names of authors and folders stand in tables inside their streams, and no program
 * writes them anew without such tables of its own.
 */
export const FORMATS: Partial<Record<FileType, () => Promise<Format>>> = {
  jpeg: async () => (await import('./images/jpeg.ts')).JPEG,
  png: async () => (await import('./images/png.ts')).PNG,
  gif: async () => (await import('./images/gif.ts')).GIF,
  webp: async () => (await import('./images/webp.ts')).WEBP,
  tiff: async () => (await import('./images/tiff.ts')).TIFF,
  bmp: async () => (await import('./images/bmp.ts')).BMP,
  avif: async () => (await import('./images/avif.ts')).AVIF,
  heic: async () => (await import('./images/heic.ts')).HEIC,
  svg: async () => (await import('./images/svg.ts')).SVG,
  pdf: async () => (await import('./pdf.ts')).PDF,
  docx: async () => (await import('./ooxml.ts')).ooxml,
  xlsx: async () => (await import('./ooxml.ts')).ooxml,
  pptx: async () => (await import('./ooxml.ts')).ooxml,
  odt: async () => (await import('./odf.ts')).odf,
  ods: async () => (await import('./odf.ts')).odf,
  odp: async () => (await import('./odf.ts')).odf,
  odg: async () => (await import('./odf.ts')).odf,
  zip: async () => (await import('./zip.ts')).zip,
  eml: async () => (await import('./eml.ts')).eml,
  msg: async () => (await import('./msg.ts')).msg,
  mp3: async () => (await import('./mp3.ts')).mp3,
  wav: async () => (await import('./wav.ts')).wav,
  flac: async () => (await import('./flac.ts')).flac,
  ogg: async () => (await import('./ogg.ts')).ogg,
  aiff: async () => (await import('./aiff.ts')).aiff,
  m4a: async () => (await import('./mp4.ts')).mp4,
  mp4: async () => (await import('./mp4.ts')).mp4,
  mov: async () => (await import('./mp4.ts')).mp4,
  webm: async () => (await import('./matroska.ts')).matroska,
  mkv: async () => (await import('./matroska.ts')).matroska,
  avi: async () => (await import('./avi.ts')).avi,
  rtf: async () => (await import('./rtf.ts')).rtf,
  txt: async () => (await import('./txt.ts')).txt,
  csv: async () => (await import('./csv.ts')).csv,
  html: async () => (await import('./html.ts')).html,
};
