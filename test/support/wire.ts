import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A request that went through, and the bytes that came back for it, headers included. */
export interface Exchange {
  method: string;
  path: string;
  bytes: number;
}

/**
 * A cable between a browser and the server, which a test can make bad. It sees every request, also one that a browser
 * sends again without being asked.
 */
export interface Wire {
  url: string;
  exchanges: readonly Exchange[];
  /** Forms that were sent so far. */
  posts(): number;
  /** Lets `bytes` of the next form through and no more, until the server says something to it. */
  stallUntilAnswer(bytes: number): void;
  /** Breaks off when the server begins to answer the next form. */
  loseNextAnswer(): void;
  /** Lets so many bytes of each form through and no more, until it is called again with more. */
  holdForms(bytes: number): void;
  /** From now on every connection breaks on which something is asked for whose address has `part` in it; null: none. */
  breakOff(part: string | null): void;
  stop(): Promise<void>;
}

export async function layWire(target: () => string): Promise<Wire> {
  const sockets = new Set<Socket>();
  const exchanges: Exchange[] = [];
  let stallAfter: number | null = null;
  let loseAnswer = false;
  let most = Number.POSITIVE_INFINITY;
  let broken: string | null = null;
  const held = new Set<() => void>();

  const server = createServer((client) => {
    const upstream = connect(Number(new URL(target()).port), '127.0.0.1');
    let exchange: Exchange | null = null;
    let toLose = false;
    let room = Number.POSITIVE_INFINITY;
    let passed = 0;
    const goOn = () => {
      if (passed < most && room >= 0) client.resume();
    };

    client.on('data', (chunk) => {
      // Browsers do not pipeline, so a request begins where its chunk begins.
      const head = /^(GET|POST) (\S+) HTTP\/1\.1\r\n/.exec(chunk.toString('latin1', 0, 2000));
      if (head) {
        exchange = { method: head[1] as string, path: head[2] as string, bytes: 0 };
        exchanges.push(exchange);
        passed = 0;
        if (broken !== null && exchange.path.includes(broken)) return hangUp();
      }
      if (head?.[1] === 'POST') {
        toLose = loseAnswer;
        loseAnswer = false;
        room = stallAfter ?? room;
        stallAfter = null;
      }
      room -= chunk.length;
      if (room < 0) client.pause();
      if (exchange?.method === 'POST') passed += chunk.length;
      if (passed >= most) {
        client.pause();
        held.add(goOn);
      }
      if (!upstream.write(chunk)) {
        client.pause();
        upstream.once('drain', goOn);
      }
    });
    upstream.on('data', (chunk) => {
      if (toLose) return hangUp();
      if (exchange) exchange.bytes += chunk.length;
      client.write(chunk);
      room = Number.POSITIVE_INFINITY;
      goOn();
    });
    const hangUp = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      // A broken connection is what this is for; the other end learns of it.
      socket.on('error', hangUp);
      socket.on('close', () => {
        sockets.delete(socket);
        hangUp();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    posts: () => exchanges.filter(({ method }) => method === 'POST').length,
    stallUntilAnswer(bytes) {
      stallAfter = bytes;
    },
    loseNextAnswer() {
      loseAnswer = true;
    },
    holdForms(bytes) {
      most = bytes;
      for (const resume of held) resume();
    },
    breakOff(part) {
      broken = part;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
