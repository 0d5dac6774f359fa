import { randomBytes } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import type { Notices } from '../config/notices-schema.ts';
import { CATALOGUES } from '../languages/catalogue.ts';

/**
 * The daily mail to one address. Whatever it says, it has the same number of bytes, so that its size tells nothing to who
 * sees it pass encrypted: the two lines are padded to one length, and everything that varies has a fixed one.
 */
export function noticeMail(
  { from, language, subject }: Pick<Notices, 'from' | 'language' | 'subject'>,
  to: string,
  look: boolean,
  now: Date,
): SendMailOptions {
  const words = CATALOGUES[language].notice;
  const line = padded(look ? words.look : words.nothing, [words.look, words.nothing]);
  return {
    envelope: { from, to },
    from,
    to,
    subject: subject ?? words.subject,
    date: now,
    messageId: `<${randomBytes(16).toString('hex')}@${from.split('@')[1]}>`,
    // Base64 keeps the spaces at the end of the line, and its length follows from that of the text.
    text: `${line}\n\n${words.footer}\n`,
    textEncoding: 'base64',
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function padded(text: string, all: readonly string[]): string {
  const bytes = (one: string) => Buffer.byteLength(one);
  return text + ' '.repeat(Math.max(...all.map(bytes)) - bytes(text));
}
