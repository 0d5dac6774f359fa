import * as z from 'zod';

/**
 * `case.json`, the public part of a bundle: what the server knows of a case, and which sealed files belong to it. The
 * contract with every tool that opens bundles (docs/format.md); fields are only ever added.
 */
export const BUNDLE_FORMAT = 'sluse-case-1';
export const CASE_FILE = 'case.json';

export const caseFileSchema = z.object({
  format: z.literal(BUNDLE_FORMAT),
  case: z.string(),
  channel: z.string(),
  /** The language in which the reporter wrote and is answered. */
  language: z.string(),
  /** Day on which the report came in. */
  received: z.iso.date(),
  /** The age recipient to which replies are sealed; null once the reporter's access has ended. */
  replyRecipient: z.string().nullable(),
  /** Bundles that were sealed anew: fingerprints of the recipients, as whoever sealed them says. */
  sealedTo: z.array(z.string()).optional(),
  messages: z.array(
    z.object({
      id: z.string(),
      number: z.int().min(1),
      kind: z.string(),
      day: z.iso.date(),
      parts: z.array(
        z.object({
          /** The part's name in its message. */
          name: z.string(),
          /** Where the sealed part stands in the bundle. */
          file: z.string(),
          /** Of the sealed file. */
          bytes: z.number(),
          sha256: z.string(),
        }),
      ),
    }),
  ),
});
export type CaseFile = z.infer<typeof caseFileSchema>;

/** `001-report`: sorts by time and says what it is. */
export function messageFolder(number: number, kind: string): string {
  return `${String(number).padStart(3, '0')}-${kind}`;
}
