import type { RequestHandler } from 'express';
import { originSeen } from '../web/origin-guard.ts';

/**
 * What a page says about the way its visitor came. Only the address that was asked for is known: neither the network nor
 * the browser, nor whether an ordinary address was opened through Tor.
 */
export interface Connection {
  /** `onion`: one of our onion addresses was asked for; `web`: anything else. */
  way: 'onion' | 'web';
  /** The onion address to go to instead; empty on an onion address, or without one. */
  onion: string;
  /** The address that was asked for, to be written down; the onion address where it is none of ours. */
  origin: string;
}

/** Puts `connection` at the disposal of every view. */
export function tellConnection(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    const seen = originSeen(request, origins);
    const connection: Connection =
      seen !== null && isOnion(seen)
        ? { way: 'onion', onion: '', origin: seen }
        : { way: 'web', onion: onionOf(origins), origin: seen ?? onionOf(origins) };
    response.locals['connection'] = connection;
    next();
  };
}

/**
 * Tells Tor Browser of the same page on the onion address. Only for pages that are the same for everybody: who follows it
 * from a form or a mailbox would lose what was typed, or be logged out.
 */
export function onionLocation(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    const onion = onionOf(origins);
    // Tor Browser heeds it on https pages only (Onion-Location in its manual).
    const secure = originSeen(request, origins)?.startsWith('https:') ?? false;
    if (onion !== '' && secure)
      response.set('Onion-Location', onion + request.originalUrl.split('?', 1)[0]);
    next();
  };
}

/** Our onion address, or nothing. */
export function onionOf(origins: readonly string[]): string {
  return origins.find(isOnion) ?? '';
}

function isOnion(origin: string): boolean {
  return new URL(origin).hostname.endsWith('.onion');
}
