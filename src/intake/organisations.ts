import type { Response } from 'express';
import type { Channel } from '../config/schema.ts';
import { LANGUAGES } from '../languages/language.ts';
import { nameOf, placeOf, renderPage } from './site.ts';

/** The front page of a service with several channels: a list of organisations, each in its own languages. */
export function showOrganisations(
  response: Response,
  channels: readonly Channel[],
  listed: readonly Channel[],
): void {
  const [first = channels[0]] = listed;
  if (first === undefined) throw new Error('a configuration has at least one channel');
  const place = placeOf(channels, first, first.languages[0] ?? 'en');
  const { title } = place.texts.intake.organisations;
  renderPage(
    response,
    place,
    'organisations',
    { title, current: null },
    {
      name: '',
      organisations: listed.map((channel) => ({
        id: channel.id,
        name: nameOf(channel.name, channel.languages[0] ?? 'en'),
        lang: channel.languages[0],
        languages: channel.languages.map((code) => ({
          code,
          name: LANGUAGES[code],
          href: `/${channel.id}/${code}`,
        })),
      })),
    },
  );
}
