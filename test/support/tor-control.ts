import { once } from 'node:events';
import { connect } from 'node:net';

/** A connection to a running tor (control-spec.txt) over its unix socket. */
export interface TorControl {
  /** The lines of a reply, without their codes. @throws Error with tor's own words */
  send(command: string): Promise<string[]>;
  getInfo(key: string): Promise<string>;
  onEvent(listener: (event: string) => void): void;
  close(): void;
}

interface Waiting {
  resolve(lines: string[]): void;
  reject(error: Error): void;
}

export async function connectTorControl(path: string): Promise<TorControl> {
  const socket = connect(path);
  await once(socket, 'connect');
  const waiting: Waiting[] = [];
  const listeners: ((event: string) => void)[] = [];
  let reply: string[] = [];
  /** Inside a `250+key=` block, which ends with a lone dot. */
  let block: string | null = null;

  function takeLine(line: string): void {
    if (block !== null) {
      if (line !== '.') {
        block += `${line}\n`;
        return;
      }
      reply.push(block);
      block = null;
      return;
    }
    if (line.startsWith('650')) {
      for (const listener of listeners) listener(line.slice(4));
      return;
    }
    if (line[3] === '+') {
      block = `${line.slice(4)}\n`;
      return;
    }
    reply.push(line.slice(4));
    if (line[3] !== ' ') return;
    const lines = reply;
    reply = [];
    const command = waiting.shift();
    if (line.startsWith('2')) command?.resolve(lines);
    else command?.reject(new Error(line));
  }

  let rest = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) takeLine(line);
  });
  // A tor that ends closes this too; whoever waits for it learns so below.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const { reject } of waiting.splice(0)) reject(new Error('tor closed its control socket'));
  });

  const control: TorControl = {
    send(command) {
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        socket.write(`${command}\r\n`);
      });
    },
    async getInfo(key) {
      const [first = ''] = await control.send(`GETINFO ${key}`);
      return first.slice(key.length + 1);
    },
    onEvent: (listener) => void listeners.push(listener),
    close: () => socket.destroy(),
  };
  // The socket lies in a folder that is for its own user alone; there is no cookie.
  await control.send('AUTHENTICATE');
  return control;
}
