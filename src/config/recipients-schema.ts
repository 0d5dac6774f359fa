import { z } from 'zod';
import { checkRecipients, RecipientError, recipientKind } from '../seal/recipients.ts';
import { id } from './fields.ts';

/** The keys that a channel's reports are sealed to. */

const recipient = z.strictObject({
  /** Who holds the key, for the desk; never shown to reporters. */
  name: z.string().min(1),
  /** The role of the channel's `leaveOut` that this key belongs to, if reporters can leave it out. */
  role: id.optional(),
  key: z.string().superRefine((key, context) => {
    const message = refusal(() => recipientKind(key));
    if (message !== null) context.addIssue({ code: 'custom', message });
  }),
});

export const recipients = z
  .array(recipient)
  .min(1)
  .superRefine((list, context) => {
    const keys = list.map(({ key }) => key);
    // What is wrong with one key alone was told beside that key.
    if (keys.some((key) => refusal(() => recipientKind(key)) !== null)) return;
    const message = keys.length === 0 ? null : refusal(() => checkRecipients(keys));
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

function refusal(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof RecipientError) return error.message;
    throw error;
  }
}
