import type { AllowedTags, AllowedTagsByType } from './allowed-tags.ts';

/** What ExifTool tells of an archive's members: sizes, and the fixed date and the names that our writer uses. */
function archive(fileTypes: string[], names: RegExp): AllowedTags {
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
      'ZIP:ZipFileName': names,
    },
    // The last one is what it needs to look into an archive that comes by a pipe.
    needs: ['Archive::Zip', 'Compress::Zlib', 'IO::String'],
  };
}

const OOXML = /^(?:_rels\/\.rels|\[Content_Types\]\.xml|(?:word|xl|ppt)\/[a-zA-Z0-9_./]+)$/;

const ODF =
  /^(?:mimetype|META-INF\/manifest\.xml|(?:Object\d+\/)?(?:content|styles|settings)\.xml|Pictures\/\w+\.\w+)$/;

/** Without these modules, ExifTool sees an archive where a document is. */
export const OFFICE_TAGS: AllowedTagsByType = {
  docx: archive(['DOCX', 'ZIP'], OOXML),
  xlsx: archive(['XLSX', 'ZIP'], OOXML),
  pptx: archive(['PPTX', 'ZIP'], OOXML),
  odt: archive(['ODT', 'ZIP'], ODF),
  ods: archive(['ODS', 'ZIP'], ODF),
  odp: archive(['ODP', 'ZIP'], ODF),
  odg: archive(['ODG', 'ZIP'], ODF),
  // A message is lines of text to ExifTool.
  eml: {
    fileTypes: ['TXT', 'EML'],
    tags: ['File:MIMEEncoding', 'File:Newlines', 'File:LineCount', 'File:WordCount'],
  },
  zip: archive(['ZIP'], /^file-\d+\.[a-z0-9]+$/),
};
