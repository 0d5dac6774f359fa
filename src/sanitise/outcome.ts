import type { FileType } from './file-types.ts';

/**
 * Kinds of hidden information, as reporters are told of them ("place where the photo was taken: 2"). The values
 * themselves never leave the sanitiser.
 */
export const REMOVAL_KINDS = [
  'location', // GPS and place names
  'device', // camera, phone, scanner, serial numbers, owner of the device
  'author', // author, last modified by, company, manager, reserved-by
  'time', // creation, change, print and edit times
  'software', // programs and versions, encoder and handler strings
  'description', // titles, subjects, keywords, captions, alternative texts, ratings
  'identifier', // document, revision and instance ids, rsids, unique ids
  'thumbnail', // thumbnails and previews
  'history', // earlier versions, tracked changes, undo data, deleted text
  'comment', // comments and annotations with their authors
  'hiddenContent', // hidden layers, hidden text, subtitles and tracks that do not show
  'embeddedFile', // files inside the file
  'activeContent', // macros, scripts, actions, forms that send
  'externalLink', // links that would call home, remote templates and pictures
  'path', // folder, template, printer and network paths
  'printer', // printer settings
  'picture', // cover art
  'chapter', // chapter lists and markers
  'signature', // digital signatures, which name the signer and hold for the uncleaned file only
  'selectableText', // pages that could be kept only as pictures of themselves
  'colourProfile', // ICC profiles that can name a device
  'fileName', // names of members in archives
  'trailingData', // bytes after the end of the file, unused space
  'other', // known but rare, or unknown blocks
] as const;
export type RemovalKind = (typeof REMOVAL_KINDS)[number];

/** `count` is the number of places found, at least 1. */
export interface Removal {
  kind: RemovalKind;
  count: number;
}

/** Why a file could not be cleaned. Told to the reporter in words; the file takes the held way. */
export const REASONS = [
  'unsupported', // no sound way to clean this type (yet)
  'encrypted', // needs a password
  'damaged', // truncated or not what it says it is
  'ambiguous', // two types at once (polyglot)
  'signed', // a signature names the signer and would break
  'tooComplex', // larger or deeper than the limits, among them bombs
  'timeout', // took too long
  'residue', // cleaned, but the check of the result found something left or could not be made
  'failed', // the isolated process broke
] as const;
export type Reason = (typeof REASONS)[number];

/** `type` is the type of the result, which may differ from the input's (a HEIC photo becomes a JPEG). */
export type Sanitised =
  | { clean: true; type: FileType; removed: Removal[]; bytes: number }
  | { clean: false; type: FileType; reason: Reason };
