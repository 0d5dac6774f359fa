import { FILE_TYPES, type FileType } from '../../file-types.ts';
import type { Reason } from '../../outcome.ts';
import { type Job, NotCleanable } from '../format.ts';
import { cleanMetafile, METAFILES, type Metafile } from '../metafile/metafile.ts';
import type { Archive } from './read-zip.ts';

export interface Picture {
  /** In the cleaned file; given when it is first used. */
  name: string | undefined;
  type: FileType | Metafile;
  /** Let go of once written. */
  bytes: Buffer | undefined;
}

/**
 * A picture of an unknown kind or a broken one (both are common in documents that have travelled) must not make the whole
 * document one that cannot be sent.
 */
const LEFT_OUT: ReadonlySet<Reason> = new Set(['unsupported', 'damaged', 'ambiguous']);

/** Types that Office programs show, and those that they play. */
export const PICTURE_TYPES = ['png', 'jpeg', 'gif', 'tiff', 'bmp', 'webp'] as const;
export const MEDIA_TYPES = ['mp4', 'mov', 'avi', 'mp3', 'wav', 'm4a', 'aiff', 'ogg'] as const;
const USABLE: ReadonlySet<FileType> = new Set([...PICTURE_TYPES, ...MEDIA_TYPES]);
const MEDIA: ReadonlySet<string> = new Set(MEDIA_TYPES);

/** Extension and media type of what a document may hold. */
export function describe(type: FileType | Metafile): { extension: string; mime: string } {
  return type === 'emf' || type === 'wmf' ? METAFILES[type] : FILE_TYPES[type];
}

export interface Pictures {
  /** The cleaned picture, sound or film in a part of the file; undefined when there is no way to clean its type. */
  clean(part: string): Promise<Picture | undefined>;
  /** The pictures that were used but not written yet. */
  unwritten(): Picture[];
  /** False for a part that was cleaned but never used; one that could not be cleaned counts as shown. */
  isShown(part: string): boolean;
  /** Gives a picture its name. */
  use(picture: Picture): string;
}

/** Undefined when the picture is to be left out: its frame stays and is empty. */
async function cleanOr<T>(clean: () => Promise<T>): Promise<T | undefined> {
  try {
    return await clean();
  } catch (error) {
    if (error instanceof NotCleanable && LEFT_OUT.has(error.reason)) return undefined;
    throw error;
  }
}

/**
 * A picture without its last bytes, which office programs show as far as it goes.
 * @throws NotCleanable when nothing can be made of it
 */
async function repaired(bytes: Buffer): Promise<Buffer> {
  const looksRight = /^(?:\x89PNG|\xff\xd8\xff)/.test(bytes.toString('latin1', 0, 4));
  if (!looksRight) throw new NotCleanable('unsupported', 'not a picture that is shown in part');
  const [{ default: sharp }, { MOST_PIXELS }] = await Promise.all([
    import('sharp'),
    import('../images/limits.ts'),
    import('../images/pixels.ts'), // closes all decoders but those we use
  ]);
  try {
    return await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'none' }).png().toBuffer();
  } catch {
    throw new NotCleanable('damaged', 'no picture');
  }
}

/** Cleans the pictures, sounds and films of a document, each once, in the lossless way; `folder` is where they go. */
export function pictures(archive: Archive, job: Job, folder: string): Pictures {
  const known = new Map<string, Picture | undefined>();
  const counts = { image: 0, media: 0 };

  async function load(part: string): Promise<Picture | undefined> {
    const member = archive.members.get(part);
    if (!member || member.size === 0) return undefined;
    const bytes = await member.bytes();
    const drawing = await cleanOr(async () => cleanMetafile(bytes));
    if (drawing) return { name: undefined, ...drawing };
    const cleaned =
      (await cleanOr(() => job.nested(bytes))) ??
      (await cleanOr(async () => job.nested(await repaired(bytes))));
    if (cleaned && USABLE.has(cleaned.type)) return { name: undefined, ...cleaned };
    job.removed('embeddedFile');
    return undefined;
  }

  return {
    async clean(part) {
      if (!known.has(part)) known.set(part, await load(part));
      return known.get(part);
    },
    unwritten: () => [...known.values()].filter((one) => one?.name && one.bytes) as Picture[],
    isShown: (part) => known.get(part) === undefined || known.get(part)?.name !== undefined,
    use(picture) {
      const kind = MEDIA.has(picture.type) ? 'media' : 'image';
      picture.name ??= `${folder}/${kind}${++counts[kind]}.${describe(picture.type).extension}`;
      return picture.name;
    },
  };
}
