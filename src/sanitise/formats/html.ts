import { type Format, type Input, type Job, NotCleanable, type Output } from './format.ts';
import { cleanPage } from './html/page.ts';
import { verifyPage } from './html/verify.ts';
import { openWindow } from './media/window.ts';
import { textOf } from './text/decode.ts';

/** Saved pages with their pictures inside are a few megabytes. */
const LARGEST = 64 << 20;
/** Where a page may say its encoding (HTML § 13.2.3.2). */
const PRESCAN = 1024;

export const html: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    if (input.size > LARGEST) throw new NotCleanable('tooComplex', 'an endless page');
    const bytes = await input.whole();
    await output(Buffer.from(await cleanPage(await textOfPage(bytes, input), job)));
  },
  async verify(result, _type, member): Promise<void> {
    await verifyPage(await result.whole(), member);
  },
};

/** By the encoding the page names, where that is not one of those told apart by content. */
async function textOfPage(bytes: Buffer, input: Input): Promise<string> {
  const head = bytes.toString('latin1', 0, PRESCAN);
  const label = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]{2,30})/i.exec(head)?.[1] ?? '';
  if (
    label &&
    !/^(?:utf-?8|utf-?16.*|us-ascii|ascii|(?:iso-?)?8859-1|latin-?1|windows-1252)$/i.test(label)
  ) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      throw new NotCleanable('unsupported', 'a page in an unknown encoding');
    }
  }
  let text = '';
  for await (const piece of textOf(openWindow(input))) text += piece;
  return text;
}
