import { type Format, type Input, type Job, NotCleanable, type Output } from '../format.ts';
import { batched } from '../media/batched.ts';
import { must } from '../media/residue.ts';
import { openWindow } from '../media/window.ts';
import { checkCharacters } from './check-characters.ts';
import { textOf } from './decode.ts';
import { visibleText } from './invisible.ts';

/** Lines longer than any screen; a text beyond is data. */
const LARGEST = 128 << 20;

/** What a kind of plain text does to its lines beyond taking out what is not seen. */
export interface TextRules {
  /** Called with whole lines, in order. */
  rewrite(lines: string, job: Job): string;
  /** @throws NotCleanable('residue') */
  check(text: string): void;
}

/** Plain text: UTF-8 without a mark, lines ending in LF, only characters that are seen. */
export function textFile(open: () => TextRules): Format {
  return {
    async clean(input: Input, output: Output, job: Job): Promise<void> {
      const window = openWindow(input);
      if (window.size > LARGEST) throw new NotCleanable('tooComplex', 'an endless text');
      const rules = open();
      const out = batched(output);
      for await (const lines of textOf(window)) {
        const visible = visibleText(lines, (places) => job.removed('hiddenContent', places));
        await out.write(Buffer.from(rules.rewrite(visible, job)));
      }
      await out.flush();
    },

    async verify(result: Input): Promise<void> {
      const rules = open();
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      let held = '';
      for await (const piece of result.chunks()) {
        const text = held + decoder.decode(piece, { stream: true });
        const end = text.lastIndexOf('\n') + 1;
        checkCharacters(text.slice(0, end));
        rules.check(text.slice(0, end));
        held = text.slice(end);
        must(held.length <= 2 * LARGEST, 'a line without end');
      }
      held += decoder.decode();
      checkCharacters(held);
      rules.check(held);
    },
  };
}
