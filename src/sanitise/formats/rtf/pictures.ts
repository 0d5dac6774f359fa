import { type Job, NotCleanable } from '../format.ts';
import type { Group } from './tree.ts';

/** A picture on its way: size and crop in words, the bytes still as they were. */
export interface PictureGroup {
  words: string;
  bytes: Buffer;
}

const KEPT = /^(?:pic[wh]|pic[wh]goal|picscale[xy]|piccrop[lrtb])$/;

/** Undefined for metafiles and bitmaps of Windows and the Macintosh, which nobody can clean. */
export function pictureOf(group: Group): PictureGroup | undefined {
  let words = '';
  let digits = '';
  let binary: Buffer | undefined;
  let isKnown = false;
  for (const node of group.nodes) {
    if (node.kind === 'word') {
      if (node.name === 'pngblip' || node.name === 'jpegblip') isKnown = true;
      if (KEPT.test(node.name)) words += `\\${node.name}${node.value ?? ''} `;
    } else if (node.kind === 'text') digits += node.text.replace(/\s/g, '');
    else if (node.kind === 'binary') binary = node.bytes;
  }
  if (!isKnown) return undefined;
  return { words, bytes: binary ?? Buffer.from(digits, 'hex') };
}

/** The cleaned picture as a group; nothing when it cannot be cleaned, which is told as in office documents. */
export async function writePicture({ words, bytes }: PictureGroup, job: Job): Promise<string> {
  try {
    const clean = await job.nested(bytes);
    if (clean.type !== 'png' && clean.type !== 'jpeg') {
      throw new NotCleanable('unsupported', `a picture that is ${clean.type}`);
    }
    const lines = clean.bytes.toString('hex').replace(/.{128}/g, '$&\n');
    return `{\\pict ${words}\\${clean.type}blip \n${lines}}`;
  } catch (error) {
    if (!(error instanceof NotCleanable) || error.reason === 'tooComplex') throw error;
    job.removed('embeddedFile');
    return '';
  }
}
