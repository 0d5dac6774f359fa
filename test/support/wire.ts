import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * A cable between a browser and the server, which a test can make bad. It counts the forms that go through, because a
 * browser may send one again without being asked.
 */
export interface Wire {
  url: string;
  /** Forms that were sent so far. */
  posts(): number;
  /** Lets `bytes` of the next form through and no more, until the server says something to it. */
  stallUntilAnswer(bytes: number): void;
  /** Breaks off when the server begins to answer the next form. */
  loseNextAnswer(): void;
  stop(): Promise<void>;
}

export async function layWire(target: () => string): Promise<Wire> {
  const sockets = new Set<Socket>();
  let posts = 0;
  let stallAfter: number | null = null;
  let loseAnswer = false;

  const server = createServer((client) => {
    const upstream = connect(Number(new URL(target()).port), '127.0.0.1');
    let toLose = false;
    let room = Number.POSITIVE_INFINITY;

    client.on('data', (chunk) => {
      // Browsers do not pipeline, so a request begins where its chunk begins.
      if (chunk.subarray(0, 5).toString() === 'POST ') {
        posts += 1;
        toLose = loseAnswer;
        loseAnswer = false;
        room = stallAfter ?? room;
        stallAfter = null;
      }
      room -= chunk.length;
      if (room < 0) client.pause();
      if (!upstream.write(chunk)) {
        client.pause();
        upstream.once('drain', () => {
          if (room >= 0) client.resume();
        });
      }
    });
    upstream.on('data', (chunk) => {
      if (toLose) return hangUp();
      client.write(chunk);
      room = Number.POSITIVE_INFINITY;
      client.resume();
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
    posts: () => posts,
    stallUntilAnswer(bytes) {
      stallAfter = bytes;
    },
    loseNextAnswer() {
      loseAnswer = true;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
