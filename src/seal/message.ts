import * as z from 'zod';

/**
 * What is inside the sealed files of a message: these shapes are the contract with everybody who opens a case, also
 * without our software (docs/format.md). Fields are only ever added.
 */
export const FORMAT = 'sluse-1';

/** Names of a message's parts. A sealed part is stored and bundled as `<name>.age`. */
export const PART = {
  text: 'message.txt',
  fields: 'message.json',
  contact: 'contact.json',
  manifest: 'manifest.json',
  attachment: (number: number) => `attachment-${number}`,
  original: (number: number) => `original-${number}`,
  receipt: 'receipt.json',
} as const;

/** What a reporter's later message is about; only `withdrawal` is seen by the server, as a day in the history. */
export const ABOUT = [
  'message',
  'correction',
  'withdrawal',
  'call',
  'meeting',
  'minutes-approved',
  'minutes-corrected',
  'consent-given',
  'consent-refused',
] as const;
export type About = (typeof ABOUT)[number];

/** `message.json`: what the reporter chose beside the text. */
export const fieldsSchema = z.object({
  format: z.literal(FORMAT),
  kind: z.enum(['report', 'follow-up']),
  language: z.string(),
  relation: z.string().optional(),
  category: z.string().optional(),
  /** The same as the reporter read them; the configuration may say something else by the time the case is opened. */
  relationLabel: z.string().optional(),
  categoryLabel: z.string().optional(),
  identity: z.enum(['anonymous', 'named']).optional(),
  about: z.enum(ABOUT).optional(),
  /** The id of the reply that is answered. */
  answers: z.string().optional(),
  originals: z.boolean(),
});
export type MessageFields = z.infer<typeof fieldsSchema>;

/** `contact.json`: a compartment of its own, so that a case can be read without learning who wrote it. */
export const contactSchema = z.object({
  format: z.literal(FORMAT),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  other: z.string(),
  /** There was more than nothing here, perhaps, but whoever handed the case over kept it. */
  leftOut: z.literal(true).optional(),
});
export type Contact = z.infer<typeof contactSchema>;

/** Characters of a contact field; longer ones were not typed by hand. */
export const CONTACT_LENGTH = 500;
/** Four full fields in the characters that take most room in JSON (`\\u0001`), and the names around them. */
const CONTACT_BYTES = 12_288;

/**
 * A `contact.json` of one length whatever stands in it. With the padding that every part gets, a name and a long address in
 * some scripts would show by the size of the sealed part.
 */
export function contactText(contact: Contact): string {
  const text = JSON.stringify(contact, null, 2);
  const { length } = new TextEncoder().encode(text);
  return text + ' '.repeat(Math.max(0, CONTACT_BYTES - length));
}

const removalSchema = z.object({ kind: z.string(), count: z.number() });

/** `manifest.json`: the true size, the checksum and the way of every part of the message. */
export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  case: z.string(),
  message: z.string(),
  kind: z.string(),
  day: z.string(),
  parts: z.array(
    z.object({
      part: z.string(),
      /** A neutral name to save it under. */
      name: z.string(),
      type: z.string(),
      bytes: z.number(),
      sha256: z.string(),
      /** Attachments only: whether hidden information was removed, and what. */
      cleaned: z.boolean().optional(),
      removed: z.array(removalSchema).optional(),
      reason: z.string().optional(),
    }),
  ),
  /** Files that the reporter attached and that are not part of this message. */
  notSent: z.array(z.object({ attachment: z.number(), reason: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** `receipt.json`, sealed to the reporter alone: what became of each file. */
export const receiptSchema = z.object({
  format: z.literal(FORMAT),
  /** SHA-256 of what was sent, to tell a resent form from a changed one; safe because only the reporter opens it. */
  digest: z.string(),
  named: z.enum(['anonymous', 'named', 'emptyContact']),
  files: z.array(
    z.object({
      attachment: z.number(),
      bytes: z.number(),
      outcome: z.enum(['cleaned', 'original', 'held', 'notSent']),
      removed: z.array(removalSchema),
      reason: z.string().optional(),
      /** True when the unchanged file went along with the cleaned one. */
      withOriginal: z.boolean(),
    }),
  ),
});
export type Receipt = z.infer<typeof receiptSchema>;
