import type { AllowedTagsByType } from './allowed-tags.ts';

/** The version is the same for every document. Everything else ExifTool knows of PDF is about who, when and with what. */
export const PDF_TAGS: AllowedTagsByType = {
  pdf: {
    fileTypes: ['PDF'],
    tags: ['PDF:PDFVersion', 'PDF:Linearized', 'PDF:PageCount'],
    values: { 'PDF:PDFVersion': /^1\.7$/, 'PDF:Linearized': /^No$/ },
    needs: ['Compress::Zlib'],
  },
};
