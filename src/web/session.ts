import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { originSeen } from './origin-guard.ts';

/** The reporter's site and the desk have cookies of their own, because a trial runs both on one host. */
export type CookieName = 'sluse' | 'desk';
const ID = /^[A-Za-z0-9_-]{43}$/;

/** What the server remembers of an open session, in memory only. `close` wipes what is secret in it. */
export interface SessionData {
  close(): void;
}

export interface Sessions<Data extends SessionData> {
  /** Opens a session under a new id, so that an id known before is worth nothing. */
  open(request: Request, response: Response, data: Data): void;
  find(request: Request): Data | null;
  close(request: Request, response: Response): void;
  closeAll(): void;
}

/** More than anybody needs; the oldest gives way. */
const MOST = 10_000;

/**
 * Sessions end after `idleMinutes` without a request; a request under way, such as a long upload, keeps its own alive.
 */
export function openSessions<Data extends SessionData>(options: {
  idleMinutes: number;
  origins: readonly string[];
  cookie?: CookieName;
}): Sessions<Data> {
  const cookie = options.cookie ?? 'sluse';
  const sessions = new Map<string, { data: Data; timer: NodeJS.Timeout; underWay: number }>();
  const idle = options.idleMinutes * 60_000;

  function end(id: string): void {
    const session = sessions.get(id);
    if (session === undefined) return;
    clearTimeout(session.timer);
    sessions.delete(id);
    session.data.close();
  }

  function timer(id: string): NodeJS.Timeout {
    return setTimeout(() => {
      if ((sessions.get(id)?.underWay ?? 0) === 0) end(id);
    }, idle).unref();
  }

  return {
    open(request, response, data) {
      const oldest = sessions.keys().next().value;
      if (sessions.size >= MOST && oldest !== undefined) end(oldest);
      end(sessionId(request, cookie) ?? '');
      const id = newId();
      sessions.set(id, { data, timer: timer(id), underWay: 0 });
      setCookie(request, response, options.origins, cookie, id);
    },
    find(request) {
      const id = sessionId(request, cookie);
      const session = id === null ? undefined : sessions.get(id);
      if (id === null || session === undefined) return null;
      clearTimeout(session.timer);
      session.underWay += 1;
      request.res?.once('close', () => {
        session.underWay -= 1;
        clearTimeout(session.timer);
        if (sessions.get(id) === session) session.timer = timer(id);
      });
      return session.data;
    },
    close(request, response) {
      end(sessionId(request, cookie) ?? '');
      response.clearCookie(cookie, { path: '/' });
    },
    closeAll() {
      for (const id of [...sessions.keys()]) end(id);
    },
  };
}

/**
 * Gives every visitor a random id in a cookie, of which the server keeps nothing: the CSRF secret is derived from it
 * (csrf.ts). Only pages with a form need it.
 */
export function visitorCookie(
  origins: readonly string[],
  cookie: CookieName = 'sluse',
): RequestHandler {
  return (request, response, next) => {
    if (sessionId(request, cookie) === null) {
      const id = newId();
      setCookie(request, response, origins, cookie, id);
      // The page that is made now must already be bound to the new id.
      request.headers.cookie = `${cookie}=${id}`;
    }
    next();
  };
}

/** The id in the request's cookie, or null when there is none of the right shape. */
export function sessionId(request: Request, cookie: CookieName = 'sluse'): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.split('=', 2);
    if (name?.trim() === cookie && value !== undefined && ID.test(value.trim()))
      return value.trim();
  }
  return null;
}

function newId(): string {
  return randomBytes(32).toString('base64url');
}

function setCookie(
  request: Request,
  response: Response,
  origins: readonly string[],
  cookie: CookieName,
  id: string,
): void {
  response.cookie(cookie, id, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    // On an onion address only Tor Browser would keep a Secure cookie; other browsers over Tor could not log in.
    secure: originSeen(request, origins)?.startsWith('https:') ?? false,
    encode: (value) => value,
  });
}
