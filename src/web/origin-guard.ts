import type { Request, RequestHandler } from 'express';
import { PageError } from './page-error.ts';

/**
 * Refuses forms from other sites before a byte of their body is read. `Sec-Fetch-Site` decides where a browser sends
 * it; browsers other than Tor Browser send none to an onion address, there `Origin` must be one of ours by
 * configuration (not by the Host header, which the sender writes).
 */
export function originGuard(origins: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const site = request.get('Sec-Fetch-Site');
    const allowed =
      site === undefined ? origins.includes(request.get('Origin') ?? '') : site === 'same-origin';
    next(allowed ? undefined : new PageError('forbidden'));
  };
}

/** The configured origin at which the browser sees this page, going by the Host header; null when it is none of ours. */
export function originSeen(request: Request, origins: readonly string[]): string | null {
  const host = request.get('Host');
  return origins.find((origin) => new URL(origin).host === host) ?? null;
}
