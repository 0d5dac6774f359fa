import type { Format } from './format.ts';

/**
 * Mail. Sender, recipients, subject, date, text and attachments are what a message says; everything else in it (its way
 * through the net, ids, programs) goes. That the visible names can tell who the reporter is holds for every document.
 */
export const eml: Format = {
  async clean(input, output, job) {
    const { cleanMessage } = await import('./eml/clean-eml.ts');
    await output(await cleanMessage(await input.whole(), job));
  },
  async verify(result, _type, member) {
    const { verifyMessage } = await import('./eml/verify-eml.ts');
    await verifyMessage(await result.whole(), member);
  },
};
