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

/** Types that Office programs show, and those that they play. */
export const PICTURE_TYPES = ['png', 'jpeg', 'gif', 'tiff', 'bmp', 'webp'] as const;
export const MEDIA_TYPES = ['mp4', 'mov', 'avi', 'mp3', 'wav', 'm4a', 'aiff', 'ogg'] as const;
const USABLE: ReadonlySet<FileType> = new Set([...PICTURE_TYPES, ...MEDIA_TYPES]);
const MEDIA: ReadonlySet<FileType> = new Set(MEDIA_TYPES);

export interface Pictures {
  /** The cleaned picture, sound or film in a part of the file; undefined when there is no way to clean its type. */
  clean(part: string): Promise<Picture | undefined>;
  /** The pictures that were used but not written yet. */
  unwritten(): Picture[];
  /** Gives a picture its name. */
  use(picture: Picture): string;
}

/** Cleans the pictures, sounds and films of a document, each once, in the lossless way; `folder` is where they go. */
export function pictures(archive: Archive, job: Job, folder: string): Pictures {
  const known = new Map<string, Picture | undefined>();
  const counts = { image: 0, media: 0 };

  async function load(part: string): Promise<Picture | undefined> {
    const member = archive.members.get(part);
    if (!member || member.size === 0) return undefined;
    try {
      const { type, bytes } = await job.nested(await member.bytes());
      if (USABLE.has(type)) return { name: undefined, type, bytes };
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
      const kind = MEDIA.has(picture.type) ? 'media' : 'image';
      picture.name ??= `${folder}/${kind}${++counts[kind]}.${FILE_TYPES[picture.type].extension}`;
      return picture.name;
    },
  };
}
