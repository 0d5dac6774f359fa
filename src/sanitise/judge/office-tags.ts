import type { AllowedTags, AllowedTagsByType } from './allowed-tags.ts';

/** What ExifTool tells of the archive's first member: sizes, and the fixed date and name that our writer uses. */
function archive(fileTypes: string[], firstMember: RegExp): AllowedTags {
  return {
    fileTypes,
    tags: [
      'ZIP:ZipRequiredVersion',
      'ZIP:ZipBitFlag',
      'ZIP:ZipCompression',
      'ZIP:ZipModifyDate',
      'ZIP:ZipCRC',
      'ZIP:ZipCompressedSize',
      'ZIP:ZipUncompressedSize',
      'ZIP:ZipFileName',
    ],
    values: {
      'ZIP:ZipModifyDate': /^1980:01:01 00:00:00$/,
      'ZIP:ZipFileName': firstMember,
    },
    needs: ['Archive::Zip', 'Compress::Zlib'],
  };
}

const OOXML = /^_rels\/\.rels$/;

/** Without Archive::Zip, ExifTool sees an archive where a document is. */
export const OFFICE_TAGS: AllowedTagsByType = {
  docx: archive(['DOCX', 'ZIP'], OOXML),
  xlsx: archive(['XLSX', 'ZIP'], OOXML),
};
