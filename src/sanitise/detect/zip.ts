import type { FileType } from '../file-types.ts';
import type { Input } from '../formats/format.ts';

/** The end record with the longest comment it may have (APPNOTE.TXT 4.3.16). */
const END = 22;
const END_SIGNATURE = 'PK\x05\x06';
const TAIL = END + 0xffff;
/** Enough names to see what an archive is. */
const MOST_DIRECTORY = 4 << 20;

export interface ZipDirectory {
  readonly bytes: Buffer;
  /** Where the end record with its comment ends. */
  readonly end: number;
}

/** The central directory by the end record; `undefined` when there is none that makes sense. */
export async function readDirectory(input: Input): Promise<ZipDirectory | undefined> {
  const from = Math.max(0, input.size - TAIL);
  const tail = await input.read(from, TAIL);
  let end = tail.length;
  while (end > 0) {
    const at = tail.lastIndexOf(END_SIGNATURE, end - 1);
    if (at < 0) break;
    end = at;
    if (at + END > tail.length) continue;
    const size = tail.readUInt32LE(at + 12);
    const declared = tail.readUInt32LE(at + 16);
    // What stands before the archive moves it: the directory ends where the end record starts.
    const start = size === 0xffffffff ? declared : from + at - size;
    if (start < 0) continue;
    const bytes = await input.read(start, Math.min(size, MOST_DIRECTORY));
    if (bytes.length >= 46 && bytes.readUInt32LE(0) === 0x02014b50) {
      return { bytes, end: from + at + END + tail.readUInt16LE(at + 20) };
    }
  }
  return undefined;
}

/** Office documents are ZIP files, known by the parts they must have. */
export async function kindOfZip(input: Input): Promise<FileType> {
  const openDocument = await kindOfOpenDocument(input);
  if (openDocument) return openDocument;
  const names = namesIn((await readDirectory(input))?.bytes ?? Buffer.alloc(0));
  if (!names.has('[Content_Types].xml') || !names.has('_rels/.rels')) return 'zip';
  if (names.has('word/document.xml')) return 'docx';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  if (names.has('ppt/presentation.xml')) return 'pptx';
  // Some producer with other names for the main part; the folder of the styles tells as well.
  for (const name of names) {
    const folder = /^(word|xl|ppt)\/\w+\.xml$/.exec(name)?.[1];
    if (folder === 'word') return 'docx';
    if (folder === 'ppt') return 'pptx';
    if (folder === 'xl' && !names.has('xl/workbook.bin')) return 'xlsx';
  }
  return 'unknown';
}

const OPEN_DOCUMENTS: Record<string, FileType> = {
  text: 'odt',
  spreadsheet: 'ods',
  presentation: 'odp',
  graphics: 'odg',
};

/** The first member names the type and is stored as it is (OpenDocument 1.3 part 2 § 3.3). */
async function kindOfOpenDocument(input: Input): Promise<FileType | undefined> {
  const head = await input.read(0, 200);
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) return undefined;
  const nameEnd = 30 + head.readUInt16LE(26);
  if (head.toString('latin1', 30, nameEnd) !== 'mimetype') return undefined;
  const start = nameEnd + head.readUInt16LE(28);
  const mime = head.toString('latin1', start, start + 80);
  const match = /^application\/vnd\.oasis\.opendocument\.([a-z]+)(-template|-master)?/.exec(mime);
  return OPEN_DOCUMENTS[match?.[1] ?? ''] ?? 'unknown';
}

function namesIn(directory: Buffer): Set<string> {
  const names = new Set<string>();
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== 0x02014b50) break;
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    names.add(directory.toString('latin1', at + 46, nameEnd));
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
}
