import type { FileType } from '../file-types.ts';

/** Formats that say what they are in their first bytes; `undefined` when none does. */
export function kindByMagic(head: Buffer): FileType | undefined {
  const text = head.toString('latin1', 0, 64);
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^GIF8[79]a/.test(text)) return 'gif';
  // The other two are for sound of more than 4 GiB (EBU Tech 3306, ITU-R BS.2088).
  if (/^(RIFF|RF64|BW64)/.test(text)) return kindOfRiff(text.slice(8, 12));
  if (text.startsWith('FORM')) return /^AIF[FC]$/.test(text.slice(8, 12)) ? 'aiff' : 'unknown';
  if (/^(II\*\0|MM\0\*)/.test(text)) return kindOfTiff(text);
  if (isBitmap(head)) return 'bmp';
  if (text.startsWith('%PDF-')) return 'pdf';
  if (text.startsWith('{\\rtf')) return 'rtf';
  if (text.startsWith('OggS')) return 'ogg';
  if (text.startsWith('fLaC')) return 'flac';
  if (text.startsWith('\x1a\x45\xdf\xa3')) return kindOfEbml(head);
  if (/^.{4}(ftyp|moov|mdat|wide|free|skip|pnot)/s.test(text)) return kindOfBoxes(head);
  if (text.startsWith('ID3')) return kindAfterId3(head);
  if (isMpegAudio(head, 0)) return 'mp3';
  // A PDF reader accepts the header anywhere in the first kilobyte.
  if (/%PDF-\d/.test(head.toString('latin1', 0, 1024)) && !isText(head)) return 'pdf';
  return undefined;
}

function isText(head: Buffer): boolean {
  return !head.subarray(0, 1024).includes(0);
}

function kindOfRiff(form: string): FileType {
  if (form === 'WEBP') return 'webp';
  if (form === 'WAVE') return 'wav';
  return form === 'AVI ' ? 'avi' : 'unknown';
}

/** Raw photos of cameras are TIFF files whose picture is not the one a TIFF reader shows. */
function kindOfTiff(text: string): FileType {
  return /^.{8}(CR|RO|RS)/s.test(text) ? 'unknown' : 'tiff';
}

/** `BM` alone is two letters; the reserved words and the size of the second header make it a bitmap. */
function isBitmap(head: Buffer): boolean {
  return (
    head.length >= 26 &&
    head.toString('latin1', 0, 2) === 'BM' &&
    head.readUInt32LE(10) < 1 << 20 &&
    [12, 16, 40, 52, 56, 64, 108, 124].includes(head.readUInt32LE(14))
  );
}

function kindOfEbml(head: Buffer): FileType {
  const docType = /\x42\x82[\x80-\x8f](webm|matroska)/.exec(head.toString('latin1', 0, 128));
  if (docType?.[1] === 'webm') return 'webm';
  return docType ? 'mkv' : 'unknown';
}

const STILL = /^(mif1|msf1|heic|heix|heim|heis|hevc|hevx|hevm|hevs)$/;

/** ISO base media files by the brands of `ftyp`; QuickTime files of old have none. */
function kindOfBoxes(head: Buffer): FileType {
  if (head.toString('latin1', 4, 8) !== 'ftyp') return 'mov';
  const length = Math.min(head.readUInt32BE(0), head.length, 1024);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= length; at += 4) {
    if (at !== 12) brands.push(head.toString('latin1', at, at + 4));
  }
  const [major = ''] = brands;
  if (
    /^avi[fs]$/.test(major) ||
    (STILL.test(major) && brands.some((name) => /^avi[fs]$/.test(name)))
  ) {
    return 'avif';
  }
  if (STILL.test(major)) return brands.some((name) => /^he[iv]/.test(name)) ? 'heic' : 'unknown';
  if (major === 'qt  ') return 'mov';
  if (/^M4[AB] $/.test(major)) return 'm4a';
  return /^(iso[m\d]|mp4\d|avc1|M4V |M4VH|M4VP|3g[p2].|dash|MSNV|f4v |mmp4|NDX.|XAVC|hvc1|cmf.)$/i.test(
    major,
  )
    ? 'mp4'
    : 'unknown';
}

/** Size of an ID3v2 tag: four bytes of seven bits each (ID3v2.4 § 3.1). */
function kindAfterId3(head: Buffer): FileType {
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((head[at] ?? 0) & 0x7f), 0);
  const start = 10 + size + ((head[5] ?? 0) & 0x10 ? 10 : 0);
  return head.toString('latin1', start, start + 4) === 'fLaC' ? 'flac' : 'mp3';
}

const RATES = [44100, 48000, 32000];
const BITRATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** Two layer III frames in a row, because the sync word alone is too short to mean anything. */
function isMpegAudio(head: Buffer, start: number): boolean {
  const length = frameLength(head, start);
  return length > 0 && frameLength(head, start + length) > 0;
}

function frameLength(head: Buffer, at: number): number {
  const [first = 0, second = 0, third = 0] = head.subarray(at, at + 3);
  if (first !== 0xff || (second & 0xe6) !== 0xe2) return 0;
  const version = (second >> 3) & 3;
  const rate = RATES[(third >> 2) & 3];
  const bitrate = (version === 3 ? BITRATES_1 : BITRATES_2)[third >> 4];
  if (version === 1 || !rate || !bitrate) return 0;
  const divisor = version === 3 ? 1 : version === 2 ? 2 : 4;
  const samples = version === 3 ? 144000 : 72000;
  return Math.floor((samples * bitrate) / (rate / divisor)) + ((third >> 1) & 1);
}
