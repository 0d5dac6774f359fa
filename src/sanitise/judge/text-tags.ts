import type { AllowedTagsByType } from './allowed-tags.ts';

const COUNTS = ['ByteOrderMark', 'LineCount', 'MIMEEncoding', 'Newlines', 'WordCount'].map(
  (tag) => `File:${tag}`,
);

/** Of texts ExifTool counts lines and guesses encodings; of pages and RTF it knows only what we take out. */
export const TEXT_TAGS: AllowedTagsByType = {
  txt: { fileTypes: ['TXT', 'CSV'], tags: COUNTS },
  csv: {
    fileTypes: ['CSV', 'TXT'],
    tags: [...COUNTS, 'File:ColumnCount', 'File:Delimiter', 'File:Quoting', 'File:RowCount'],
    values: { 'File:ByteOrderMark': /^No$/ },
  },
  html: { fileTypes: ['HTML'], tags: [] },
  rtf: { fileTypes: ['RTF'], tags: [] },
};
