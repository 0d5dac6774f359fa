import { expect } from 'chai';
import type { FileType } from '../../src/sanitise/file-types.ts';
import { findIsolation, type Isolation } from '../../src/sanitise/isolation.ts';
import {
  type ExifTool,
  findExifTool,
  searchOf,
  startListing,
  unexpectedTags,
} from '../../src/sanitise/judge/exiftool.ts';
import { ALLOWED_TAGS } from '../../src/sanitise/judge/index.ts';
import { LIMITS } from '../../src/sanitise/limits.ts';
import { picture, tagged } from './images/pictures.ts';

describe('ExifTool as a judge', () => {
  let isolation: Isolation;
  let exifTool: ExifTool;

  before(async () => {
    [isolation, exifTool] = await Promise.all([findIsolation(LIMITS), findExifTool()]);
  });

  async function list(file: Buffer, type: FileType) {
    const listing = startListing(isolation, exifTool, searchOf(type));
    listing.stdin?.end(file);
    return listing.tags();
  }

  async function unexpected(file: Buffer, type: FileType): Promise<string[]> {
    const tags = await list(file, type);
    if (!tags) throw new Error('ExifTool did not answer');
    return unexpectedTags(type, tags, exifTool.lacks);
  }

  it('finds only the resolution in a bare picture, which tells of a scanner', async () => {
    expect(await unexpected(await picture().png().toBuffer(), 'png')).to.deep.equal([
      'PNG-pHYs:PixelsPerUnitX',
      'PNG-pHYs:PixelsPerUnitY',
      'PNG-pHYs:PixelUnits',
    ]);
  });

  it('finds tags that a clean photo must not have', async () => {
    const dirty = await tagged(await picture().jpeg().toBuffer(), 'jpeg', [
      '-Artist=A',
      '-XMP-dc:Creator=B',
      '-Comment=C',
    ]);
    expect(await unexpected(dirty, 'jpeg')).to.include.members([
      'IFD0:Artist',
      'XMP-dc:Creator',
      'File:Comment',
    ]);
  });

  it('finds a file of another type than it is said to be', async () => {
    expect(await unexpected(await picture().gif().toBuffer(), 'png')).to.include('File:FileType');
  });

  it('finds a tag even when it stands there twice and only one of them fits', async () => {
    const tags = new Map([
      ['File:FileType', 'JPEG'],
      ['JFIF:XResolution', '1'],
      ['JFIF:Copy1:XResolution', '72'],
    ]);
    expect(unexpectedTags('jpeg', tags, [])).to.deep.equal(['JFIF:Copy1:XResolution']);
  });

  it('never passes a type without a list', () => {
    expect(unexpectedTags('unknown', new Map(), [])).to.not.deep.equal([]);
  });

  it('passes only complaints about the missing module where a module is missing', () => {
    const type = (Object.keys(ALLOWED_TAGS) as FileType[]).find((each) =>
      ALLOWED_TAGS[each]?.needs?.includes('Archive::Zip'),
    );
    if (!type) throw new Error('no type needs the module');
    const [fileType = ''] = ALLOWED_TAGS[type]?.fileTypes ?? [];
    const said = (warning: string) =>
      new Map([
        ['File:FileType', fileType],
        ['ExifTool:Warning', warning],
      ]);
    const complaint = said('Install Archive::Zip to decode compressed ZIP information');
    expect(unexpectedTags(type, complaint, ['Archive::Zip'])).to.deep.equal([]);
    expect(unexpectedTags(type, complaint, [])).to.deep.equal(['ExifTool:Warning']);
    expect(unexpectedTags(type, said('Format error in ZIP file'), ['Archive::Zip'])).to.deep.equal([
      'ExifTool:Warning',
    ]);
  });

  it('gives no list when it is fed endlessly many tags', async () => {
    const many = await tagged(await picture().jpeg().toBuffer(), 'jpeg', [
      `-UserComment=${'x'.repeat(60_000)}`,
    ]);
    const segments = Buffer.concat(
      Array.from({ length: 40 }, () =>
        Buffer.concat([Buffer.from([0xff, 0xfe, 0xea, 0x62]), Buffer.alloc(60_000, 0x61)]),
      ),
    );
    const file = Buffer.concat([many.subarray(0, 2), segments, many.subarray(2)]);
    expect(await list(file, 'jpeg')).to.equal(undefined);
  });

  it('knows what Perl lacks here', () => {
    expect(exifTool.lacks).to.be.an('array');
    for (const name of exifTool.lacks) expect(['Compress::Zlib', 'Archive::Zip']).to.include(name);
  });
});
