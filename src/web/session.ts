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

/** An open session as its owner may see it; times in milliseconds. */
export interface OpenSession<Data> {
  data: Data;
  openFor: number;
  unusedFor: number;
}

export interface Sessions<Data extends SessionData> {
  /** Opens a session under a new id, so that an id known before is worth nothing. */
  open(request: Request, response: Response, data: Data): void;
  find(request: Request): Data | null;
  /** Milliseconds after which the session ends, whatever is done in it; null without one. */
  timeLeft(request: Request): number | null;
  all(): OpenSession<Data>[];
  close(request: Request, response: Response): void;
  closeWhere(is: (data: Data) => boolean): void;
  closeAll(): void;
}

/** More than anybody needs; the oldest gives way. */
const MOST = 10_000;

interface Kept<Data> {
  data: Data;
  timer: NodeJS.Timeout;
  underWay: number;
  /** On the clock that only goes forward. */
  opened: number;
  used: number;
}

/**
 * Sessions end after `idleMinutes` without a request; a request under way, such as a long upload, keeps its own alive. After
 * `longestHours` they take no new request. `uptime` gives milliseconds that only go forward.
 */
export function openSessions<Data extends SessionData>(options: {
  idleMinutes: number;
  longestHours: number;
  origins: readonly string[];
  cookie?: CookieName;
  uptime?: () => number;
}): Sessions<Data> {
  const { origins, cookie = 'sluse', uptime = () => performance.now() } = options;
  const sessions = new Map<string, Kept<Data>>();
  const idle = options.idleMinutes * 60_000;
  const longest = options.longestHours * 3_600_000;

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
      end(sessionId(request, origins, cookie) ?? '');
      const id = newId();
      const now = uptime();
      sessions.set(id, { data, timer: timer(id), underWay: 0, opened: now, used: now });
      setCookie(request, response, origins, cookie, id);
    },
    find(request) {
      const id = sessionId(request, origins, cookie);
      const session = id === null ? undefined : sessions.get(id);
      if (id === null || session === undefined) return null;
      if (uptime() - session.opened >= longest) {
        // An upload that goes on still needs what is in it; the idle time ends it after that.
        if (session.underWay === 0) end(id);
        return null;
      }
      clearTimeout(session.timer);
      session.underWay += 1;
      session.used = uptime();
      request.res?.once('close', () => {
        session.underWay -= 1;
        clearTimeout(session.timer);
        if (sessions.get(id) === session) session.timer = timer(id);
      });
      return session.data;
    },
    timeLeft(request) {
      const session = sessions.get(sessionId(request, origins, cookie) ?? '');
      return session === undefined ? null : session.opened + longest - uptime();
    },
    all() {
      const now = uptime();
      return [...sessions.values()].map(({ data, opened, used }) => ({
        data,
        openFor: now - opened,
        unusedFor: now - used,
      }));
    },
    close(request, response) {
      end(sessionId(request, origins, cookie) ?? '');
      const { name, secure } = cookieAt(request, origins, cookie);
      response.clearCookie(name, { path: '/', secure });
    },
    closeWhere(is) {
      for (const [id, { data }] of [...sessions]) if (is(data)) end(id);
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
    if (sessionId(request, origins, cookie) === null) {
      const id = newId();
      setCookie(request, response, origins, cookie, id);
    }
    next();
  };
}

/**
 * How the cookie is called where this browser sees us. Over https no other host of the domain can plant one in its place
 * (`__Host-`, RFC 6265bis § 4.1.3). On an onion address only Tor Browser would keep a Secure cookie; other browsers over Tor could
 * not log in.
 */
function cookieAt(request: Request, origins: readonly string[], cookie: CookieName) {
  const secure = originSeen(request, origins)?.startsWith('https:') ?? false;
  return { name: secure ? `__Host-${cookie}` : cookie, secure };
}

/** The id in the request's cookie, or null when there is none of the right shape. */
export function sessionId(
  request: Request,
  origins: readonly string[],
  cookie: CookieName = 'sluse',
): string | null {
  const wanted = cookieAt(request, origins, cookie).name;
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.split('=', 2);
    if (name?.trim() === wanted && value !== undefined && ID.test(value.trim()))
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
  const { name, secure } = cookieAt(request, origins, cookie);
  response.cookie(name, id, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure,
    encode: (value) => value,
  });
  // The page that is made now must already be bound to the new id.
  request.headers.cookie = `${name}=${id}`;
}
