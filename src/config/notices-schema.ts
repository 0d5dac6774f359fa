import { z } from 'zod';
import { isTimeZone, language } from './fields.ts';
import type { Problem } from './problems.ts';

/** The daily e-mail that says only whether to look. */

const address = z.email('use one plain address, as unit@example.org');

const receiver = z.strictObject({
  address,
  /** Only news of these channels; leaving it out tells of all. */
  channels: z.array(z.string()).min(1).optional(),
  /** Roles that this person belongs to, `channel/role`: cases that leave one out are no news for them. */
  duties: z.array(z.string()).default([]),
});

const relay = z
  .strictObject({
    host: z.string().min(1),
    port: z.int().min(1).max(65535).default(587),
    /** A unix socket that leads there, for a service that is walled off from every network; `host` is still who must answer. */
    socket: z.string().startsWith('/', 'use an absolute path').optional(),
    /** `starttls` and `tls` (from the first byte, port 465) refuse to send without; `none` is for this same machine. */
    security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
    /** A file with the certificate of an authority of your own (PEM), beside the usual ones. */
    authority: z.string().startsWith('/', 'use an absolute path').optional(),
    user: z.string().min(1).optional(),
    /** A file with the password alone, readable by this user alone. */
    passwordFile: z.string().startsWith('/', 'use an absolute path').optional(),
  })
  .superRefine(({ host, security, user, passwordFile }, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (security === 'none' && !isLoopback(host)) {
      wrong('security', '`none` goes only with a relay on this same machine (localhost)');
    }
    if ((user === undefined) !== (passwordFile === undefined)) {
      wrong(user === undefined ? 'user' : 'passwordFile', 'must be given too');
    }
  });

export const notices = z.strictObject({
  /** When it is sent, every day, where `timeZone` is. */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use hours and minutes, as "07:30"'),
  timeZone: z
    .string()
    .default('Europe/Copenhagen')
    .refine(isTimeZone, 'not a time zone such as Europe/Copenhagen'),
  language,
  /** Leaving it out takes a plain one. It is the same every day. */
  subject: z.string().min(1).max(60).optional(),
  from: address,
  to: z.array(receiver).min(1),
  relay,
});
export type Notices = z.infer<typeof notices>;

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Channels and roles that a receiver names and the configuration has not: nobody would ever be told. */
export function wrongReceivers({
  notices: settings,
  channels,
}: {
  notices?: Notices | undefined;
  channels: readonly { id: string; leaveOut?: { roles: readonly { id: string }[] } | undefined }[];
}): Problem[] {
  const known = channels.map(({ id }) => id);
  const duties = channels.flatMap(({ id, leaveOut }) =>
    (leaveOut?.roles ?? []).map((role) => `${id}/${role.id}`),
  );
  return (settings?.to ?? []).flatMap((receiver, index): Problem[] => {
    const wrong = (list: 'channels' | 'duties', all: readonly string[], what: string) =>
      (receiver[list] ?? []).flatMap((name, place): Problem[] =>
        all.includes(name)
          ? []
          : [{ path: ['notices', 'to', index, list, place], message: `there is no such ${what}` }],
      );
    return [
      ...wrong('channels', known, 'channel'),
      ...wrong('duties', duties, 'role to leave out'),
    ];
  });
}
