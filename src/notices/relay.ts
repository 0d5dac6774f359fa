import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Options as SMTPOptions } from 'nodemailer/lib/smtp-transport';
import type { Notices } from '../config/notices-schema.ts';

/** Sends through the configured relay, and forgets the connection. */
export interface Relay {
  /** @throws when the relay does not take the mail, encrypted as configured, in time */
  send(mail: SendMailOptions): Promise<void>;
}

const MOST_MS = 30_000;

/** `password` is null for a relay that asks for none. */
export async function openRelay(
  { relay, from }: Pick<Notices, 'relay' | 'from'>,
  password: string | null,
): Promise<Relay> {
  const { host, port, socket, security, user, authority } = relay;
  const ca = authority === undefined ? null : await readFile(authority);
  const transport = createTransport({
    host,
    port,
    ...(socket === undefined ? {} : { getSocket: through(socket) }),
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(ca ? { tls: { ca } } : {}),
    // The domain that the mail comes from, not the name of this machine.
    name: from.split('@')[1] as string,
    ...(user && password !== null ? { auth: { user, pass: password } } : {}),
    connectionTimeout: MOST_MS,
    greetingTimeout: MOST_MS,
    socketTimeout: MOST_MS,
    logger: false,
  });
  return {
    async send(mail) {
      await transport.sendMail(mail);
    },
  };
}

/** A connection over a unix socket, at which TLS still asks for the relay's own name. */
function through(path: string): NonNullable<SMTPOptions['getSocket']> {
  return (_options, callback) => {
    const connection = connect({ path });
    const failed = (error: Error) => callback(error);
    connection.once('error', failed);
    connection.once('connect', () => {
      connection.off('error', failed);
      callback(null, { connection });
    });
  };
}
