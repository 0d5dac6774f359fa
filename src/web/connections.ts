import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { From } from '../sharing/fair-turns.ts';

export interface ConnectionLimits {
  /** Connections at once; all of them, and of one circuit. */
  all: number;
  each: number;
}

/** A fresh connection may still have its request on the way: it is not idle at once. */
const FRESH_MS = 5000;

interface Known {
  from: From;
  requests: number;
  /** When it was last of use, in milliseconds. */
  since: number;
}

/**
 * Bounds connections. One circuit gets no more than its share. When all places are taken, a connection on which nothing
 * is under way gives way to a newcomer, one of the greediest circuit first; browsers open another when they need it.
 * @returns whether a new connection may stay
 */
export function shareConnections(
  server: Server,
  { all, each }: ConnectionLimits,
): (socket: Socket, from: From) => boolean {
  const known = new Map<Socket, Known>();

  server.prependListener('request', (request, response) => {
    const connection = known.get(request.socket);
    if (connection === undefined) return;
    connection.requests += 1;
    response.once('close', () => {
      connection.requests -= 1;
      connection.since = performance.now();
    });
  });

  const ofCircuit = (from: From) =>
    from === null ? 0 : [...known.values()].filter((other) => other.from === from).length;

  function endIdle(): boolean {
    const before = performance.now() - FRESH_MS;
    const idle = [...known].filter(([, { requests, since }]) => requests === 0 && since < before);
    const sizes = new Map(idle.map(([, { from }]) => [from, ofCircuit(from)]));
    idle.sort(
      ([, a], [, b]) => (sizes.get(b.from) ?? 0) - (sizes.get(a.from) ?? 0) || a.since - b.since,
    );
    const [victim] = idle[0] ?? [];
    if (victim === undefined) return false;
    known.delete(victim);
    victim.destroy();
    return true;
  }

  return (socket, from) => {
    if (from !== null && ofCircuit(from) >= each) return false;
    if (known.size >= all && !endIdle()) return false;
    known.set(socket, { from, requests: 0, since: performance.now() });
    socket.once('close', () => known.delete(socket));
    return true;
  };
}
