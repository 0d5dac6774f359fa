import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export interface DirtyZipOptions {
  /** Of the archive. */
  comment?: string;
  /** Of each member. */
  memberComment?: string;
  mtime?: Date;
  /** Symbolic links, with where they lead. */
  links?: Record<string, string>;
}

/** An archive as ordinary programs write it: with times, comments and extra fields. */
export function dirtyZip(
  parts: Record<string, string | Buffer>,
  options: DirtyZipOptions = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  const { comment = '', memberComment = '', mtime = new Date('2021-03-04T05:06:08Z') } = options;
  for (const [name, content] of Object.entries(parts)) {
    const how = { mtime, fileComment: memberComment, compress: name !== 'mimetype' };
    zip.addBuffer(Buffer.from(content), name, how);
  }
  for (const [name, target] of Object.entries(options.links ?? {})) {
    zip.addBuffer(Buffer.from(target), name, { mtime, mode: 0o120777 });
  }
  zip.end({ comment, forceZip64Format: false });
  return buffer(zip.outputStream);
}

/** Unique words to plant, each remembered under the place where it is planted. */
export function planter(): { plant(place: string): string; planted: string[] } {
  const planted: string[] = [];
  return {
    planted,
    plant(place) {
      const word = `Zq${place.replace(/[^A-Za-z0-9]/g, '')}${planted.length}Kx`;
      planted.push(word);
      return word;
    },
  };
}
