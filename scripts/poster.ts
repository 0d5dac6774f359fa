import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rulesOf } from '../src/cases/rules-of-channel.ts';
import { loadConfig } from '../src/config/load.ts';
import type { Channel, Config } from '../src/config/schema.ts';
import { CATALOGUES } from '../src/languages/catalogue.ts';
import { formatPeriod } from '../src/languages/format.ts';
import type { Language } from '../src/languages/language.ts';
import { UsageError } from '../src/usage-error.ts';
import { drawPoster } from './poster/draw-poster.ts';
import { PosterError } from './poster/sheet.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run --silent poster -- --config FILE [--out DIR] [--channel ID] [--language CODE]
                                      [--onion ADDRESS] [--web ADDRESS]

Makes a poster for each channel and language: DIR/poster-CHANNEL-LANGUAGE.pdf (A4, for printing) and .png (for a screen),
with the addresses, a QR code for each, what to do before going there, and what reporters are promised.

  --config FILE     the configuration of the service
  --out DIR         where the posters go (default: posters)
  --channel ID      only this channel
  --language CODE   only this language: da, sv, nb or en
  --onion ADDRESS   http://….onion, where the configuration names none, or another one
  --web ADDRESS     https://…, likewise`;

/** Everything that a poster says of the way there. */
interface Addresses {
  onion: string | null;
  web: string | null;
}

async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      config: { type: 'string' },
      out: { type: 'string', default: 'posters' },
      channel: { type: 'string' },
      language: { type: 'string' },
      onion: { type: 'string' },
      web: { type: 'string' },
    },
  });
  if (values.config === undefined) throw new UsageError(`--config FILE is missing.\n\n${USAGE}`);
  const config = await loadConfig(values.config);
  const addresses = addressesOf(config, values);
  const { channel: onlyChannel, language: onlyLanguage } = values;
  const wanted = config.channels
    .filter(({ id }) => onlyChannel === undefined || id === onlyChannel)
    .flatMap((channel) => channel.languages.map((language) => ({ channel, language })))
    .filter(({ language }) => onlyLanguage === undefined || language === onlyLanguage);
  if (wanted.length === 0) {
    const offered = config.channels.map(({ id, languages }) => `${id} (${languages.join(', ')})`);
    throw new UsageError(`There is no such channel or language. There are: ${offered.join('; ')}.`);
  }

  await mkdir(values.out, { recursive: true });
  for (const { channel, language } of wanted) {
    const { pdf, png } = posterOf(config, channel, language, addresses);
    const file = join(values.out, `poster-${channel.id}-${language}`);
    await writeFile(`${file}.pdf`, pdf);
    await writeFile(`${file}.png`, png);
    console.log(`${file}.pdf and .png`);
  }
}

/** The addresses that were given, else the configured ones. Those of a trial on this machine lead nobody anywhere. */
function addressesOf({ listen }: Config, given: { onion?: string; web?: string }): Addresses {
  const origins = [...listen.intake.origins, ...(listen.front?.origins ?? [])];
  const isOnion = (origin: string) => origin.endsWith('.onion');
  const addresses = {
    onion: given.onion ?? origins.find(isOnion) ?? null,
    web: given.web ?? origins.find((origin) => /^https:/.test(origin) && !isOnion(origin)) ?? null,
  };
  const { onion, web } = addresses;
  if (onion !== null && !/^https?:\/\/[a-z2-7]{56}\.onion$/.test(onion)) {
    throw new UsageError(
      `${onion} is no onion address: http://, 56 letters and digits (a to z, 2 to 7), .onion, and nothing behind.`,
    );
  }
  if (onion?.startsWith('http://replacethis')) {
    throw new UsageError(
      "The onion address is still the example's and leads nowhere: put your own into the configuration.",
    );
  }
  if (web !== null && !/^https:\/\/[a-z0-9.-]+(?::\d+)?$/.test(web)) {
    throw new UsageError(`${web} is no web address: https://, a name, and nothing behind.`);
  }
  if (onion === null && web === null) {
    throw new UsageError(
      'The configuration names no address that others could reach. Name one with --onion or --web.',
    );
  }
  return addresses;
}

function posterOf(config: Config, channel: Channel, language: Language, { onion, web }: Addresses) {
  const { profile } = rulesOf(channel);
  const path = config.channels.length === 1 ? `/${language}` : `/${channel.id}/${language}`;
  return drawPoster({
    language,
    texts: CATALOGUES[language].poster,
    name: channel.name[language] ?? '',
    onion: onion && onion + path,
    web: web && web + path,
    confirmation: formatPeriod(language, profile.acknowledgement.within),
    feedback: formatPeriod(language, profile.feedback.within),
    colour: channel.brand.colour ?? null,
  });
}

await runCommand(USAGE, run, { plain: [PosterError] });
