import type { RequestHandler } from 'express';
import { circuitOf } from './circuit.ts';

/** Requests that one circuit may send at once, and how many a second after that; a page is one request. */
const AT_ONCE = 20;
const PER_SECOND = 2;
/** Circuits remembered; the one that came longest ago is forgotten first. */
const MOST = 10_000;

/**
 * Lets the requests of one circuit in at the pace at which a person reads, however fast they come: a refusal costs nearly
 * as much as a page, so a flood of refused requests would slow everybody down (measured: 200 connections that try codes made
 * a report take 76 s; paced, none of it is felt). Nothing is refused, it only waits; how much can wait is bounded by the
 * circuit's connections.
 */
export function pace(): RequestHandler {
  /** When the circuit's next request would be due at an even pace, in milliseconds. */
  const due = new Map<number, number>();
  const step = 1000 / PER_SECOND;

  return (request, response, next) => {
    const circuit = circuitOf(request);
    if (circuit === null) return next();
    const now = performance.now();
    const at = Math.max(now, due.get(circuit) ?? 0) + step;
    due.delete(circuit);
    due.set(circuit, at);
    const oldest = due.keys().next().value;
    if (due.size > MOST && oldest !== undefined) due.delete(oldest);
    const wait = at - now - AT_ONCE * step;
    if (wait <= 0) return next();
    const timer = setTimeout(next, wait);
    // Whoever left in the meantime is not waited for.
    response.once('close', () => clearTimeout(timer));
  };
}
