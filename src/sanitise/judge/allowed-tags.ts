import type { FileType } from '../file-types.ts';

/** Perl modules without which ExifTool cannot see into some formats. */
export type PerlModule = 'Compress::Zlib' | 'Archive::Zip' | 'IO::String';

/** What ExifTool may list of a clean file of one type. */
export interface AllowedTags {
  /** The values of `File:FileType` that fit. */
  readonly fileTypes: readonly string[];
  /**
   * `Group:Tag` as ExifTool names them with -G1 -s, without the ones every file has. `Group:*` allows a group; `IFD:`
   * stands for the directory of any page.
   */
  readonly tags: readonly string[];
  /** Tags whose value must match, for those that could carry more than structure. */
  readonly values?: Readonly<Record<string, RegExp>>;
  /** Modules without which ExifTool's silence says nothing about this type; only the structural check counts then. */
  readonly needs?: readonly PerlModule[];
}

export type AllowedTagsByType = Partial<Record<FileType, AllowedTags>>;
