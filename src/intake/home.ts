import type { Response } from 'express';
import { renderMarkdown } from '../web/markdown.ts';
import { nameOf, type Place, renderPage } from './site.ts';

/** The front page of a channel: what this is, who reads it, two ways in. */
export function showHome(response: Response, place: Place): void {
  const { front } = place.channel.texts;
  renderPage(
    response,
    place,
    'home',
    { title: place.texts.intake.home.title, current: 'home', path: '' },
    { own: front ? renderMarkdown(nameOf(front, place.language)) : '' },
  );
}
