import { z } from 'zod';
import { LANGUAGE_CODES } from '../languages/language.ts';
import { brand } from './brand-schema.ts';
import { handOver, leaveOut, wrongAlternatives, wrongRoles } from './conflict-schema.ts';
import { choice, distinct, id, isTimeZone, language, type TextAt, translated } from './fields.ts';
import { notices } from './notices-schema.ts';
import { accessibility, contacts, ownTexts, texts } from './own-words.ts';
import { recipients } from './recipients-schema.ts';

export type { Choice } from './fields.ts';

/** The YAML file's shape. Every number has its default here, and its reason. */

const MB = 1_000_000;

/** A channel's id is the first part of its address, where these have a meaning of their own. */
const RESERVED = [...LANGUAGE_CODES, 'static', 'was'];

/** `covered`: whether the law protects reporters of this kind; only for what they are told. */
const relation = choice.extend({ covered: z.boolean().default(true) });

/** What does not belong here, and where it goes instead. */
const elsewhere = choice.extend({ instead: translated });

/** What the organisation promises beyond the law's dates. */
const promises = z.strictObject({
  /** Whether the automatic receipt in the mailbox confirms the report, or only a person of the unit. */
  confirmedBy: z.enum(['unit', 'automatic']).default('unit'),
  /** Shorter than the law's; longer only where the law sets no number. */
  acknowledgementDays: z.int().min(1).max(366).optional(),
  feedbackMonths: z.int().min(1).max(24).optional(),
  /** Days within which reporters are told whether their report is in scope; leaving it out promises nothing. */
  scopeDays: z.int().min(1).max(366).optional(),
  /** How often reporters are asked to look into their mailbox while the case is open. */
  lookEveryDays: z.int().min(1).max(366).default(14),
});

/** When what a channel holds is deleted. */
const retention = z.strictObject({
  /** The event the days count from. */
  from: z.enum(['received', 'closed']).default('closed'),
  days: z.int().min(1).max(3660).default(90),
  /** The longest that a code works, from the day of the report. */
  accessDays: z.int().min(30).max(366).default(365),
  /** How long the mailbox still tells that everything was deleted. */
  noticeDays: z.int().min(1).max(366).default(30),
  /** How long a reporter has, at least, to come back and read the feedback. */
  readingDays: z.int().min(1).max(366).default(30),
  /** Whether the unit must have taken a case over into its archive first. Leaving it out follows the profile. */
  exportFirst: z.enum(['no', 'before-retention', 'always']).optional(),
});

const channel = z
  .strictObject({
    id: id.refine(
      (name) => !RESERVED.includes(name),
      `a channel cannot be called ${RESERVED.join(', ')}`,
    ),
    name: translated,
    brand: z.prefault(brand, {}),
    /** The first one is the channel's own. */
    languages: z
      .array(language)
      .min(1)
      .refine((codes) => new Set(codes).size === codes.length, 'the same language stands twice'),
    recipients,
    /** Whom reporters can leave out because they are involved. Leaving it out leaves the question out. */
    leaveOut: leaveOut.optional(),
    handOver: z.prefault(handOver, {}),
    /** Whether the front page names the channel; one that only takes over what others hand it may stay away. */
    listed: z.boolean().default(true),
    /** Whose side the reporter is on ("employed here", "supplier"). Leaving it out leaves the question out. */
    relations: z.array(relation).superRefine(distinct).default([]),
    /** What it is about. Leaving it out leaves the question out. */
    categories: z.array(choice).superRefine(distinct).default([]),
    /** What belongs elsewhere, and where. Leaving it out says what is true of most organisations. */
    notHere: z.array(elsewhere).min(1).superRefine(distinct).optional(),
    texts: z.prefault(texts, {}),
    contacts: z.prefault(contacts, {}),
    accessibility: z.prefault(accessibility, {}),
    /** Which law computes the dates (src/cases/profiles.ts). */
    profile: z
      .enum(['dk-internal', 'dk-external', 'se-internal', 'no', 'eu', 'eu-external'])
      .default('eu'),
    promises: z.prefault(promises, {}),
    retention: z.prefault(retention, {}),
    timeZone: z
      .string()
      .default('Europe/Copenhagen')
      .refine(isTimeZone, 'not a time zone such as Europe/Copenhagen'),
  })
  .superRefine((channel, context) => {
    const labels = (list: 'relations' | 'categories') =>
      channel[list].map((item, index): TextAt => [[list, index, 'label'], item.label]);
    const notHere = (channel.notHere ?? []).flatMap(({ label, instead }, index): TextAt[] => [
      [['notHere', index, 'label'], label],
      [['notHere', index, 'instead'], instead],
    ]);
    const everyText: TextAt[] = [
      [['name'], channel.name],
      [['brand', 'logo', 'alt'], channel.brand.logo?.alt],
      ...ownTexts(channel.texts),
      ...labels('relations'),
      ...labels('categories'),
      ...(channel.leaveOut?.roles ?? []).map(
        (item, index): TextAt => [['leaveOut', 'roles', index, 'label'], item.label],
      ),
      ...notHere,
    ];
    for (const { path, message } of wrongRoles(channel)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
    for (const [path, text] of everyText) {
      const missing = text ? channel.languages.filter((code) => text[code] === undefined) : [];
      if (missing.length > 0) {
        context.addIssue({
          code: 'custom',
          path,
          message: `is missing in ${missing.join(', ')}, which the channel offers`,
        });
      }
    }
  });
export type Channel = z.infer<typeof channel>;

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
  /** Hours after which members log in anew, however busy they are; a working day. */
  deskHours: z.int().min(1).max(24).default(10),
  /** Codes checked at once and waiting; each takes 64 MiB and about 0.2 s. */
  codesAtOnce: z.int().min(1).max(16).default(2),
  codesWaiting: z.int().min(0).max(1000).default(64),
  codesWaitingEach: z.int().min(1).max(1000).default(4),
  /** Files cleaned at once; each may take up to 2 GB for a moment. */
  sanitisersAtOnce: z.int().min(1).max(16).default(2),
  /** Connections at once; and of one Tor circuit, where Tor says which it is. A browser opens six. */
  connections: z.int().min(10).default(1000),
  connectionsEach: z.int().min(6).default(20),
  /** Forms with files under way at once; and of one Tor circuit. A browser that sends again by itself has two. */
  uploadsAtOnce: z.int().min(2).max(1000).default(64),
  uploadsEach: z.int().min(2).max(1000).default(4),
});
export type Limits = z.infer<typeof limits>;

