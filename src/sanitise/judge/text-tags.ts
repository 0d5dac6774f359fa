import type { AllowedTagsByType } from './allowed-tags.ts';

const COUNTS = ['File:LineCount', 'File:MIMEEncoding', 'File:Newlines', 'File:WordCount'];

/** Of texts ExifTool counts lines and guesses encodings; of pages and RTF it knows only what we take out. */
export const TEXT_TAGS: AllowedTagsByType = {
  txt: { fileTypes: ['TXT', 'CSV'], tags: [...COUNTS, 'File:ByteOrderMark'] },
  csv: {
    fileTypes: ['CSV', 'TXT'],
    tags: [...COUNTS, 'File:ColumnCount', 'File:Delimiter', 'File:Quoting', 'File:RowCount'],
  },
  html: { fileTypes: ['HTML'], tags: [] },
  rtf: { fileTypes: ['RTF'], tags: [] },
};
