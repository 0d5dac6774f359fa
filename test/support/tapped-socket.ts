import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';

/** A unix socket before that of a service, which keeps everything that goes in. */
export interface TappedSocket {
  /** What was sent to the service so far. */
  said(): Buffer;
  /** Forgets what was sent so far. */
  forget(): void;
  /** The service cannot be reached from now on. */
  close(): Promise<void>;
}

/** @param path where it is made, for every user of this machine to write to */
export async function tapSocket(path: string, target: string): Promise<TappedSocket> {
  let kept: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(target);
    for (const one of [socket, onward]) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        socket.destroy();
        onward.destroy();
      });
    }
    socket.on('data', (bytes) => kept.push(bytes));
    socket.pipe(onward).pipe(socket);
  });
  server.listen(path);
  await once(server, 'listening');
  await chmod(path, 0o666);
  return {
    said: () => Buffer.concat(kept),
    forget() {
      kept = [];
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
