import { chmod, lstat, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Express } from 'express';
import type { Listener } from '../config/schema.ts';
import type { From } from '../sharing/fair-turns.ts';
import { markCircuit } from './circuit.ts';
import { type ConnectionLimits, shareConnections } from './connections.ts';
import { NoCircuit, readCircuit } from './proxy-line.ts';

/** The listener cannot be opened; the message is one sentence for the sysadmin. */
export class ListenError extends Error {
  override name = 'ListenError';
}

/**
 * An answer without a `Date`, by whose drift a server behind Tor can be found. Those that Node gives by itself, before any
 * handler of ours, are made of it too: to a request without a host, or with an expectation it does not know.
 */
class Undated extends ServerResponse<IncomingMessage> {
  override sendDate = false;
}

/** Connections on their way in, on top of those that are let in. */
const ARRIVING = 100;

/**
 * Starts a site on a unix socket, so that no address ever reaches this process, or on a port of 127.0.0.1 for trying.
 * @param noCircuit is called when a connection comes without the circuit id that the listener asks for
 * @returns the server and, for a port, the one it got
 */
export async function listen(
  app: Express,
  where: Listener,
  connections: ConnectionLimits,
  noCircuit: () => void = () => undefined,
): Promise<{ server: Server; port: number | null }> {
  const server = createServer(
    {
      // No limit on the whole request: a large upload over Tor takes hours. body-guard.ts watches its progress.
      requestTimeout: 0,
      // Headers are small; who takes longer for them is not a browser.
      headersTimeout: 60_000,
      // Longer than people need between two pages, so that the next one does not wait for a new Tor stream.
      keepAliveTimeout: 65_000,
      maxHeaderSize: 16_384,
      ServerResponse: Undated,
    },
    app,
  );
  server.maxConnections = connections.all + ARRIVING;
  guardConnections(server, connections, 'circuitIds' in where && where.circuitIds, noCircuit);

  if ('socket' in where) {
    await removeStaleSocket(where.socket);
    await open(server, { path: where.socket });
    // The group is Tor's or the web front's.
    await chmod(where.socket, 0o660);
    return { server, port: null };
  }
  await open(server, { host: '127.0.0.1', port: where.port });
  const address = server.address();
  return {
    server,
    port: typeof address === 'object' && address !== null ? address.port : where.port,
  };
}

/** Stands before Node's HTTP parser: reads whose connection it is, and lets in as many as there are places for. */
function guardConnections(
  server: Server,
  limits: ConnectionLimits,
  circuitIds: boolean,
  noCircuit: () => void,
): void {
  const parsers = server.listeners('connection') as ((socket: Socket) => void)[];
  const mayStay = shareConnections(server, limits);
  const letIn = (socket: Socket, from: From) => {
    if (!mayStay(socket, from)) {
      socket.destroy();
      return;
    }
    for (const parse of parsers) parse.call(server, socket);
    socket.resume();
  };
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    if (!circuitIds) {
      letIn(socket, null);
      return;
    }
    readCircuit(socket)
      .then((circuit) => {
        markCircuit(socket, circuit);
        letIn(socket, circuit);
      })
      .catch((error: unknown) => {
        socket.destroy();
        if (!(error instanceof NoCircuit)) throw error;
        if (error.said) noCircuit();
      });
  });
}

/** Stops taking connections and ends idle ones; requests under way get `graceMs` to finish. */
export async function stopListening(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}

function open(
  server: Server,
  where: { path: string } | { host: string; port: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, where)));
    server.listen(where, () => resolve());
  });
}

function explain(
  error: NodeJS.ErrnoException,
  where: { path: string } | { host: string; port: number },
): Error {
  const name = 'path' in where ? `The socket ${where.path}` : `Port ${where.port}`;
  if (error.code === 'EADDRINUSE') {
    const advice = 'path' in where ? 'stop it first' : 'stop it, or choose another one with --port';
    return new ListenError(`${name} is already in use by another program: ${advice}.`);
  }
  return new ListenError(`${name} cannot be opened (${error.code}).`);
}

/** A killed server leaves its socket behind; a living one answers on it. */
async function removeStaleSocket(path: string): Promise<void> {
  const there = await lstat(path).catch(() => null);
  if (!there?.isSocket()) return;
  const alive = await new Promise<boolean>((resolve) => {
    const probe = connect(path, () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
  });
  if (!alive) await rm(path, { force: true });
}