const origin = z
  .string()
  .regex(
    /^https?:\/\/[a-z0-9.:[\]-]+$/,
    'use scheme and host only, without a slash at the end, as http://abc….onion',
  );

/** The kernel's limit on the path of a socket (unix(7), sun_path). */
const SOCKET_PATH = 107;

const listener = z
  .strictObject({
    socket: z
      .string()
      .startsWith('/', 'use an absolute path')
      .refine(
        (path) => Buffer.byteLength(path) <= SOCKET_PATH,
        `the path of a socket can be ${SOCKET_PATH} bytes long at most`,
      )
      .optional(),
    /** On 127.0.0.1 only; 0 takes any free one. */
    port: z.int().min(0).max(65535).optional(),
    /** The addresses at which browsers see this site; forms from anywhere else are refused. */
    origins: z.array(origin).default([]),
    /**
     * Tor says on each connection by which circuit it comes (`HiddenServiceExportCircuitID haproxy`), so that one circuit
     * cannot take the place of all others. With it, connections that do not say so are refused.
     */
    circuitIds: z.boolean().default(false),
  })
  .transform(({ socket, port, origins, circuitIds }, context): SocketListener | PortListener => {
    if (socket !== undefined && port === undefined) {
      if (origins.length === 0) {
        const message =
          'must name the address at which browsers see this site, as http://abc….onion';
        context.addIssue({ code: 'custom', path: ['origins'], message });
      }
      return { socket, origins, circuitIds };
    }
    if (socket === undefined && port !== undefined) {
      if (circuitIds) {
        const message = 'goes with a `socket` only, because Tor is to be its only visitor';
        context.addIssue({ code: 'custom', path: ['circuitIds'], message });
      }
      return { port, origins };
    }
    const message = 'give either `socket` (a path) with `origins`, or `port`';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

export interface SocketListener {
  socket: string;
  origins: string[];
  circuitIds: boolean;
}
interface PortListener {
  port: number;
  origins: string[];
}
export type Listener = z.infer<typeof listener>;

/** The word for secrets that systemd hands in, instead of a folder. */
export const HANDED_IN = 'credentials';

/** Only what may be mended where Sluse does not see it: in a virtual machine's host, say. */
export const ACCEPTABLE = ['swap', 'core-dumps'] as const;
export type Acceptable = (typeof ACCEPTABLE)[number];

export const configSchema = z.strictObject({
  /** The data folder; relative to this file. */
  data: z.string().min(1),
  /**
   * The folder with the server's own secrets, or `credentials`: what systemd hands to the service (LoadCredential=).
   * Leaving it out keeps them in the data folder.
   */
  secrets: z
    .string()
    .refine(
      (place) => place === HANDED_IN || place.startsWith('/'),
      `use an absolute path, or the word ${HANDED_IN}`,
    )
    .optional(),
  /** A folder in memory (tmpfs), in which the server makes a folder of its own for uploads in progress. */
  spool: z.string().startsWith('/', 'use an absolute path').optional(),
  /** What the sysadmin answers for, although Sluse holds it for unsafe. It is told at every start. */
  accept: z.array(z.enum(ACCEPTABLE)).default([]),
  /**
   * `front` is the intake once more, for an ordinary web front beside Tor: a socket of its own, because it has no circuits.
   * `desk` is the unit's own site; leaving it out serves no desk.
   */
  listen: z.strictObject({
    intake: listener,
    front: listener.optional(),
    desk: listener.optional(),
  }),
  channels: z
    .array(channel)
    .min(1)
    .superRefine(distinct)
    .superRefine((channels, context) => {
      for (const { path, message } of wrongAlternatives(channels)) {
        context.addIssue({ code: 'custom', path: [...path], message });
      }
    }),
  limits: z.prefault(limits, {}),
  /** The daily e-mail to the unit; leaving it out sends none. */
  notices: notices.optional(),
});
export type Config = z.infer<typeof configSchema>;
