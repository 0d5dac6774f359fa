import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/**
 * What every response says. What none says is set elsewhere: no `Date` (listen.ts); no `Server`, `X-Powered-By` or `ETag`
 * (in the app).
 *
 * `styleHashes` are the one style sheet, inlined so that a page is one request, and the few rules for `<noscript>`.
 */
export function headers(options: {
  styleHashes: readonly string[];
  https: boolean;
}): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: options.styleHashes.map((hash) => `'sha256-${hash}'`),
        imgSrc: ['data:'],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // Not no-referrer: it makes browsers send `Origin: null` on our own forms, which the guard would refuse.
    referrerPolicy: { policy: 'same-origin' },
    // An onion address is authenticated by itself and has no TLS.
    strictTransportSecurity: options.https
      ? { maxAge: 31_536_000, includeSubDomains: false }
      : false,
    xFrameOptions: { action: 'deny' },
    // Old or empty headers that would only cost bytes on Tor.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xDnsPrefetchControl: false,
    xXssProtection: false,
    originAgentCluster: false,
  });
}

/** For pages that show a code, a receipt or a mailbox: nothing of them may stay in a cache or behind Back. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/** For a page that shows frames of our own. */
export const showsFrames: RequestHandler = (_request, response, next) => {
  changePolicy(response, (policy) => `${policy};frame-src 'self'`);
  next();
};

/** For what stands in a frame of one of our own pages, and has a style sheet of its own. */
export function inFrame(styleHash: string): RequestHandler {
  return (_request, response, next) => {
    changePolicy(response, (policy) =>
      policy
        .replace(/style-src [^;]*/, `style-src 'sha256-${styleHash}'`)
        .replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
    );
    response.set('X-Frame-Options', 'SAMEORIGIN');
    next();
  };
}

/** Lets another style sheet pass than the one of `headers`. */
export function changeStyleSource(response: Response, hash: string, by: string): void {
  changePolicy(response, (policy) => policy.replace(`sha256-${hash}`, `sha256-${by}`));
}

function changePolicy(response: Response, change: (policy: string) => string): void {
  const policy = response.getHeader('Content-Security-Policy');
  response.set('Content-Security-Policy', change(String(policy)));
}
