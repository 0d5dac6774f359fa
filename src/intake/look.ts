import type { RequestHandler } from 'express';
import nunjucks from 'nunjucks';
import type { Logo } from '../config/logo.ts';
import type { Channel } from '../config/schema.ts';
import { changeStyleSource } from '../web/headers.ts';
import { type Style, styleOf } from '../web/style.ts';

/** What a channel's pages have of its brand. */
interface Look {
  style: Style;
  /** A picture that stands in the page itself, so that a page stays one request. */
  logo: { src: string; width: number; height: number } | null;
}

/**
 * Gives every page the style sheet of its channel, with the hash that lets it pass, and its logo. `channelOf` tells whose page
 * an address is; null for the list of organisations.
 */
export function showBrands(
  base: Style,
  channels: readonly Channel[],
  logos: ReadonlyMap<string, Logo>,
  channelOf: (path: string) => Channel | null,
): RequestHandler {
  const looks = new Map(
    channels.map((channel) => [channel, lookOf(base, channel, logos.get(channel.id))]),
  );
  return (request, response, next) => {
    const channel = channelOf(request.path);
    const look = channel && looks.get(channel);
    response.locals['logo'] = look?.logo ?? null;
    if (look && look.style !== base) {
      response.locals['css'] = new nunjucks.runtime.SafeString(look.style.css);
      changeStyleSource(response, base.hash, look.style.hash);
    }
    next();
  };
}

function lookOf(base: Style, { brand }: Channel, logo: Logo | undefined): Look {
  const { colour, darkColour } = brand;
  return {
    style: colour
      ? styleOf(
          `${base.css}:root{--brand:${colour};--bar:${colour}}@media(prefers-color-scheme:dark){:root{--brand:${darkColour};--bar:${colour}}}`,
        )
      : base,
    logo: logo
      ? {
          src: `data:image/png;base64,${logo.png.toString('base64')}`,
          width: logo.width,
          height: logo.height,
        }
      : null,
  };
}
