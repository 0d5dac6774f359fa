import { type Format, type Input, type Job, NotCleanable, type Output } from './format.ts';
import { batched } from './media/batched.ts';
import { writePicture } from './rtf/pictures.ts';
import { parseTree } from './rtf/tree.ts';
import { verifyRtf } from './rtf/verify.ts';
import { writeDocument } from './rtf/writer.ts';

/** Pictures stand in RTF as hexadecimal text, so real files are large. */
const LARGEST = 64 << 20;

/**
 * RTF, written anew from an allow-list of control words and groups. Styles and list tables are left out: the format demands that
 * text repeats their looks itself, and what they number stands in the text as well.
 */
export const rtf: Format = {
  async clean(input: Input, output: Output, job: Job): Promise<void> {
    if (input.size > LARGEST) throw new NotCleanable('tooComplex', 'an endless document');
    const source = (await input.whole()).toString('latin1');
    const { root, end } = parseTree(source);
    if (/[^\s\0]/.test(source.slice(end))) job.removed('trailingData');
    const out = batched(output);
    for (const piece of writeDocument(root, job)) {
      const text = typeof piece === 'string' ? piece : await writePicture(piece, job);
      await out.write(Buffer.from(text, 'latin1'));
    }
    await out.write(Buffer.from('\n'));
    await out.flush();
  },
  async verify(result, _type, member): Promise<void> {
    await verifyRtf((await result.whole()).toString('latin1'), member);
  },
};
