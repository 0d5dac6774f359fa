import type { Format, Input, Job, Output } from './format.ts';

/**
 * A document is not cleaned but made anew: every page is followed from its content to the fonts, pictures and colours
 * it uses, each is reduced to what its list of keys allows, and a new file is written of just that. Text stays text.
 * Only a page that needs something that cannot be filtered becomes a picture.
 *
 * Links are dead afterwards: their addresses are not on the page and often hold who the reader was. A signature goes
 * as well, counted as its signer's name: refusing the file would leave a reporter only the choice to send all of it or
 * nothing, what the signature shows stays on the page, and who needs it for proof can send the original besides.
 */
export const PDF: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    const [{ remakeDocument }, { countHistory }] = await Promise.all([
      import('./pdf/remake.ts'),
      import('./pdf/history.ts'),
    ]);
    const bytes = await input.whole();
    const { out, pages, removed } = await remakeDocument(bytes);
    countHistory(bytes, job.removed);
    for (const [kind, count] of removed) job.removed(kind, count);
    await out.write(pages, output);
  },

  async verify(result: Input): Promise<void> {
    const { verifyFile } = await import('./pdf-check/file.ts');
    verifyFile(await result.whole());
  },
};
