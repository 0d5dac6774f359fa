import type { Response } from 'express';
import { renderMarkdown } from '../web/markdown.ts';
import { contents } from './information/contents.ts';
import { nameOf, type Place, renderPage } from './site.ts';

/** The front page of a channel: what this is, who reads it, two ways in, and what to read first. */
export function showHome(response: Response, place: Place): void {
  const { front } = place.channel.texts;
  const { intake, pages } = place.texts;
  renderPage(
    response,
    place,
    'home',
    { title: intake.home.title, current: 'home', path: '' },
    {
      readers: pages.readers({ name: nameOf(place.channel.name, place.language) }),
      contents: contents(place),
      own: front ? renderMarkdown(nameOf(front, place.language)) : '',
    },
  );
}
