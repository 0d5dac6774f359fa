import type { Refusal } from '../../cases/upload.ts';
import type { Reason, RemovalKind } from '../../sanitise/outcome.ts';

/** What was found in files, in words of somebody who has never heard of metadata. */
export const removed: Record<RemovalKind, string> = {
  location: 'place where it was taken or made',
  device: 'camera, phone or scanner and its serial number',
  author: 'names of authors and owners',
  time: 'times of making and changing',
  software: 'programs it was made with',
  description: 'titles, keywords and captions',
  identifier: 'hidden identification numbers',
  thumbnail: 'small preview pictures',
  history: 'earlier versions and deleted text',
  comment: 'comments',
  hiddenContent: 'content that is not shown',
  embeddedFile: 'files inside the file',
  activeContent: 'macros and scripts',
  externalLink: 'links that call home',
  path: 'folder and file paths',
  printer: 'printer settings',
  picture: 'cover pictures',
  chapter: 'chapter lists',
  signature: 'digital signatures',
  selectableText: 'selectable text, on pages that became pictures',
  colourProfile: 'colour profile of a device',
  fileName: 'names of files in the archive',
  trailingData: 'data after the end of the file',
  other: 'other hidden data',
};

/** Why a file could not be cleaned or was not taken. */
export const reasons: Record<Reason | Refusal, string> = {
  unsupported: 'This kind of file cannot be cleaned yet.',
  encrypted: 'It is protected by a password. Remove the password and attach it again.',
  damaged: 'It is damaged or cut off. Attach it again.',
  ambiguous: 'It can be read as two kinds of file at once.',
  signed: 'It carries a digital signature that names the signer.',
  tooComplex: 'It is too large or too complex to clean.',
  timeout: 'Cleaning took too long.',
  residue: 'It was cleaned, but the check of the result was not satisfied.',
  failed: 'The cleaning broke off.',
  tooLarge: 'All files together were too large. Send it with a message from the mailbox.',
  tooMany: 'There were too many files. Send it with a message from the mailbox.',
  empty: 'The file is empty.',
};

export type FileTexts = { removed: typeof removed; reasons: typeof reasons };
