import type { FileType } from '../file-types.ts';
import type { Format } from './format.ts';

/** The families by type; a type that is missing here cannot be cleaned (`unsupported`). */
export const FORMATS: Partial<Record<FileType, () => Promise<Format>>> = {
  jpeg: async () => (await import('./images/jpeg.ts')).JPEG,
  png: async () => (await import('./images/png.ts')).PNG,
  docx: async () => (await import('./ooxml.ts')).ooxml,
};
