import csurf from 'csurf';
import type { Request, RequestHandler, Response } from 'express';
import { sodium } from '../seal/sodium.ts';
import { PageError } from './page-error.ts';
import { type CookieName, sessionId } from './session.ts';

declare module 'express-serve-static-core' {
  interface Request {
    csrfBag?: { readonly csrfSecret: string };
  }
}

export interface Csrf {
  /** Before everything else: derives the secret of this visitor's tokens. */
  bind: RequestHandler;
  /** A fresh token for a form. */
  token(request: Request, response: Response): string;
  /** Checks `_csrf` among the fields parsed so far. @throws PageError `expired` */
  check(request: Request, response: Response): void;
}

/**
 * csurf in session mode over a frozen bag: the secret is a keyed hash of the cookie's id, so it is bound to the visitor
 * and the server keeps nothing. (csurf's cookie mode takes any made-up pair of cookie and token.)
 */
export function csrf(
  key: Uint8Array,
  origins: readonly string[],
  cookie: CookieName = 'sluse',
): Csrf {
  const protect = csurf({
    sessionKey: 'csrfBag',
    // Only the form field counts; the default also reads the query and four headers.
    value: (request) => (typeof request.body?._csrf === 'string' ? request.body._csrf : ''),
  });

  /** csurf is synchronous in session mode; what it passes to `next` is its verdict. */
  function run(request: Request, response: Response): unknown {
    let verdict: unknown;
    protect(request, response, (error?: unknown) => {
      verdict = error;
    });
    return verdict;
  }

  return {
    bind(request, _response, next) {
      const id = sessionId(request, origins, cookie) ?? '';
      const secret = sodium.crypto_generichash(32, id, key);
      request.csrfBag = Object.freeze({ csrfSecret: Buffer.from(secret).toString('base64url') });
      next();
    },
    token(request, response) {
      // Makes csrfToken(); its verdict on a POST that is answered with a form again does not matter here.
      run(request, response);
      return request.csrfToken();
    },
    check(request, response) {
      const error = run(request, response);
      if (error !== undefined) throw new PageError('expired', { cause: error });
    },
  };
}
