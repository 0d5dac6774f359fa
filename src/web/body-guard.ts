import type { Request, RequestHandler } from 'express';
import { PageError } from './page-error.ts';

export interface BodyLimits {
  /** Bytes of a whole body; the files of a longer one are thrown away as they come. */
  mostBytes: number;
  /** A body must bring `progressBytes` in `progressSeconds`; there is no limit on the whole time. */
  progressBytes: number;
  progressSeconds: number;
}

/** A body this many times as long is refused unread, and what is thrown away of one is cut there. */
const DISCARD_FACTOR = 2;

/**
 * Watches over every body before anything reads it: its length is known and within the limit, and it makes progress.
 * Node's own request time-out is off, because it would cut every large upload over Tor.
 */
export function bodyGuard(limits: BodyLimits): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    if (request.headers['transfer-encoding'] !== undefined)
      return next(new PageError('lengthRequired'));
    if (bodyLength(request) > DISCARD_FACTOR * limits.mostBytes)
      return next(new PageError('tooLarge'));

    // Fails the parser that reads the body with a page of our own.
    watchProgress(request, limits, () => request.emit('error', new PageError('stalled')));
    next();
  };
}

/** The announced length of the body in bytes; 0 without one. Node's parser has refused everything but digits. */
export function bodyLength(request: Request): number {
  return Number(request.headers['content-length'] ?? 0);
}

/** Bodies that make no progress because we do not read them. */
const held = new WeakSet<Request>();

/** Says that the body waits for us, until it is disposed of. */
export function holdProgress(request: Request): Disposable {
  held.add(request);
  return { [Symbol.dispose]: () => void held.delete(request) };
}

function watchProgress(request: Request, limits: BodyLimits, stalled: () => void): void {
  let before = request.socket.bytesRead;
  let waited = held.has(request);
  const timer = setInterval(() => {
    const now = request.socket.bytesRead;
    // Whoever waited for us at either end of the time has the next one to go on in.
    const waits = held.has(request);
    if (!waits && !waited && now - before < limits.progressBytes) {
      clearInterval(timer);
      stalled();
    }
    before = now;
    waited = waits;
  }, limits.progressSeconds * 1000).unref();
  const stop = () => clearInterval(timer);
  request.once('end', stop);
  request.once('close', stop);
}

/**
 * Reads what is left of a refused body and throws it away while the answer is on its way: when the connection closes
 * early, Firefox shows an error of its own and sends the form a second time. Within a cap, then it is cut.
 */
export function discardBody(request: Request, limits: BodyLimits): void {
  if (request.complete || request.destroyed) return;
  const start = request.socket.bytesRead;
  const most = DISCARD_FACTOR * limits.mostBytes;
  watchProgress(request, limits, () => request.socket.destroy());
  request.on('data', () => {
    if (request.socket.bytesRead - start > most) request.socket.destroy();
  });
  request.resume();
}
