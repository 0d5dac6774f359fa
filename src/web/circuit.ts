import type { Socket } from 'node:net';
import type { Request } from 'express';
import type { From } from '../sharing/fair-turns.ts';

/**
 * The Tor circuit that a connection came by, as a number that means nothing to anybody else. It stays on the connection,
 * in memory: never in a log, a row or an answer.
 */
const CIRCUIT = Symbol('circuit');

type Marked = Socket & { [CIRCUIT]?: number };

export function markCircuit(socket: Socket, circuit: number): void {
  (socket as Marked)[CIRCUIT] = circuit;
}

/** Null without Tor's circuit ids: on a port, or behind a web front. */
export function circuitOf({ socket }: Pick<Request, 'socket'>): From {
  return (socket as Marked)[CIRCUIT] ?? null;
}
