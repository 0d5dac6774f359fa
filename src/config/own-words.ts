import { z } from 'zod';
import { PAGE_IDS } from '../languages/page-ids.ts';
import { type TextAt, translated } from './fields.ts';

/** What an organisation says itself, in Markdown (no raw HTML), and whom to ask outside this site. */

const ownPage = z
  .strictObject({ add: translated.optional(), replace: translated.optional() })
  .refine(
    ({ add, replace }) => (add === undefined) !== (replace === undefined),
    'give either `add`, after our words, or `replace`, instead of them',
  );

export const texts = z.strictObject({
  /** On the front page, and above the form. */
  front: translated.optional(),
  form: translated.optional(),
  /** On the pages to read before the form. */
  pages: z.partialRecord(z.enum(PAGE_IDS), ownPage).default({}),
});

/** One line that is the same in every language: a telephone number, an e-mail address, a name. */
const line = z.string().trim().min(1).max(200);

export const contacts = z.strictObject({
  /** For reporting by telephone; leaving it out offers calls and meetings through the mailbox only. */
  phone: line.optional(),
  /** The data protection officer. */
  dataProtection: line.optional(),
});

/** For the accessibility statement. */
export const accessibility = z.strictObject({
  contact: line.optional(),
  /** Who takes complaints; leaving it out names the authority of the profile's country. */
  complaints: line.optional(),
  /** The day on which the statement was last looked through. */
  reviewed: z.iso.date('must be a day as 2026-03-01').optional(),
});

/** Every text of these that must be there in each language of the channel. */
export function ownTexts(own: z.infer<typeof texts>): TextAt[] {
  const pages = PAGE_IDS.flatMap((id): TextAt[] => [
    [['texts', 'pages', id, 'add'], own.pages[id]?.add],
    [['texts', 'pages', id, 'replace'], own.pages[id]?.replace],
  ]);
  return [[['texts', 'front'], own.front], [['texts', 'form'], own.form], ...pages];
}
