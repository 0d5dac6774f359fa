import { FILE_TYPES, type FileType } from '../../file-types.ts';
import { type Job, NotCleanable } from '../format.ts';
import type { Archive } from '../zip/read-zip.ts';

export interface Picture {
  /** In the cleaned file; given when it is first used. */
  name: string | undefined;
  type: FileType;
  /** Let go of once written. */
  bytes: Buffer | undefined;
}

/** Types that Office programs show. */
const SHOWN: ReadonlySet<FileType> = new Set(['png', 'jpeg', 'gif', 'tiff', 'bmp', 'webp']);

export interface Pictures {
  /** The cleaned picture in a part of the file; undefined when there is no way to clean its type. */
  clean(part: string): Promise<Picture | undefined>;
  /** The pictures that were used but not written yet. */
  unwritten(): Picture[];
  /** Gives a picture its name. */
  use(picture: Picture): string;
}

/** Cleans the pictures of a document, each once, in the lossless way; `folder` is where they go. */
export function pictures(archive: Archive, job: Job, folder: string): Pictures {
  const known = new Map<string, Picture | undefined>();
  let count = 0;

  async function load(part: string): Promise<Picture | undefined> {
    const member = archive.members.get(part);
    if (!member || member.size === 0) return undefined;
    try {
      const { type, bytes } = await job.nested(await member.bytes());
      if (SHOWN.has(type)) return { name: undefined, type, bytes };
    } catch (error) {
      // Metafiles mostly: the frame stays and is empty. Anything else that fails makes the file fail.
      if (!(error instanceof NotCleanable) || error.reason !== 'unsupported') throw error;
    }
    job.removed('embeddedFile');
    return undefined;
  }

  return {
    async clean(part) {
      if (!known.has(part)) known.set(part, await load(part));
      return known.get(part);
    },
    unwritten: () => [...known.values()].filter((one) => one?.name && one.bytes) as Picture[],
    use(picture) {
      picture.name ??= `${folder}/image${++count}.${FILE_TYPES[picture.type].extension}`;
      return picture.name;
    },
  };
}
