import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { type BodyLimits, discardBody } from './body-guard.ts';
import type { Incidents } from './incidents.ts';
import { outOfRoom } from './out-of-room.ts';
import { PageError } from './page-error.ts';

/** Everything that no page answered. */
export const notFound: RequestHandler = (_request, _response, next) =>
  next(new PageError('notFound'));

/**
 * The one place where errors become pages. `show` renders the page in the language and channel of the request; what is
 * not a PageError is our own fault and is the only thing that is logged.
 */
export function errorPages(
  limits: BodyLimits,
  incidents: Incidents,
  show: (request: Request, response: Response, error: PageError) => void,
): ErrorRequestHandler {
  return (error, request, response, _next) => {
    discardBody(request, limits);
    const page = outOfRoom(error, incidents) ?? asPage(error);
    if (page.page === 'internal') incidents('request failed', error);
    // Half a page cannot be taken back. Cut here: Express would cut it too, but write the error's words to stderr.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    refuse(response, page);
    show(request, response, page);
  };
}

/** What the head of every refusal says; its page is rendered by the caller. */
export function refuse(response: Response, { page, status }: PageError): void {
  response.status(status);
  if (page === 'busy') response.set('Retry-After', '300');
}

function asPage(error: unknown): PageError {
  if (error instanceof PageError) return error;
  // The body parser's and Express's own refusals (broken URL encoding, too long, bad path).
  const status = (error as { status?: unknown }).status;
  if (status === 413) return new PageError('tooLarge', { cause: error });
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new PageError('malformed', { cause: error });
  }
  return new PageError('internal', { cause: error });
}
