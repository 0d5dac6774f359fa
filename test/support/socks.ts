import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';

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
    throw new Error(`SOCKS says ${reply}`);
  }
  return socket;
}

/** Sends requests to an onion site over one circuit of a Tor client, on at most `sockets` connections. */
export function socksAgent(
  port: number,
  user: string,
  host: string,
  sockets = 6,
  virtualPort = 80,
): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  agent.createConnection = (_options, callback) => {
    connectBySocks(port, user, host, virtualPort).then(
      (socket) => callback?.(null, socket),
      (error: Error) => callback?.(error, undefined as never),
    );
    return undefined;
  };
  return agent;
}
