import type { Request, Response } from 'express';
import { renderMarkdown } from '../../web/markdown.ts';
import { typedFrom } from '../report-form.ts';
import { renderForm } from '../report-page.ts';
import { freshTicket } from '../report-ticket.ts';
import { type Intake, type Place, renderPage, stringField } from '../site.ts';
import { lawOf } from './law-of.ts';
import { languageOf } from './provisions.ts';
import type { Section } from './sections.ts';
import { relationsOf, tell, topicsOf } from './self-check.ts';

/**
 * Two questions that inform and never stop anybody. The answers travel in bodies only, so that no address, history or
 * log holds them, and nothing is kept: hence no cookie and no token, because there is nothing to forge.
 */
export function showSelfCheck(
  _intake: Intake,
  _request: Request,
  response: Response,
  place: Place,
): void {
  const { selfCheck } = place.texts;
  renderPage(
    response,
    place,
    'self-check',
    { title: selfCheck.title, current: null, path: '/check' },
    { c: selfCheck, relations: relationsOf(place), topics: topicsOf(place) },
  );
}

export function answerSelfCheck(
  _intake: Intake,
  request: Request,
  response: Response,
  place: Place,
): void {
  const { selfCheck } = place.texts;
  const told = tell(place, {
    relation: stringField(request.body?.relation),
    topic: stringField(request.body?.topic),
  });
  const { law } = lawOf(place.channel.profile);
  const html = ({ words, provision }: Section) => [renderMarkdown(words), provision];
  renderPage(
    response,
    place,
    'self-check-answer',
    // No language links: the answers are in no address.
    { title: selfCheck.answerTitle, current: null },
    {
      c: selfCheck,
      answer: [
        { title: selfCheck.placeTitle, sections: [html(told.place)] },
        { title: selfCheck.protectedTitle, sections: [html(told.protection)] },
        { title: selfCheck.nameTitle, sections: told.name.map(html) },
      ],
      provisionLanguage: languageOf(law, place.language),
      relation: told.relation,
      category: told.category,
    },
  );
}

/** The report form with the same answers chosen. */
export function beginReport(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
): void {
  const { relation, category } = typedFrom(request.body ?? {});
  const known = (list: readonly { id: string }[], id: string) =>
    list.some((item) => item.id === id) ? id : '';
  renderForm(intake, request, response, place, freshTicket(intake, place), {
    ...typedFrom({}),
    relation: known(place.channel.relations, relation),
    category: known(place.channel.categories, category),
  });
}
