import { z } from 'zod';
import { LANGUAGE_CODES } from '../languages/language.ts';

/** What many settings are made of: texts in several languages, ids, lists of choices. */

export const language = z.enum(LANGUAGE_CODES);

/** A text in each language of its channel. */
export const translated = z.partialRecord(language, z.string().trim().min(1));

export type TextAt = [path: PropertyKey[], text: z.infer<typeof translated> | undefined];

export const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,30}$/, 'use 2 to 31 small letters, digits and dashes, a letter first');

/** Entries with an id of their own each. */
export function distinct<Item extends { id: string }>(
  items: readonly Item[],
  context: z.RefinementCtx,
) {
  for (const [index, item] of items.entries()) {
    if (items.findIndex((other) => other.id === item.id) === index) continue;
    const message = 'this id stands twice';
    context.addIssue({ code: 'custom', path: [index, 'id'], message });
  }
}

export const choice = z.strictObject({ id, label: translated });
export type Choice = z.infer<typeof choice>;

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
