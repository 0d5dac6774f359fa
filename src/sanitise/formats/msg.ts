import type { Format } from './format.ts';

/**
 * Outlook's messages. There is no way to write one without its hundreds of properties, so what a mail program shows of it
 * becomes an ordinary mail message, cleaned and checked as such.
 */
export const msg: Format = {
  async clean(input, output, job) {
    const [{ readCompound }, { mailOf }, { cleanMessage }] = await Promise.all([
      import('./msg/compound.ts'),
      import('./msg/message.ts'),
      import('./eml/clean-eml.ts'),
    ]);
    const mail = mailOf(readCompound(await input.whole()), (kind) => job.removed(kind));
    const cleaned = await cleanMessage(mail, job);
    job.becomes('eml');
    await output(cleaned);
  },
  async verify(result, _type, member) {
    const { verifyMessage } = await import('./eml/verify-eml.ts');
    await verifyMessage(await result.whole(), member);
  },
};
