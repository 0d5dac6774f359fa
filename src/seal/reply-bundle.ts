import * as z from 'zod';

/**
 * A reply of the unit, made offline: a ZIP of age files sealed to the case's reply recipient (the parts of a message, as
 * in message.ts) beside `reply.json`, the little that the server must know to bring it to the right case and to keep its
 * dates. The kind stands inside the sealed manifest too, and that one is shown.
 */
export const REPLY_FORMAT = 'sluse-reply-1';
export const REPLY_FILE = 'reply.json';

export const REPLY_KINDS = [
  'message',
  'question',
  'acknowledgement',
  'scope-decision',
  'feedback',
  'minutes',
  'consent-request',
] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

export const replyFileSchema = z.object({
  format: z.literal(REPLY_FORMAT),
  case: z.string(),
  /** Random: the same reply brought in twice is there once. */
  id: z.string().regex(/^[0-9a-f]{16}$/),
  kind: z.enum(REPLY_KINDS),
  /** Scope decisions only: whether the report is within the scheme. */
  inScope: z.boolean().optional(),
  /** The recipient that the parts are sealed to, to tell a reply for another case. */
  recipient: z.string(),
  parts: z.array(
    z.object({
      name: z.string().regex(/^(message\.txt|manifest\.json|attachment-[1-9][0-9]?)$/),
      file: z.string(),
      /** Of the sealed file. */
      bytes: z.int().min(1),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type ReplyFile = z.infer<typeof replyFileSchema>;
