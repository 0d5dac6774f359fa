import type { RequestHandler } from 'express';
import type { Language } from '../languages/language.ts';
import { PageError } from '../web/page-error.ts';
import { hasRight, type Right } from './accounts/roles.ts';
import { showEnded } from './log-in.ts';
import { type Desk, type DeskPage, memberVisit, visitOf } from './site.ts';

/** Lets only members with this right see a page; to all others it does not exist. */
export function forMembers(desk: Desk, right: Right, page: DeskPage): RequestHandler {
  return async (request, response) => {
    const visit = await memberVisit(desk, request, response);
    if (visit === null) {
      const nobody = visitOf(request.params['language'] as Language);
      if (request.method !== 'GET') return showEnded(desk, request, response, nobody);
      // Who brought a cookie was here before.
      const ended = response.getHeader('Set-Cookie') === undefined ? '?ended' : '';
      return response.redirect(303, nobody.base + ended);
    }
    if (!hasRight(visit.member, right)) throw new PageError('notFound');
    await page(desk, request, response, visit);
  };
}
