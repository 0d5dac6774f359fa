import { z } from 'zod';
import { LANGUAGE_CODES } from '../languages/language.ts';
import { checkRecipients, RecipientError, recipientKind } from '../seal/recipients.ts';

/** The YAML file's shape. Every number has its default here, and its reason. */

const MB = 1_000_000;

const language = z.enum(LANGUAGE_CODES);

/** A text in each language of its channel. */
const translated = z.partialRecord(language, z.string().trim().min(1));

type TextAt = [path: string[], text: z.infer<typeof translated> | undefined];

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,30}$/, 'use 2 to 31 small letters, digits and dashes, a letter first');

const choice = z.strictObject({ id, label: translated });
export type Choice = z.infer<typeof choice>;

const recipient = z.strictObject({
  /** Who holds the key, for the desk; never shown to reporters. */
  name: z.string().min(1),
  key: z.string().superRefine((key, context) => {
    try {
      recipientKind(key);
    } catch (error) {
      if (!(error instanceof RecipientError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  }),
});

const channel = z
  .strictObject({
    id,
    name: translated,
    /** The first one is the channel's own. */
    languages: z.array(language).min(1),
    recipients: z.array(recipient).min(1),
    /** Whose side the reporter is on ("employed here", "supplier"). Leaving it out leaves the question out. */
    relations: z.array(choice).default([]),
    /** What it is about. Leaving it out leaves the question out. */
    categories: z.array(choice).default([]),
    /** The organisation's own words, in Markdown (no raw HTML): on the front page and above the form. */
    texts: z
      .strictObject({ front: translated.optional(), form: translated.optional() })
      .default({}),
    /** Days after which the unit must have confirmed receipt and given feedback. */
    profile: z.enum(['dk-internal', 'dk-external', 'se-internal', 'no', 'eu']).default('eu'),
    timeZone: z
      .string()
      .default('Europe/Copenhagen')
      .refine(isTimeZone, 'not a time zone such as Europe/Copenhagen'),
  })
  .superRefine((channel, context) => {
    try {
      checkRecipients(channel.recipients.map(({ key }) => key));
    } catch (error) {
      if (!(error instanceof RecipientError)) throw error;
      context.addIssue({ code: 'custom', path: ['recipients'], message: error.message });
    }
    const labels = (list: 'relations' | 'categories') =>
      channel[list].map((item, index): TextAt => [[list, `${index}`, 'label'], item.label]);
    const texts: TextAt[] = [
      [['name'], channel.name],
      [['texts', 'front'], channel.texts.front],
      [['texts', 'form'], channel.texts.form],
      ...labels('relations'),
      ...labels('categories'),
    ];
    for (const [path, text] of texts) {
      const missing = text ? channel.languages.filter((code) => text[code] === undefined) : [];
      if (missing.length > 0) {
        context.addIssue({
          code: 'custom',
          path,
          message: `is missing in ${missing.join(', ')}, which the channel offers`,
        });
      }
    }
    for (const list of ['relations', 'categories'] as const) {
      const ids = channel[list].map((item) => item.id);
      if (new Set(ids).size !== ids.length) {
        context.addIssue({ code: 'custom', path: [list], message: 'two entries have the same id' });
      }
    }
  });
export type Channel = z.infer<typeof channel>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const limits = z.strictObject({
  /** Files in one form. */
  files: z.int().min(1).max(200).default(20),
  /** Bytes of all files of one form together. */
  reportBytes: z
    .int()
    .min(MB)
    .default(500 * MB),
  /** Bytes of memory for all uploads in progress. */
  spoolBytes: z
    .int()
    .min(MB)
    .default(1000 * MB),
  /** Characters of a text; some forty pages. */
  textCharacters: z.int().min(1000).max(1_000_000).default(100_000),
  /** An upload may be as slow as Tor is, but must bring this many bytes in so many seconds. */
  progressBytes: z.int().min(1).default(16_384),
  progressSeconds: z.int().min(1).default(120),
  /** Minutes for which files that could not be cleaned wait for the reporter's word. */
  heldMinutes: z.int().min(1).max(120).default(30),
  /** Idle minutes after which a mailbox closes. */
  sessionMinutes: z.int().min(1).max(120).default(30),
  /** Codes checked at once and waiting; each takes 64 MiB and about 0.2 s. */
  codesAtOnce: z.int().min(1).max(16).default(2),
  codesWaiting: z.int().min(0).max(1000).default(64),
  /** Files cleaned at once; each may take up to 2 GB for a moment. */
  sanitisersAtOnce: z.int().min(1).max(16).default(2),
  /** Connections at once. */
  connections: z.int().min(10).default(1000),
});
export type Limits = z.infer<typeof limits>;

const origin = z
  .string()
  .regex(/^https?:\/\/[a-z0-9.:[\]-]+$/, 'use scheme and host only, as http://abc….onion');

const socketListener = z.strictObject({
  socket: z.string().startsWith('/', 'use an absolute path'),
  /** The addresses at which browsers see this site; forms from anywhere else are refused. */
  origins: z.array(origin).min(1),
});
const portListener = z.strictObject({
  /** On 127.0.0.1 only; 0 takes any free one. */
  port: z.int().min(0).max(65535),
  origins: z.array(origin).default([]),
});
const listener = z.union([socketListener, portListener], {
  error: 'give either `socket` (a path) with `origins`, or `port`',
});
export type Listener = z.infer<typeof listener>;

export const configSchema = z.strictObject({
  data: z.string().min(1),
  /** Where uploads in progress live; must be memory (tmpfs). */
  spool: z.string().startsWith('/', 'use an absolute path').optional(),
  listen: z.strictObject({ intake: listener }),
  channels: z
    .array(channel)
    .min(1)
    .refine((channels) => new Set(channels.map(({ id }) => id)).size === channels.length, {
      message: 'two channels have the same id',
    })
    // A channel's id is the first part of its address, where these have a meaning of their own.
    .refine(
      (channels) => channels.every(({ id }) => !['da', 'sv', 'nb', 'en', 'static'].includes(id)),
      {
        message: 'a channel cannot be called da, sv, nb, en or static',
      },
    ),
  limits: z.prefault(limits, {}),
});
export type Config = z.infer<typeof configSchema>;
