import type { Request, RequestHandler, Response } from 'express';
import type { Channel } from '../../config/schema.ts';
import { PAGE_IDS } from '../../languages/page-ids.ts';
import { renderMarkdown } from '../../web/markdown.ts';
import { PageError } from '../../web/page-error.ts';
import { onionOf } from '../connection.ts';
import { type Intake, type Place, placeOf, renderPage } from '../site.ts';
import { contents } from './contents.ts';
import { lawOf } from './law-of.ts';
import { languageOf } from './provisions.ts';
import { sectionsOf } from './sections.ts';

/** A page to read before the form. */
export function showInformation(
  { origins }: Intake,
  request: Request,
  response: Response,
  place: Place,
): void {
  const id = PAGE_IDS.find((known) => known === request.params['page']);
  if (id === undefined) throw new PageError('notFound');
  const { law } = lawOf(place.channel.profile);
  const sections = sectionsOf(place, id, onionOf(origins));
  renderPage(
    response,
    place,
    'information',
    { title: place.texts.pages.titles[id], current: null, path: `/info/${id}` },
    {
      sections: sections.map(({ words, provision }) => [renderMarkdown(words), provision]),
      provisionLanguage: languageOf(law, place.language),
      contents: contents(place, id),
      moreTitle: place.texts.pages.more,
    },
  );
}

/** Danish authorities' statements are found at /was (bekendtgørelse nr. 904 af 30/08/2019); it harms nobody else. */
export function toAccessibility(channels: readonly Channel[]): RequestHandler {
  return (_request, response, next) => {
    const [first] = channels;
    if (first === undefined) return next();
    const { base } = placeOf(channels, first, first.languages[0] ?? 'en');
    response.redirect(303, `${base}/info/accessibility`);
  };
}
