import type { RequestHandler } from 'express';

/**
 * Tells a monitor whether all is well, and nothing else: two constant answers, no count, no time, no cookie. For the desk's
 * listener only; reporters' pages have none, because whoever may ask often can tell from the outside when something goes on.
 */
export function health(isWell: () => Promise<boolean>): RequestHandler {
  return async (_request, response) => {
    // What is wrong stands in the log; here a failure is an answer.
    const well = await isWell().catch(() => false);
    response
      .status(well ? 200 : 503)
      .type('text/plain')
      .send(well ? 'ok\n' : 'not ok\n');
  };
}
