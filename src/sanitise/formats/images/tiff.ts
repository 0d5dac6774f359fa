import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { type Format, type Job, NotCleanable } from '../format.ts';
import { countDirectory, type Directory, readDirectories } from './tiff-directories.ts';
import { verifyTiff } from './tiff-verify.ts';
import { type Page, writeTiffHeader, writeTiffPage } from './tiff-writer.ts';
import { blankUnseen } from './unseen.ts';

const compress = promisify(deflate);
/** A fax or a scanned file has some hundred pages. */
const MOST_PAGES = 2000;

/** Every page is decoded and written into a new file, one after the other, because their sizes differ. */
export const TIFF: Format = {
  async clean(input, output, job) {
    const bytes = await input.whole();
    const directories = readDirectories(bytes);
    for (const directory of directories) countDirectory(bytes, directory, job.removed);
    const pages = pagesOf(directories, job);
    await output(writeTiffHeader());
    let offset = writeTiffHeader().length;
    for (const [index, page] of pages.entries()) {
      const written = writeTiffPage(
        await readPage(bytes, page, job),
        offset,
        index === pages.length - 1,
      );
      offset += written.length;
      await output(written);
    }
  },
  verify: async (result) => verifyTiff(await result.whole()),
};

/** The numbers of the directories that are pages, not small versions of them. */
function pagesOf(directories: readonly Directory[], job: Job): number[] {
  if (directories.length > MOST_PAGES) throw new NotCleanable('tooComplex', 'TIFF: too many pages');
  // Cameras put the photo itself into a sub-directory of a small preview: no TIFF reader shows that photo.
  if (directories.some(({ reduced, raw }) => raw || (reduced && directories.length === 1))) {
    throw new NotCleanable('unsupported', 'TIFF: a raw photo');
  }
  const pages = [...directories.keys()].filter((index) => !directories[index]?.reduced);
  job.removed('thumbnail', directories.length - pages.length);
  if (pages.length === 0) throw new NotCleanable('damaged', 'TIFF: no page');
  return pages;
}

async function readPage(bytes: Buffer, page: number, job: Job): Promise<Page> {
  const { decodePage } = await import('./encode.ts');
  const { width, height, channels, bits, data } = await decodePage(bytes, page);
  if (blankUnseen(data, channels, bits)) job.removed('hiddenContent');
  return { width, height, channels, bits, pixels: await compress(data, { level: 6 }) };
}
