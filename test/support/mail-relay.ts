import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** A mail relay that speaks enough SMTP (RFC 5321, 3207, 4954) to take mails, and remembers them byte for byte. */
export interface MailRelay {
  port: number;
  mails: TakenMail[];
  /** Every command line, to see what was said before the encryption. */
  commands: { line: string; encrypted: boolean }[];
  /** Answers every mail with this instead of taking it, until null. */
  refuse: string | null;
  stop(): Promise<void>;
}

export interface TakenMail {
  to: string[];
  data: string;
  encrypted: boolean;
}

export async function startMailRelay(options: {
  certificate?: { key: string; cert: string };
  password?: string;
  socket?: string;
}): Promise<MailRelay> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.write('220 relay\r\n');
    speak(socket, false);
  });
  const relay: MailRelay = {
    port: 0,
    mails: [],
    commands: [],
    refuse: null,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };

  function speak(socket: Socket, encrypted: boolean): void {
    let buffered = '';
    let to: string[] = [];
    let inData = false;
    let login: string[] | null = null;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const read = (chunk: Buffer) => {
      buffered += chunk.toString('latin1');
      for (;;) {
        const end = buffered.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const text = buffered.slice(0, end);
        buffered = buffered.slice(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          if (relay.refuse) say(relay.refuse);
          else {
            relay.mails.push({ to, data: text, encrypted });
            say('250 taken');
          }
          to = [];
        } else if (command(text)) return;
      }
    };
    /** True when the connection goes on encrypted. */
    const command = (line: string): boolean => {
      relay.commands.push({ line, encrypted });
      const verb = line.split(/[ :]/)[0]?.toUpperCase();
      if (login !== null) {
        login.push(Buffer.from(line, 'base64').toString());
        if (login.length === 1) say('334 UGFzc3dvcmQ6');
        else {
          say(login[1] === options.password ? '235 welcome' : '535 no');
          login = null;
        }
      } else if (verb === 'EHLO') {
        say('250-relay');
        if (options.certificate && !encrypted) say('250-STARTTLS');
        if (options.password !== undefined) say('250-AUTH LOGIN');
        say('250 SIZE 100000');
      } else if (verb === 'STARTTLS' && options.certificate) {
        say('220 go');
        socket.off('data', read);
        speak(new TLSSocket(socket, { isServer: true, ...options.certificate }), true);
        return true;
      } else if (verb === 'AUTH') {
        login = [];
        say('334 VXNlcm5hbWU6');
      } else if (verb === 'RCPT') {
        to.push(/<(.*)>/.exec(line)?.[1] ?? '');
        say('250 ok');
      } else if (verb === 'DATA') {
        inData = true;
        say('354 go');
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say(verb === 'MAIL' ? '250 ok' : '502 not here');
      return false;
    };
    socket.on('data', read);
    socket.on('error', () => socket.destroy());
  }

  server.listen(options.socket ?? { port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  if (options.socket === undefined) relay.port = (server.address() as AddressInfo).port;
  return relay;
}
