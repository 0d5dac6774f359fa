import type { Express } from 'express';
import type { Logo } from '../config/logo.ts';
import type { Config } from '../config/schema.ts';
import { heaviestPage, MOST_PAGE_BYTES } from './page-weights.ts';

/**
 * Logos with which a page would no longer come over Tor in one go, as problems of the configuration: measured on the pages
 * themselves, because what an organisation writes takes its share. Closes the site.
 */
export async function heavyPages(
  site: { app: Express; close(): void },
  config: Pick<Config, 'channels'>,
  logos: ReadonlyMap<string, Logo>,
): Promise<string[]> {
  const problems: string[] = [];
  for (const channel of config.channels) {
    const logo = logos.get(channel.id);
    if (logo === undefined) continue;
    const { path, bytes } = await heaviestPage(site.app, channel, config.channels.length > 1);
    const surplus = bytes - MOST_PAGE_BYTES;
    if (surplus <= 0) continue;
    // Four characters of a page for three bytes of a picture (RFC 4648 § 4).
    const most = logo.png.length - Math.ceil((surplus * 3) / 4) - 3;
    const advice =
      most > 0
        ? `The picture has ${logo.png.length} bytes and may have ${most}.`
        : 'There is no room for a picture: shorten your own texts, or leave the logo out.';
    problems.push(
      `channels.${channel.id}.brand.logo: with it ${path} takes ${bytes} bytes, and ${MOST_PAGE_BYTES} come over Tor in one go. ${advice}`,
    );
  }
  site.close();
  return problems;
}
