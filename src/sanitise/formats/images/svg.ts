import { readdirSync } from 'node:fs';
import { FONTS } from '../../fonts.ts';
import { type Format, NotCleanable } from '../format.ts';
import { translated } from './encode.ts';
import { drawSvg } from './pixels.ts';
import { finishPng } from './png.ts';
import { readSvg } from './svg-content.ts';

/** A picture made to take forever is one that nobody needs; the renderer itself knows no limit of time. */
const LONGEST_MS = 15_000;

/** Becomes a PNG: what is drawn stays, the program and its notes go. */
export const SVG: Format = {
  async clean(input, output, job) {
    const bytes = await input.whole();
    const { hasText } = readSvg(textOf(bytes), job);
    // Without a font the text would be missing, and nobody would know.
    if (hasText && !someFont()) throw new NotCleanable('unsupported', 'SVG: no font to draw with');
    const encoded = await inTime(() =>
      translated(async () => (await drawSvg(bytes)).png().toBuffer()),
    );
    job.becomes('png');
    await output(finishPng(encoded, job));
  },
  verify() {
    throw new NotCleanable('residue', 'no result is an SVG file');
  },
};

function textOf(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function someFont(): boolean {
  return FONTS.some((folder) => {
    try {
      return readdirSync(folder, { recursive: true }).some((name) =>
        /\.(ttf|otf|ttc)$/.test(`${name}`),
      );
    } catch {
      return false;
    }
  });
}

/** The late drawing goes on in its thread; the process ends with it. */
async function inTime<T>(draw: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new NotCleanable('timeout', 'SVG: takes too long')),
      LONGEST_MS,
    );
  });
  try {
    return await Promise.race([draw(), late]);
  } finally {
    clearTimeout(timer);
  }
}
