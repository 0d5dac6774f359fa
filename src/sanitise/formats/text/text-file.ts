import { type Format, type Input, type Job, NotCleanable, type Output } from '../format.ts';
import { batched } from '../media/batched.ts';
import { must } from '../media/residue.ts';
import { openWindow } from '../media/window.ts';
import { checkCharacters } from './check-characters.ts';
import { textOf } from './decode.ts';
import { visibleText } from './invisible.ts';

/** Lines longer than any screen; a text beyond is data. */
const LARGEST = 128 << 20;

/**
 * A photo, document, sound or archive written out in letters, as in notes with pictures: the first bytes of such files in base64,
 * and uuencode. What is hidden in it would travel along.
 */
const ENCLOSED =
  /(?:\/9j\/[24-7]|iVBORw0KGgo|R0lGOD[dl]h|JVBERi0|UEsDB|0M8R4KGx|AAAA[A-Za-z0-9+/]{2}Z0eX|UklGR|SUkqA|TU0AK|SUQz|GkXfo)[A-Za-z0-9+/]{40}|^begin [0-7]{3} .*\r?\nM[!-`]{60}\r?$/m;

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
        if (ENCLOSED.test(lines)) throw new NotCleanable('unsupported', 'a file inside a text');
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
        must(!ENCLOSED.test(text.slice(0, end)), 'a file inside');
        held = text.slice(end);
        must(held.length <= 2 * LARGEST, 'a line without end');
      }
      held += decoder.decode();
      checkCharacters(held);
      rules.check(held);
    },
  };
}
