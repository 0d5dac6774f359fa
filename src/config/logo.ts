import { readFile } from 'node:fs/promises';
import { NotCleanable } from '../sanitise/formats/format.ts';
import { readChunks } from '../sanitise/formats/images/png-chunks.ts';
import { verifyPng } from '../sanitise/formats/images/png-verify.ts';
import type { Problem } from './problems.ts';
import type { Config } from './schema.ts';

/** A picture that stands inside each page of its channel. */
export interface Logo {
  png: Buffer;
  /** In CSS pixels: half of the picture's own where it is made for fine screens. */
  width: number;
  height: number;
}

/** Wider or higher than any head of a page; twice that for fine screens. */
const MOST = { width: 320, height: 64 };
/** Every page carries it over Tor; what fits is measured when the pages are there (src/intake/page-weights.ts). */
const MOST_BYTES = 6000;

/** The logos of all channels that have one, by the channel's id. */
export async function readLogos(config: Pick<Config, 'channels'>): Promise<Map<string, Logo>> {
  const logos = new Map<string, Logo>();
  for (const { id, brand } of config.channels) {
    if (brand.logo !== undefined) logos.set(id, await readLogo(brand.logo.file));
  }
  return logos;
}

/** Logos that cannot stand in a page, and why. */
export async function wrongLogos(config: Pick<Config, 'channels'>): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [channel, { brand }] of config.channels.entries()) {
    if (brand.logo === undefined) continue;
    try {
      await readLogo(brand.logo.file);
    } catch (error) {
      if (!(error instanceof LogoError)) throw error;
      const path = ['channels', channel, 'brand', 'logo', 'file'];
      problems.push({ path, message: error.message });
    }
  }
  return problems;
}

class LogoError extends Error {
  override name = 'LogoError';
}

async function readLogo(file: string): Promise<Logo> {
  const png = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new LogoError(`${file} cannot be read (${error.code})`);
  });
  if (png.length > MOST_BYTES) {
    throw new LogoError(
      `has ${png.length} bytes, and ${MOST_BYTES} at most fit into a page: make it smaller, or of fewer colours (8 bits, a palette)`,
    );
  }
  if (png.toString('latin1', 1, 4) !== 'PNG') {
    throw new LogoError('is no PNG (an SVG would not show in Tor Browser at "Safest")');
  }
  await refuseExtras(png);
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const half = width > MOST.width || height > MOST.height ? 2 : 1;
  if (width > 2 * MOST.width || height > 2 * MOST.height) {
    throw new LogoError(
      `is ${width} × ${height} pixels, and ${2 * MOST.width} × ${2 * MOST.height} is the most`,
    );
  }
  return { png, width: Math.round(width / half), height: Math.round(height / half) };
}

/** The same rules as for what reporters send: nothing in it but the picture. */
async function refuseExtras(png: Buffer): Promise<void> {
  try {
    await verifyPng(png);
  } catch (error) {
    if (!(error instanceof NotCleanable)) throw error;
    throw new LogoError(
      'has more in it than a picture, such as who made it and with what, or is damaged: clean it with `npm run --silent sanitise -- FILE --out DIR`',
    );
  }
  // Nothing moves on our pages (WCAG 2.2, 2.2.2).
  if ([...readChunks(png)].some(({ type }) => type === 'acTL')) {
    throw new LogoError('is animated');
  }
}
