import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { until } from './until.ts';

const CIRCUIT_MS = 60_000;

/** What a SOCKS5 port answers instead of a connection (RFC 1928 § 6). */
class SocksRefusal extends Error {
  readonly reply: number;

  constructor(reply: number) {
    super(`SOCKS says ${reply}`);
    this.reply = reply;
  }
}

/** Connects through a SOCKS5 port (RFC 1928) to a port of a host, below 256; to Tor another user name is another circuit (RFC 1929). */
export async function connectBySocks(
  port: number,
  user: string,
  host: string,
  virtualPort = 80,
): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  const answer = async () => ((await once(socket, 'data')) as [Buffer])[0];
  socket.on('error', () => undefined);
  socket.write(Buffer.from([5, 1, 2]));
  await answer();
  socket.write(
    Buffer.concat([Buffer.from([1, user.length]), Buffer.from(user), Buffer.from([1, 120])]),
  );
  await answer();
  const name = Buffer.from(host);
  socket.write(
    Buffer.concat([Buffer.from([5, 1, 0, 3, name.length]), name, Buffer.from([0, virtualPort])]),
  );
  const [, reply] = await answer();
  if (reply !== 0) {
    socket.destroy();
    throw new SocksRefusal(reply ?? 0);
  }
  return socket;
}

/**
 * Sends requests to an onion site over one circuit of a Tor client, on at most `sockets` connections. Where a busy machine
 * makes Tor give up a circuit before it is built (1, general failure), another one is asked for, as people do who reload:
 * nothing has reached the site then.
 */
export function socksAgent(
  port: number,
  user: string,
  host: string,
  sockets = 6,
  virtualPort = 80,
): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  agent.createConnection = (_options, callback) => {
    const connected = () =>
      connectBySocks(port, user, host, virtualPort).catch((error: unknown) => {
        if (error instanceof SocksRefusal && error.reply === 1) return null;
        throw error;
      });
    until(`a circuit to ${host}`, CIRCUIT_MS, connected).then(
      (socket) => callback?.(null, socket),
      (error: Error) => callback?.(error, undefined as never),
    );
    return undefined;
  };
  return agent;
}
